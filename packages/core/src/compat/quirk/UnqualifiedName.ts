/**
 * `manager eq "26118915"`: an attribute of an extension in a filter, without the extension's URN.
 */
import type * as Quirk from "../Quirk.ts"

export const quirk: Quirk.Quirk = {
  name: "UnqualifiedName",
  sentBy: ["Entra ID"],
  summary: "A name in a filter that only one extension has is found there although its URN was left out.",
  example: { _tag: "Filter", filter: 'manager eq "26118915"' },
  source: "https://learn.microsoft.com/en-us/entra/identity/app-provisioning/use-scim-to-provision-users-and-groups",
  kind: { _tag: "Policy", policy: { unqualifiedNames: "resolve" } }
}
