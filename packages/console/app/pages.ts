/**
 * The pages of a tenant, in the order of the navigation. A page is a file in `pages` with a default export, and a line
 * here: the routes, the sidebar and the command palette are made of this list.
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
    path: "scim",
    title: message.pages.scim,
    icon: "plug",
    section: "integrations",
    guests: true,
    load: () => import("./pages/ScimPage.tsx")
  }
]
