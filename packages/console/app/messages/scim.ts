/** Words of the page that connects an identity provider, in English. */

export const scim = {
  title: "SCIM",
  about: "Your identity provider creates, updates and deactivates users here. Give it the endpoint and a token.",
  endpoint: "Endpoint",
  endpointAbout: "Identity providers call it base URL, tenant URL or SCIM connector URL.",
  tokens: "SCIM tokens",
  tokensAbout: "One for each identity provider, so that one can be revoked without the others.",
  generate: "Generate SCIM token",
  none: "No token yet",
  noneAbout:
    "A token is the secret that your identity provider sends with every request. Generate one, paste it there, and users begin to flow in.",
  form: {
    about: "It is shown once, and can be replaced without a break.",
    name: "Name",
    nameHelp: "What you will know it by in this list.",
    provider: "Identity provider",
    otherProvider: "Another one",
    lifetime: "Expires",
    days: { 30: "in 30 days", 90: "in 90 days", 180: "in 180 days", 365: "in one year", 730: "in two years" },
    scopes: "What it may do",
    scopeNames: {
      "users:read": "Read users",
      "users:write": "Change users",
      "groups:read": "Read groups",
      "groups:write": "Change groups"
    },
    noScope: "Choose at least one thing that the token may do.",
    submit: "Generate token"
  },
  secret: {
    title: "Save this token now",
    about: "It is shown this once. The server keeps only its digest, so nobody can show it again.",
    token: "Token",
    copy: "Copy the token",
    saved: "I saved it",
    next: "Paste both into your identity provider. The guide below has the steps."
  },
  list: {
    all: (count: number) => `Show ${count} that ended`,
    fewer: "Hide those that ended",
    created: (when: string, who?: string) => (who === undefined ? `created ${when}` : `created ${when} by ${who}`),
    used: (when: string) => `last used ${when}`,
    unused: "never used",
    expires: (when: string) => `expires ${when}`,
    expired: (when: string) => `expired ${when}`,
    revoked: (when: string) => `revoked ${when}`,
    actions: (name: string) => `Actions for ${name}`,
    scopes: { all: "Full access", read: "Read only" }
  },
  states: { valid: "Active", soon: "Expires soon", expired: "Expired", revoked: "Revoked" },
  rotate: {
    action: "Rotate…",
    title: (name: string) => `Rotate ${name}`,
    about:
      "You get a new token with the same rights. The old one keeps working for a while, so that nothing breaks while you paste the new one.",
    overlap: "The old token works for another",
    overlaps: { 0: "no time: end it now", 1: "day", 7: "week", 30: "month" },
    submit: "Generate the new token"
  },
  revoke: {
    action: "Revoke…",
    title: (name: string) => `Revoke ${name}?`,
    about:
      "Its identity provider is refused from this moment, and changes there no longer arrive. This cannot be undone.",
    used: (when: string) => `It was last used ${when}.`,
    submit: "Revoke token"
  },
  expiry: {
    one: (name: string, when: string) => `The token ${name} expires ${when}. Rotate it before provisioning stops.`,
    several: (count: number) => `${count} tokens expire within 30 days. Rotate them before provisioning stops.`
  },
  guide: {
    title: "Set up your identity provider",
    about: "Each step has this tenant's own values, ready to copy.",
    steps: "Steps",
    mapping: "Attribute mapping",
    mappingAbout: "What to map to what. Leave out what you do not need.",
    from: "There",
    to: "SCIM attribute here",
    note: "Note",
    pitfalls: "Good to know",
    tokenPlaceholder: "The token, which is shown once when it is generated",
    generateFirst: "Generate one"
  }
}
