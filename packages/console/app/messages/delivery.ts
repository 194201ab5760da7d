/** Words about endpoints that are told of events, webhooks and receivers alike, in English. */

const events = (count: number) => (count === 1 ? "1 event" : `${count} events`)

export const delivery = {
  states: { working: "Working", failing: "Failing", disabled: "Paused" },
  waiting: (count: number) => `${events(count)} waiting`,
  dead: (count: number) => `${events(count)} given up`,
  nothing: "nothing sent yet",
  last: {
    delivered: (when: string) => `last delivered ${when}`,
    pending: (when: string) => `last tried ${when}, not taken`,
    dead: (when: string) => `given up ${when}`,
    waiting: (when: string) => `newest event waits since ${when}`
  },
  actions: "More actions",
  gone: "It is not there",
  goneAbout: "It may have been deleted meanwhile.",
  pause: "Pause",
  enable: "Enable",
  paused: "Paused: events wait, and are sent when it is enabled again.",
  failing: {
    title: "Nothing that is sent is taken",
    some: "An event is not taken, and is tried again",
    waits: (count: number) =>
      `${events(count)} ${count === 1 ? "waits" : "wait"} and nothing is lost: each is tried again for three days, and all at once as soon as one is taken.`,
    answered: "It answered",
    dead: (count: number) => `${events(count)} ${count === 1 ? "was" : "were"} given up`,
    deadAbout: "Each was tried again and again, or refused for good. Once the endpoint is mended, send them again.",
    sendAgain: "Send them again"
  },
  advice: {
    gone: "The endpoint says that it is gone for good (410), so it was paused. Give it the right address, or delete it.",
    refused:
      "The endpoint does not let the message in. See whether it checks the signature by the secret that was shown here last, and whether something before it asks for a login.",
    missing:
      "There is nothing at this address. See whether its path is right, and whether the application is deployed.",
    method: "The endpoint takes no POST. See whether the address is that of its page and not that of its webhook.",
    redirect: "The endpoint sends elsewhere, which is not followed. Put in the address that it sends to.",
    unread: "The endpoint cannot make sense of the message. Its log says what it expected.",
    slow: "The endpoint takes too long. Let it answer 2xx at once, within ten seconds, and do the work afterwards.",
    busy: "The endpoint asks for fewer messages. It is left alone for as long as it says; nothing has to be done here.",
    down: "The application says that it is down, or has too much to do. See whether it is up again; what waits is sent by itself.",
    broken: "The application behind it has an error. Its own log says which.",
    private:
      "The address is not one of the public Internet, where events go by default. For an endpoint in your own network, whoever runs the server sets ROLLCALL_WEBHOOK_PRIVATE=allow.",
    name: "The name is not known. See whether it is spelt rightly, and whether its DNS entry is there.",
    closed: "Nobody answers there. See whether the application runs, and whether a firewall lets this server through.",
    certificate:
      "Its certificate is not one to trust: it has ended, is for another name, or was signed by nobody known.",
    other: "See in the log of the endpoint what became of the message."
  },
  log: {
    title: "Deliveries",
    about: "What became of each event, the newest first.",
    none: "Nothing was sent yet",
    noneAbout: "As soon as a user or a group changes, what is sent stands here: whether it was taken, and why not.",
    states: { pending: "Waiting", retrying: "Trying again", delivered: "Delivered", dead: "Given up" },
    attempts: (count: number) => (count === 0 ? "not tried yet" : count === 1 ? "1 attempt" : `${count} attempts`),
    answered: "Answer",
    soon: "next attempt within a minute",
    next: (when: string) => `next attempt ${when}`,
    again: "Send again",
    againOf: (type: string) => `Send ${type} again`,
    event: "Show event",
    eventOf: (type: string) => `Show the event ${type}`,
    older: "Show older",
    end: "That is all there is."
  },
  replay: {
    action: "Send again…",
    title: "Send again",
    about: "What was taken before comes once more: an application knows it by its id.",
    what: "What is sent again",
    choices: { dead: "What was given up", since: "Everything since" },
    dead: (count: number) => (count === 0 ? "Nothing was given up." : `${events(count)} will be sent again.`),
    since: "Since",
    sinceHelp: "By your clock. Every change from then on is sent, whether it was taken or not.",
    submit: "Send again",
    done: (count: number) => `${events(count)} ${count === 1 ? "is" : "are"} sent again.`,
    doneSince: (when: string) => `Everything since ${when} is sent again.`
  },
  rotate: {
    action: "Rotate secret…",
    title: "Rotate the secret",
    overlap: "The old secret works for another",
    submit: "Make the new secret"
  },
  remove: {
    action: "Delete…",
    title: (name: string) => `Delete ${name}?`,
    submit: "Delete"
  },
  edit: "Edit…",
  save: "Save",
  facts: { title: "Facts", id: "Id", created: "Created", address: "Address" }
} as const
