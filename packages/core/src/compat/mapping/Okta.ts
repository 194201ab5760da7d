/** What Okta sends as its profile for SCIM 2.0 comes: every attribute that the template of an app begins with. */
import { urn as enterprise } from "../../schema/EnterpriseUserSchema.ts"
import { type Mapping, rowsOf } from "../Mapping.ts"

export const mapping: Mapping = {
  id: "okta",
  name: "Okta",
  basis: "documented",
  source: "https://developer.okta.com/docs/guides/scim-provisioning-integration-attribute-mapping/",
  rows: [
    ...rowsOf("User", [
      ["userName", "userName"],
      ["firstName", "name.givenName"],
      ["lastName", "name.familyName"],
      ["middleName", "name.middleName"],
      ["honorificPrefix", "name.honorificPrefix"],
      ["honorificSuffix", "name.honorificSuffix"],
      ["email", "emails[primary eq true].value"],
      ["title", "title"],
      ["displayName", "displayName"],
      ["nickName", "nickName"],
      ["profileUrl", "profileUrl"],
      ["primaryPhone", "phoneNumbers[primary eq true].value"],
      ["streetAddress", 'addresses[type eq "work"].streetAddress'],
      ["city", 'addresses[type eq "work"].locality'],
      ["state", 'addresses[type eq "work"].region'],
      ["zipCode", 'addresses[type eq "work"].postalCode'],
      ["countryCode", 'addresses[type eq "work"].country'],
      ["postalAddress", 'addresses[type eq "work"].formatted'],
      ["preferredLanguage", "preferredLanguage"],
      ["locale", "locale"],
      ["timezone", "timezone"],
      ["userType", "userType"],
      ["employeeNumber", `${enterprise}:employeeNumber`],
      ["costCenter", `${enterprise}:costCenter`],
      ["organization", `${enterprise}:organization`],
      ["division", `${enterprise}:division`],
      ["department", `${enterprise}:department`],
      ["managerId", `${enterprise}:manager.value`],
      ["manager", `${enterprise}:manager.displayName`],
      ["id", "externalId"],
      ["status", "active"]
    ]),
    ...rowsOf("Group", [
      ["name", "displayName"],
      ["members", "members"]
    ])
  ]
}
