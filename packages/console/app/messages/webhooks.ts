/** Words of webhooks, in English. */

export const webhooks = {
  title: "Webhooks",
  about: "Your application is told when a user or a group changes, about a quarter of a second later.",
  create: "Create webhook",
  none: "No webhook yet",
  noneAbout:
    "A webhook is an address of your application. Each change of a user or a group is posted to it, signed, and tried again until it is taken. Most begin with user.deactivated, so as to end the sessions of whoever was put out.",
  read: "Read events instead",
  all: "all events",
  kinds: (count: number) => (count === 1 ? "1 kind of event" : `${count} kinds of events`),
  one: "Webhook",
  form: {
    title: "Create webhook",
    editTitle: "Edit webhook",
    about: "Messages follow Standard Webhooks, for which there are libraries in most languages.",
    url: "Address",
    urlHelp: "https, and within reach of this server. It has to answer 2xx within ten seconds.",
    which: "Events",
    whichChoices: { all: "All events", chosen: "Chosen events" },
    choose: "Choose at least one kind of event.",
    kindsOf: (type: string) => `${type} events`,
    submit: "Create webhook"
  },
  secret: {
    title: "Save this signing secret now",
    about: "It is shown this once. Your application checks by it that messages come from here.",
    secret: "Signing secret",
    saved: "I saved it",
    next: "Then send a test event from the page of the webhook."
  },
  test: {
    action: "Send test event",
    sending: "Sending…",
    taken: (status: number, ms: number) => `Taken: ${status} in ${ms} ms`,
    refused: (status: number, ms: number) => `Not taken: ${status} in ${ms} ms`,
    unreached: (ms: number) => `Not reached, after ${ms} ms`,
    takenAbout: "An event of the kind webhook.test was sent, signed as all others are.",
    hide: "Hide the outcome"
  },
  rotateAbout:
    "You get a new signing secret. For a while messages carry a signature by either, so that nothing is refused meanwhile.",
  removeAbout: "Nothing more is sent to it, and the events that wait for it are forgotten. This cannot be undone.",
  events: "Events"
} as const
