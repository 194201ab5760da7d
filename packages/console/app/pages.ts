/**
 * The pages of a tenant and those of an operator, in the order of the navigation. A page is a file in `pages` with a
 * default export, and a line here: the routes, the sidebar and the command palette are made of these lists.
 */
import type { ComponentType } from "react"
import { message } from "./messages.ts"
import type { IconName } from "./parts/Icon.tsx"

export interface TenantPage {
  /** Below the tenant, with the router's parameters: `users`, `users/$id`. Empty is the tenant's first page. */
  readonly path: string
  readonly title: string
  readonly icon: IconName
  /** Where it stands in the navigation; absent of pages that others lead to. */
  readonly section?: "top" | "directory" | "integrations" | "settings"
  /** Whether somebody who came by a set-up link sees it as well. */
  readonly guests?: boolean
  readonly load: () => Promise<{ readonly default: ComponentType }>
}

export const sections = ["top", "directory", "integrations", "settings"] as const

export const tenantPages: ReadonlyArray<TenantPage> = [
  {
    path: "",
    title: message.pages.overview,
    icon: "home",
    section: "top",
    load: () => import("./pages/OverviewPage.tsx")
  },
  {
    path: "users",
    title: message.pages.users,
    icon: "user",
    section: "directory",
    load: () => import("./pages/UsersPage.tsx")
  },
  { path: "users/$id", title: message.pages.user, icon: "user", load: () => import("./pages/UserPage.tsx") },
  {
    path: "users/deleted",
    title: message.pages.deletedUsers,
    icon: "trash",
    load: () => import("./pages/DeletedUsersPage.tsx")
  },
  {
    path: "groups",
    title: message.pages.groups,
    icon: "group",
    section: "directory",
    load: () => import("./pages/GroupsPage.tsx")
  },
  { path: "groups/$id", title: message.pages.group, icon: "group", load: () => import("./pages/GroupPage.tsx") },
  {
    path: "groups/deleted",
    title: message.pages.deletedGroups,
    icon: "trash",
    load: () => import("./pages/DeletedGroupsPage.tsx")
  },
  {
    path: "log",
    title: message.pages.log,
    icon: "activity",
    section: "top",
    load: () => import("./pages/LogPage.tsx")
  },
  {
    path: "events",
    title: message.pages.events,
    icon: "bell",
    section: "top",
    load: () => import("./pages/EventsPage.tsx")
  },
  {
    path: "scim",
    title: message.pages.scim,
    icon: "plug",
    section: "integrations",
    guests: true,
    load: () => import("./pages/ScimPage.tsx")
  },
  {
    path: "scim/test",
    title: message.pages.trial,
    icon: "check",
    guests: true,
    load: () => import("./pages/TrialPage.tsx")
  },
  {
    path: "webhooks",
    title: message.pages.webhooks,
    icon: "hook",
    section: "integrations",
    load: () => import("./pages/WebhooksPage.tsx")
  },
  { path: "webhooks/$id", title: message.pages.webhook, icon: "hook", load: () => import("./pages/WebhookPage.tsx") },
  {
    path: "receivers",
    title: message.pages.receivers,
    icon: "lock",
    section: "integrations",
    load: () => import("./pages/ReceiversPage.tsx")
  },
  {
    path: "receivers/$id",
    title: message.pages.receiver,
    icon: "lock",
    load: () => import("./pages/ReceiverPage.tsx")
  },
  {
    path: "settings",
    title: message.pages.settings,
    icon: "gear",
    section: "settings",
    load: () => import("./pages/SettingsPage.tsx")
  },
  {
    path: "schema",
    title: message.pages.schema,
    icon: "table",
    section: "settings",
    load: () => import("./pages/SchemaPage.tsx")
  },
  {
    path: "administrators",
    title: message.pages.administrators,
    icon: "shield",
    section: "settings",
    load: () => import("./pages/AdministratorsPage.tsx")
  }
]

/** A page of whoever runs the server, beside those of tenants. */
export type OperatorPage = Pick<TenantPage, "path" | "title" | "icon" | "load">

/** They are in the navigation where no tenant is chosen, and in the command palette of operators. */
export const operatorPages: ReadonlyArray<OperatorPage> = [
  {
    path: "tenants",
    title: message.shell.allTenants,
    icon: "cube",
    load: () => import("./pages/TenantsPage.tsx")
  },
  {
    path: "administrators",
    title: message.pages.administrators,
    icon: "shield",
    load: () => import("./pages/AdministratorsPage.tsx")
  },
  {
    path: "health",
    title: message.pages.health,
    icon: "activity",
    load: () => import("./pages/HealthPage.tsx")
  }
]
