/**
 * What OneLogin sends by its template for SCIM 2.0 with the enterprise extension. Whoever administers it types that
 * template, so anything may stand in it; these are the rows with which it is published.
 */
import { urn as enterprise } from "../../schema/EnterpriseUserSchema.ts"
import { type Mapping, rowsOf } from "../Mapping.ts"

export const mapping: Mapping = {
  id: "onelogin",
  name: "OneLogin",
  basis: "documented",
  source: "https://developers.onelogin.com/scim/define-user-schema",
  rows: [
    ...rowsOf("User", [
      ["{$parameters.scimusername}", "userName"],
      ["{$user.firstname}", "name.givenName"],
      ["{$user.lastname}", "name.familyName"],
      ["{$user.display_name}", "name.formatted"],
      ["{$user.email}", 'emails[type eq "work"].value'],
      ["{$parameters.title}", "title"],
      ["{$parameters.department}", `${enterprise}:department`],
      ["{$parameters.external_manager_id}", `${enterprise}:manager.value`]
    ]),
    ...rowsOf("Group", [
      ["Groups", "displayName"],
      ["members", "members"]
    ])
  ]
}
