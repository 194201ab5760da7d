/** Words of the pages on which people come in, in English. */

export const entrance = {
  signIn: "Sign in",
  signInAbout: "To the console of this server",
  name: "Name",
  password: "Password",
  oidc: "Continue with your organisation's sign-in",
  or: "or",
  expired: "Your session has ended. Sign in to go on where you were.",
  tooMany: (seconds: number) => `Try again in ${seconds} ${seconds === 1 ? "second" : "seconds"}.`,
  nobody: "Nobody administers this server yet",
  nobodyAbout:
    "The server has printed a link when it started. Whoever opens it becomes the first operator. On the command line, rollcall admin create NAME does the same.",
  setup: "Welcome to Rollcall",
  setupAbout: "Choose the name and the password with which you administer this server.",
  setupName: "Name or e-mail address",
  setupPassword: "At least 15 characters. A few words that only you put together are best.",
  setupSubmit: "Become the first operator",
  linkCut: "This link is not whole",
  linkCutAbout: "It has to end with # and a secret. Copy all of it, or ask for another one.",
  connect: "Connect your identity provider",
  connectAbout: "This link lets you in once, for eight hours, to set up provisioning for your organisation.",
  connectSubmit: "Begin",
  toSignIn: "Sign in instead"
}
