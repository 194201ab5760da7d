/** Words of the page of those who administer, in English. */

export const administrators = {
  title: "Administrators",
  about: "Who signs in to this console for this tenant.",
  aboutAll: "Who signs in to this console: operators for all tenants, others for one.",
  create: "New administrator",
  createAbout: "They sign in with this name and password, and may change the password on this page.",
  none: "Nobody administers this tenant yet",
  noneAbout:
    "Operators of the server can. Make an administrator for the organisation itself, who connects identity providers and reads the log without asking you.",
  name: "Name",
  nameHelp: "An address, for most.",
  for: "Administers",
  forAll: "Every tenant, as an operator",
  password: "Password",
  passwordHelp: (min: number) => `At least ${min} characters.`,
  suggest: "Suggest one",
  submit: "Create administrator",
  you: "You",
  operator: "Operator",
  active: "Active",
  disabled: "Disabled",
  of: (tenant: string) => `of ${tenant}`,
  created: (when: string) => `created ${when}`,
  disabledSince: (when: string) => `disabled ${when}`,
  actions: (name: string) => `Actions for ${name}`,
  newPassword: {
    action: "New password…",
    title: (name: string) => `New password for ${name}`,
    about: "They are signed out everywhere, and sign in with the new password. Their API keys go on.",
    submit: "Set password"
  },
  disable: {
    action: "Disable…",
    title: (name: string) => `Disable ${name}?`,
    about: "They are signed out everywhere and their keys are refused until they are enabled again.",
    submit: "Disable"
  },
  enable: "Enable",
  handOver: {
    title: "Hand this over now",
    about: "The password is shown this once. The server keeps only its digest, so nobody can show it again.",
    where: "Sign in at",
    saved: "I have handed it over"
  }
} as const
