/** What PingOne sends by the rule that it proposes for a SCIM identity store. */
import { type Mapping, rowsOf } from "../Mapping.ts"

export const mapping: Mapping = {
  id: "pingone",
  name: "PingOne",
  basis: "documented",
  source:
    "https://docs.pingidentity.com/integrations/code42-pingone/provisioning_setup/p1_code42_integration_configuring_attribute_mapping_on_the_provisioning_rule.html",
  rows: [
    ...rowsOf("User", [
      ["Username", "userName"],
      ["Given Name", "name.givenName"],
      ["Family Name", "name.familyName"],
      ["Email Address", 'emails[type eq "work"].value'],
      ["Primary Phone", 'phoneNumbers[type eq "work"].value'],
      ["Enabled", "active"]
    ]),
    ...rowsOf("Group", [
      ["Name", "displayName"],
      ["members", "members"]
    ])
  ]
}
