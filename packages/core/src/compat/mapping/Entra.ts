/** What Microsoft Entra ID sends from an application that is in no gallery, as its mappings are set up at first. */
import { urn as enterprise } from "../../schema/EnterpriseUserSchema.ts"
import { type Mapping, rowsOf } from "../Mapping.ts"

export const mapping: Mapping = {
  id: "entra",
  name: "Microsoft Entra ID",
  basis: "documented",
  source: "https://learn.microsoft.com/entra/identity/app-provisioning/use-scim-to-provision-users-and-groups",
  rows: [
    ...rowsOf("User", [
      ["userPrincipalName", "userName"],
      ["Switch([IsSoftDeleted])", "active"],
      ["displayName", "displayName"],
      ["jobTitle", "title"],
      ["mail", 'emails[type eq "work"].value'],
      ["preferredLanguage", "preferredLanguage"],
      ["givenName", "name.givenName"],
      ["surname", "name.familyName"],
      ["Join([givenName], [surname])", "name.formatted"],
      ["physicalDeliveryOfficeName", 'addresses[type eq "work"].formatted'],
      ["streetAddress", 'addresses[type eq "work"].streetAddress'],
      ["city", 'addresses[type eq "work"].locality'],
      ["state", 'addresses[type eq "work"].region'],
      ["postalCode", 'addresses[type eq "work"].postalCode'],
      ["country", 'addresses[type eq "work"].country'],
      ["telephoneNumber", 'phoneNumbers[type eq "work"].value'],
      ["mobile", 'phoneNumbers[type eq "mobile"].value'],
      ["facsimileTelephoneNumber", 'phoneNumbers[type eq "fax"].value'],
      ["mailNickname", "externalId"],
      ["employeeId", `${enterprise}:employeeNumber`],
      ["department", `${enterprise}:department`],
      ["manager", `${enterprise}:manager`]
    ]),
    ...rowsOf("Group", [
      ["displayName", "displayName"],
      ["objectId", "externalId"],
      ["members", "members"]
    ])
  ]
}
