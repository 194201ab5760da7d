/**
 * `userName eq jdoe`: a filter value without its quotes. RFC 7644 §3.4.2.2 wants JSON; one word cannot be misread.
 */
import type * as Quirk from "../Quirk.ts"

export const quirk: Quirk.Quirk = {
  name: "BareWord",
  sentBy: ["WSO2 Identity Server", "authentik (to 2025.8)", "Entra ID (documentation)"],
  summary: "One bare word as the value of a filter is read as text.",
  example: { _tag: "Filter", filter: "userName Eq jdoe" },
  source: "goauthentik/authentik issues 16455 and 16677; wso2-extensions/identity-client-scim2",
  kind: { _tag: "Grammar", grammar: { bareWords: true } }
}
