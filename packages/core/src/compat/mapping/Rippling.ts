/**
 * What Rippling sends to an app of one's own, as those report whom it sends to: the attributes that its form proposes. It
 * names a path in a way of its own, where `emails.primary` is the address that is the primary one.
 */
import { urn as enterprise } from "../../schema/EnterpriseUserSchema.ts"
import { type Mapping, rowsOf } from "../Mapping.ts"

export const mapping: Mapping = {
  id: "rippling",
  name: "Rippling",
  basis: "reported",
  source: "https://workos.com/docs/integrations/rippling-scim",
  rows: [
    ...rowsOf("User", [
      ["emails.primary", "userName"],
      ["externalId", "externalId"],
      ["emails.primary", "emails[primary eq true].value"],
      ["name.givenName", "name.givenName"],
      ["name.familyName", "name.familyName"],
      ["employeeNumber", `${enterprise}:employeeNumber`]
    ]),
    ...rowsOf("Group", [
      ["name", "displayName"],
      ["members", "members"]
    ])
  ]
}
