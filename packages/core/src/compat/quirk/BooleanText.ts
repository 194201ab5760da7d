/**
 * `roles[primary eq "True"].value`: text where the schema has a boolean, inside a filter.
 */
import type * as Quirk from "../Quirk.ts"

export const quirk: Quirk.Quirk = {
  name: "BooleanText",
  sentBy: ["Entra ID (SingleAppRoleAssignment)"],
  summary: 'The texts "True" and "False", in any letter case, are read as booleans in a filter too.',
  example: { _tag: "Filter", filter: 'roles[primary eq "True"].value' },
  source: "MicrosoftDocs/entra-docs customize-application-attributes.md",
  kind: { _tag: "Policy", policy: { booleanText: "read" } }
}
