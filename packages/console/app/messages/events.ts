/** Words of the page of events, in English. */

export const events = {
  title: "Events",
  about: "What changed, as applications are told it: names and ids, never the values of people.",
  lines: "Events",
  filter: {
    label: "Filter",
    kinds: "Kind",
    someKinds: (count: number) => (count === 1 ? "1 kind" : `${count} kinds`),
    search: "Search",
    placeholder: "User or group",
    clear: "Clear filters"
  },
  none: "No event yet",
  noneAbout: "Every change of a user or a group is an event here, as soon as an identity provider makes one.",
  nothing: "No event is like that",
  nothingAbout: "Other kinds may have happened, or another resource may be meant.",
  connect: "Connect an identity provider",
  loading: "Loading older events",
  older: "Show older events",
  end: "That is all there is.",
  ahead: (name: string, days: number) => `${name}, ${days} ${days === 1 ? "day" : "days"} ahead`,
  more: (count: number) => `and ${count} more of the same change`,
  read: {
    title: "Read events in your application",
    about:
      "Remember the number of the last one that you are done with, and ask for what comes after it. Pages have next; where it is absent, ask again later, or listen to the stream.",
    curl: "Read from the beginning",
    stream: "Listen to the stream",
    key: "The key is one of yours:",
    keys: "API keys",
    push: "Rather be told?",
    webhooks: "Create a webhook"
  },
  what: {
    created: "came",
    updated: "changed",
    deactivated: "was deactivated",
    reactivated: "was let in again",
    deleted: "was deleted",
    member_added: "got a member",
    member_removed: "lost a member",
    expiring: "is going to end"
  } as Readonly<Record<string, string>>,
  entry: {
    title: "Event",
    newer: "Newer event",
    older: "Older event",
    facts: "Facts",
    time: "Time",
    about: "About",
    member: "Member",
    attributes: "Attributes",
    seq: "Number of the change",
    id: "Id",
    json: "JSON",
    same: "Only its events",
    log: "Requests about it",
    history: "Its history",
    end: "End the sessions of this person now: they may no longer come in.",
    ends: "Ends",
    expiring: "Replace this token before it ends: from then on the identity provider is refused.",
    tokens: "Tokens",
    logOfToken: "Requests with it"
  }
}
