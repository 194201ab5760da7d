/** Words about OAuth clients, in English. */

export const clients = {
  title: "OAuth clients",
  about: "For an identity provider that gets short-lived access tokens itself, by a secret or by its own keys.",
  create: "Register client",
  none: "No OAuth client",
  noneAbout:
    "Some identity providers ask for a token endpoint, a client id and a client secret instead of a token: Microsoft Entra ID calls it OAuth2 client credentials grant. Register a client for such a one.",
  endpoint: "Token endpoint",
  id: "Client id",
  secret: "Client secret",
  form: {
    about: "It gets access tokens that live a short while, so nothing that it sends is good for long.",
    name: "Name",
    nameHelp: "What you will know it by in this list.",
    authentication: "How it proves who it is",
    methods: { secret: "By a secret", keys: "By its own keys" },
    keys: "Public keys",
    keysHelp: "A JWK set, or PEM. The private key stays with the identity provider, which signs assertions by it.",
    lifetime: "Its access tokens live",
    lifetimes: { 300: "5 minutes", 3600: "one hour", 28800: "8 hours", 86400: "one day" },
    submit: "Register client"
  },
  made: {
    title: "Save this secret now",
    about: "It is shown this once. The server keeps only its digest, so nobody can show it again.",
    keysTitle: "The client is registered",
    keysAbout: "Give these to your identity provider. It signs assertions by its private key, and no secret is needed.",
    saved: "I saved it",
    done: "Done"
  },
  list: {
    methods: { secret: "Secret", keys: "Public keys" },
    lives: (minutes: number) => (minutes < 60 ? `tokens live ${minutes} min` : `tokens live ${minutes / 60} h`),
    created: (when: string, who?: string) => (who === undefined ? `created ${when}` : `created ${when} by ${who}`),
    used: (when: string) => `last used ${when}`,
    unused: "never used",
    previous: (when: string) => `what it had before ends ${when}`,
    revoked: (when: string) => `revoked ${when}`,
    actions: (name: string) => `Actions for ${name}`,
    all: (count: number) => `Show ${count} that were revoked`,
    fewer: "Hide those that were revoked"
  },
  states: { valid: "Active", revoked: "Revoked" },
  rotate: {
    action: "Rotate…",
    title: (name: string) => `Rotate ${name}`,
    secretAbout: "You get a new secret. The old one keeps working for a while, so that nothing breaks meanwhile.",
    keysAbout: "Give the new public keys. The old ones keep working for a while, so that nothing breaks meanwhile.",
    overlap: "What it has now works for another",
    secretSubmit: "Make the new secret",
    keysSubmit: "Replace the keys"
  },
  revoke: {
    action: "Revoke…",
    title: (name: string) => `Revoke ${name}?`,
    about: "The client and every access token that it has are refused from this moment. This cannot be undone.",
    used: (when: string) => `It last got a token ${when}.`,
    submit: "Revoke client"
  }
} as const
