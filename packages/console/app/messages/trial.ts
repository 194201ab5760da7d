/** Words of the page that watches an integration being tried, in English. */

export const trial = {
  title: "Test the integration",
  about: "Do each in your identity provider, and it ticks here by itself.",
  back: "SCIM",
  token: "Token",
  anyToken: "Any token",
  startOver: "Start over",
  lastDay: "Count the last 24 hours",
  done: (count: number, of: number) => `${count} of ${of} seen`,
  allDone: "Everything works. Your identity provider can connect, create, update and deactivate.",
  allPlayed:
    "The server does all of it, as the simulation has shown. Start over, and do the same with your identity provider.",
  since: (when: string) => `Listening since ${when}`,
  stream: {
    off: "Not listening",
    connecting: "Connecting…",
    live: "Listening",
    waiting: "Reconnecting…",
    refused: "Not listening: live updates stopped"
  },
  next: "Next",
  waiting: "Not seen yet",
  seen: "Seen",
  steps: {
    connection: {
      title: "The connection works",
      how: "Press the test or save button of the SCIM connection. Any request that is answered counts."
    },
    userCreated: { title: "A user is created", how: "Assign somebody to the application." },
    userUpdated: {
      title: "Attributes are updated",
      how: "Change a title or a department of that person, and save. Some providers send it at the next cycle only."
    },
    groupPushed: { title: "A group is pushed", how: "Push or assign a group, where your provider sends groups." },
    memberAdded: { title: "A member is added", how: "Put that person into the group." },
    userDeactivated: {
      title: "A user is deactivated",
      how: "Take the assignment away. Do it with somebody who was made for this test."
    }
  },
  evidence: {
    attributes: (names: string) => `Changed: ${names}`,
    members: (count: number) => (count === 1 ? "1 member came" : `${count} members came`),
    open: "Show the request"
  },
  simulation: {
    title: "No identity provider at hand?",
    about:
      "Rollcall plays one. Its requests go the way of real ones, with a token, people and a group that are gone afterwards. They are in the log, and webhooks hear of them.",
    whom: "Play",
    start: "Simulate",
    underWay: "Simulating…",
    progress: "Requests that were answered",
    step: (done: number, of: number) => `${done} of ${of}`,
    steps: "Steps of the simulation",
    fine: "As it should be:",
    wrong: "Wrong:",
    notTried: "Not tried:",
    forWant: "Not tried, for want of what a request before should have made.",
    content: (name: string, count: number) => `${name} would be content: all ${count} answers are what it needs.`,
    stumbles: (name: string, wrong: number, of: number) => `${name} would stumble over ${wrong} of ${of} answers.`,
    untried: (count: number) =>
      count === 1 ? "1 request could not be tried." : `${count} requests could not be tried.`,
    clean: "Its people, its group and its token are gone.",
    left: (resources: string) => `Delete by hand what could not be removed: ${resources}.`,
    noGroups: (name: string) => `${name} pushes no groups, so what is about them stays open.`,
    broken: "The simulation was broken off.",
    lost: "The connection was lost. The simulation goes on to its end by itself, and cleans up."
  },
  heard: "What was heard",
  heardAbout: "Newest first. Open a line to see what it means and what to do.",
  nothing: "Nothing yet",
  nothingAbout: "The first request appears here within a second or two.",
  refused: (count: number) => (count === 1 ? "1 request was refused" : `${count} requests were refused`),
  refusedAbout: "Open it below: it says what happened, and what to change in the identity provider.",
  quiet: "When nothing comes",
  hints: {
    token: "There is no token that is valid, so nobody can connect.",
    generate: "Generate one",
    local:
      "This address is only known on this machine or in its network. An identity provider in the cloud needs one that the internet can reach.",
    plain: "This address begins with http. Most identity providers call https only.",
    endpoint: "Compare the endpoint in the identity provider with this one, letter by letter:",
    reach: "Firewalls, proxies and allow lists must let the identity provider through to this server.",
    entra: "Entra ID works in cycles of about 40 minutes. Provision on demand sends one person at once.",
    okta: "Okta sends only what is switched on under Provisioning, To App, and only people who are assigned.",
    cycle: "Many identity providers send in cycles. Look for a button such as Sync now or Provision on demand.",
    strangers: (count: number, more: boolean) =>
      `${count}${more ? " or more" : ""} ${count === 1 && !more ? "request" : "requests"} came since then with no token or one that is not known. Somebody reaches this server: paste the token again.`
  }
}
