/** The words in English: those of every page here, those of one page in a file of its own. */
import { account } from "./account.ts"
import { administrators } from "./administrators.ts"
import { clients } from "./clients.ts"
import { delivery } from "./delivery.ts"
import { directory } from "./directory.ts"
import { entrance } from "./entrance.ts"
import { events } from "./events.ts"
import { health } from "./health.ts"
import { log } from "./log.ts"
import { overview } from "./overview.ts"
import { receivers } from "./receivers.ts"
import { schema } from "./schema.ts"
import { scim } from "./scim.ts"
import { settings } from "./settings.ts"
import { tenants } from "./tenants.ts"
import { trial } from "./trial.ts"
import { webhooks } from "./webhooks.ts"

export const english = {
  account,
  administrators,
  clients,
  delivery,
  directory,
  entrance,
  events,
  health,
  schema,
  log,
  overview,
  receivers,
  scim,
  settings,
  tenants,
  trial,
  webhooks,
  cancel: "Cancel",
  close: "Close",
  copied: "Copied",
  copy: "Copy",
  loading: "Loading",
  now: "just now",
  retry: "Try again",
  error: {
    title: "This page could not be shown",
    passing: "The server cannot answer just now",
    unreachable: "The server did not answer. Check your connection and try again.",
    unexpected: "The server answered something unforeseen. Its log says more.",
    notFound: "There is no such page",
    notFoundAbout: "The address may have been cut, or the page may have moved.",
    home: "Go to the start"
  },
  shell: {
    skip: "Skip to the content",
    navigation: "Main",
    openNavigation: "Open the navigation",
    search: "Jump to…",
    allTenants: "All tenants",
    tenant: "Tenant",
    switchTenant: "Switch tenant",
    account: "Account",
    guest: "Guest of this tenant",
    operator: "Operator",
    administrator: "Administrator",
    keys: "API keys",
    theme: "Theme",
    themes: { system: "As the system", light: "Light", dark: "Dark" },
    signOut: "Sign out",
    signOutEverywhere: "Sign out everywhere"
  },
  palette: {
    title: "Jump to a page, a person or a group, or do something",
    placeholder: "Type a page, a person, a group or an action",
    nothing: "Nothing has that name.",
    looking: "Looking for people and groups…",
    broken: "People and groups cannot be searched at the moment. Type on to try again.",
    pages: "Pages",
    tenants: "Tenants",
    actions: "Actions",
    endpoints: "Told of events",
    failing: (name: string) => `${name}, failing`,
    ofServer: (title: string) => `${title} of the server`,
    themeIs: (theme: string) => `Theme: ${theme}`
  },
  pages: {
    overview: "Overview",
    log: "Provisioning log",
    scim: "SCIM",
    trial: "Test the integration",
    settings: "Settings",
    events: "Events",
    webhooks: "Webhooks",
    webhook: "Webhook",
    receivers: "Security events",
    receiver: "Receiver",
    schema: "Schema",
    administrators: "Administrators",
    health: "Health",
    users: "Users",
    user: "User",
    groups: "Groups",
    group: "Group",
    deletedUsers: "Deleted users",
    deletedGroups: "Deleted groups",
    sections: { directory: "Directory", integrations: "Integrations", settings: "Settings" }
  }
}
