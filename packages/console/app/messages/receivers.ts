/** Words of receivers of security event tokens, in English. */

export const receivers = {
  title: "Security events",
  about: "Receivers that are told of changes in signed tokens, as RFC 9967 has them.",
  create: "Add receiver",
  none: "No receiver yet",
  noneAbout:
    "For applications that understand security event tokens: each change is a signed token, which the receiver checks by public keys. Tokens are posted to it (RFC 8935), or it fetches them (RFC 8936). An application of your own is usually better served by a webhook.",
  toWebhooks: "Go to webhooks",
  one: "Receiver",
  deliveries: { push: "Tokens are posted", poll: "It fetches tokens" },
  form: {
    title: "Add receiver",
    editTitle: "Edit receiver",
    about: "It is told of every change from now on.",
    audience: "Audience",
    audienceHelp: "The claim aud of each token: usually the address of the application.",
    delivery: "How it gets its tokens",
    choices: { poll: "It fetches them", push: "They are posted" },
    pollHelp: "You get an address to fetch from, and a secret.",
    url: "Address",
    urlHelp: "Where tokens are posted to.",
    token: "Bearer token",
    tokenHelp: "What is shown there, if it asks for one. It is never shown here.",
    tokenKept: "Leave it empty to keep the one that it has.",
    submit: "Add receiver"
  },
  made: {
    title: "Save this secret now",
    about: "It is shown this once. The receiver sends it as a bearer token when it fetches.",
    pushTitle: "The receiver is told from now on",
    pushAbout: "It needs these to check the tokens that are posted to it.",
    secret: "Secret",
    url: "Fetches from",
    issuer: "Issuer",
    keys: "Public keys",
    saved: "I saved it",
    done: "Done"
  },
  waits: {
    title: (count: number) => (count === 1 ? "1 token waits to be fetched" : `${count} tokens wait to be fetched`),
    about:
      "Each comes again until the receiver says that it has it. If this number only grows, the receiver does not fetch, or does not acknowledge."
  },
  rotateAbout: "You get a new secret. The old one works for a while, so that nothing is refused meanwhile.",
  removeAbout: "It gets no more tokens, and those that wait for it are forgotten. This cannot be undone.",
  audience: "Audience",
  issuer: "Issuer",
  keys: "Public keys",
  push: "Posted to",
  poll: "Fetched from"
} as const
