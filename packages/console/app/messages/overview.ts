/** Words of the page that a tenant opens on, in English. */

export const overview = {
  title: "Overview",
  about: "How provisioning goes, and what needs you.",
  attention: "Needs attention",
  attentionAbouts: {
    database: "Database",
    log: "Provisioning log",
    provisioning: "Provisioning",
    receivers: "Security events",
    requests: "Requests",
    tokens: "Tokens",
    webhooks: "Webhooks"
  },
  mend: {
    tokens: "Go to tokens",
    requests: "Show what failed",
    log: "Open the log",
    provisioning: "Open settings",
    receivers: "Open the receiver",
    webhooks: "Open the webhook",
    database: ""
  },
  well: "All is well",
  wellAbout: "Tokens are valid, requests succeed, and nothing waits for you.",
  stats: {
    active: "Active users",
    inactive: "Inactive users",
    groups: "Groups",
    requests: { hour: "Requests in 24 hours", day: (days: number) => `Requests in ${days} days` },
    failed: "failed"
  },
  chart: {
    title: "Requests",
    about: "Press a bar to see its requests.",
    grain: "Time",
    grains: { hour: "24 hours", day: "Days" },
    view: "View",
    views: { chart: "Chart", table: "Table" },
    ok: "Succeeded",
    failed: "Failed",
    all: "Requests",
    time: "Time",
    summary: (requests: string, failed: string) =>
      `${requests} requests, ${failed} of them failed. The table has each.`,
    keys: "The arrow keys go from bar to bar, and Enter shows its requests.",
    none: "No request in this time."
  },
  tokens: {
    title: "Tokens",
    about: "When each was last used.",
    none: "There is no token that is valid.",
    all: "All tokens",
    used: (when: string) => `used ${when}`,
    unused: "never used",
    expires: (when: string) => `expires ${when}`
  },
  health: {
    title: "Server",
    well: "Healthy",
    unwell: "Needs attention",
    version: "Version",
    database: "Database",
    answers: "Answers in",
    log: "Waiting to be logged",
    none: "no log is kept",
    of: (waiting: string, max: string) => `${waiting} of ${max}`
  },
  start: {
    title: "Connect your identity provider",
    about: "Users and groups flow in by themselves once these three are done.",
    token: "Generate a token",
    tokenAbout: "It is the secret that your identity provider sends along.",
    guide: "Follow the guide",
    guideAbout: "Okta, Microsoft Entra ID and others, each step with your own values.",
    test: "Test the integration",
    testAbout: "A page that hears the first requests and ticks by itself.",
    done: "Done"
  }
}
