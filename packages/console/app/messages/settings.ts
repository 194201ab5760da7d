/** Words of the page of a tenant's settings, in English. What a setting decides is said by the server itself. */

const names: Readonly<Record<string, string>> = {
  provisioning: "Provisioning",
  required: "Required attributes",
  inactiveUsers: "Creating somebody who is inactive",
  onDelete: "Deleting",
  strict: "Strict",
  unknownAttributes: "Unknown attributes",
  unknownMembers: "Unknown members",
  canonicalValues: "Canonical values",
  ifMatch: "Versions",
  patchAnswers: "Answers to PATCH",
  logBodies: "Bodies in the log",
  logDays: "Log",
  historyDays: "History",
  requestsPerSecond: "Requests of the tenant",
  tokenRequestsPerSecond: "Requests of each token"
}

const choices: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  provisioning: { on: "On", off: "Off" },
  inactiveUsers: { refuse: "Refuse", reactivate: "Reactivate" },
  onDelete: { remove: "Remove", keep: "Keep, deactivated" },
  unknownAttributes: { ignore: "Leave out", refuse: "Refuse" },
  unknownMembers: { wait: "Let them wait", refuse: "Refuse" },
  canonicalValues: { advise: "Advise", enforce: "Enforce" },
  ifMatch: { optional: "Optional", required: "Required" },
  patchAnswers: { sparing: "Sparing", resource: "With the resource" },
  logBodies: { none: "Nothing", masked: "Shape only", whole: "All but secrets" }
}

export const settings = {
  title: "Settings",
  about: "How this tenant treats what identity providers send. A change holds from the next request on.",
  sections: {
    provisioning: ["Provisioning", "Who may come in, and what becomes of those who leave."],
    strictness: ["Strictness", "How closely requests have to keep to the RFCs."],
    history: ["Log and history", "What is kept of requests and of people, and for how long."],
    limits: ["Limits", "So that one tenant, or one token, does not take the server from the others."],
    others: ["More", "Settings that this console has no place for yet."]
  },
  tenant: {
    title: "Tenant",
    name: "Name",
    nameHelp: "What people call the organisation.",
    id: "Id",
    idHelp: "Tokens, users and addresses go by it, so it cannot be changed.",
    rename: "Rename",
    renamed: "Renamed"
  },
  name: (name: string): string => names[name] ?? name,
  choice: (name: string, choice: string): string => choices[name]?.[choice] ?? choice,
  isDefault: "Default",
  default: (value: string) => `Default: ${value}`,
  useDefault: "Use the default",
  changed: "Changed",
  locked: "Only an operator of the server changes this.",
  on: "On",
  off: "Off",
  any: "any number",
  several: (values: ReadonlyArray<string>) => (values.length === 0 ? "none" : values.join(", ")),
  alwaysRequired: "The RFC demands it of every user.",
  between: (min: number, max: number) =>
    `A whole number from ${min.toLocaleString("en")} to ${max.toLocaleString("en")}.`,
  quirks: {
    title: "Tolerated deviations",
    about: "Known habits of identity providers that are not in the RFCs. Each is understood unless it is switched off.",
    count: (on: number, all: number) => `${on} of ${all} on`,
    find: "Find a deviation",
    sentBy: "Sent by",
    anybody: "Anybody",
    none: "No deviation has these words",
    noneAbout: "Try fewer letters, or another identity provider.",
    strict: "Strict is on, so none of them is tolerated. Switch it off to choose.",
    example: "Example",
    arrives: "What arrives",
    readAs: "What it is read as",
    depends: "What comes of it depends on what is stored.",
    filter: "A filter that is understood",
    seen: "Seen in",
    kinds: { rewrite: "Rewrites the body", grammar: "Widens filters", policy: "Decides by what is stored" }
  },
  bar: {
    label: "Changes that are not saved",
    count: (count: number) => (count === 1 ? "1 change to save" : `${count} changes to save`),
    change: (name: string, from: string, to: string) => `${name}: ${from} → ${to}`,
    save: "Save",
    discard: "Discard",
    saved: "Saved. It holds from the next request on.",
    wrong: "Correct what is marked first."
  },
  leave: {
    title: "Leave without saving?",
    about: "What you have changed on this page is lost then.",
    action: "Leave"
  }
} as const
