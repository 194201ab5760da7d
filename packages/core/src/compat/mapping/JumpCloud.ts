/** What JumpCloud sends from an integration of one's own, as it was seen in its requests. */
import { urn as enterprise } from "../../schema/EnterpriseUserSchema.ts"
import { type Mapping, rowsOf } from "../Mapping.ts"

export const mapping: Mapping = {
  id: "jumpcloud",
  name: "JumpCloud",
  basis: "observed",
  source:
    "https://jumpcloud.com/support/provision-and-manage-users-and-groups-in-apps-using-custom-scim-identity-management-integration",
  rows: [
    ...rowsOf("User", [
      ["username", "userName"],
      ["id", "externalId"],
      ["email", 'emails[type eq "work"].value'],
      ["displayname", "displayName"],
      ["firstname", "name.givenName"],
      ["lastname", "name.familyName"],
      ["jobTitle", "title"],
      ["department", `${enterprise}:department`],
      ["phoneNumbers", 'phoneNumbers[type eq "work"].value'],
      ["addresses.streetAddress", 'addresses[type eq "work"].streetAddress'],
      ["addresses.locality", 'addresses[type eq "work"].locality'],
      ["addresses.region", 'addresses[type eq "work"].region'],
      ["addresses.postalCode", 'addresses[type eq "work"].postalCode'],
      ["addresses.country", 'addresses[type eq "work"].country'],
      ["photo", "photos.value"],
      ["locale", "locale"],
      ["preferredLanguage", "preferredLanguage"],
      ["state", "active"]
    ]),
    ...rowsOf("Group", [
      ["name", "displayName"],
      ["members", "members"]
    ])
  ]
}
