/** Words of the page about one's own account, in English. */

export const account = {
  title: "Account",
  about: (name: string) => `You are signed in as ${name}.`,
  keys: "API keys",
  keysAbout: "For programs that administer in your name. They have your rights, and send the key as a bearer token.",
  createKey: "New key",
  createKeyAbout: "It is shown once. Whoever has it can do what you can.",
  noKeys: "No keys",
  noKeysAbout: "A script or a pipeline that makes tenants and tokens needs one.",
  name: "Name",
  nameHelp: "What uses it, so that you know it again.",
  lifetime: "Expires",
  submit: "Create key",
  end: "Revoke",
  endTitle: (name: string) => `Revoke the key ${name}?`,
  endAbout: "Programs that use it are refused from now on. This cannot be undone.",
  savedTitle: "Save this key now",
  savedAbout: "It is shown this once. The server keeps only its digest, so nobody can show it again.",
  saved: "I saved it",
  expires: (when: string) => `expires ${when}`,
  sessions: "Sessions",
  sessionsAbout: "Ends this session and those in all other browsers. Keys go on.",
  everywhere: "Sign out everywhere",
  theme: "Appearance"
}
