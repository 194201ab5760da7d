/** Okta: an app integration of one's own, with SCIM switched on. */
import type { Guide } from "./Guide.ts"

export const okta: Guide = {
  id: "okta",
  name: "Okta",
  short: "Okta",
  steps: [
    {
      title: "Make an app integration",
      text: "In the Admin Console under Applications, create an app integration, or open the one with which your people sign in. On its General tab, edit App Settings, choose SCIM for Provisioning and save: a Provisioning tab appears."
    },
    {
      title: "Connect",
      text: "On the Provisioning tab under Integration, edit the SCIM connection. Choose HTTP Header as the authentication mode.",
      values: [
        { label: "SCIM connector base URL", value: "{endpoint}" },
        { label: "Unique identifier field", value: "userName" },
        { label: "Authorization: Bearer", value: "{token}" }
      ]
    },
    {
      title: "Choose what it may do",
      text: "Tick Import New Users, Push New Users, Push Profile Updates and Push Groups. Press Test Connector Configuration: it reads a page of users, and every choice turns green. Save."
    },
    {
      title: "Switch it on",
      text: "Under To App, enable Create Users, Update User Attributes and Deactivate Users."
    },
    {
      title: "Assign people and push groups",
      text: "On the Assignments tab assign people or groups: each becomes a user here. On Push Groups choose the groups that should exist here as well. Assigning a group provisions its people, and only pushing it brings the group itself."
    }
  ],
  mapping: [
    ["userName", "userName"],
    ["givenName", "name.givenName"],
    ["familyName", "name.familyName"],
    ["email", 'emails[type eq "work"].value'],
    ["displayName", "displayName"],
    ["title", "title"],
    ["department", "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department"],
    ["employeeNumber", "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:employeeNumber"]
  ],
  pitfalls: [
    "Okta never deletes a user: whoever is unassigned is deactivated here and can come back.",
    "The base URL may not contain an underscore. If this server's address has one, reach it by another name.",
    "A group that was pushed and one that was assigned should not be the same one: Okta advises against it, because people may be removed before they were added.",
    "Okta sends a password with every new user, a random one where password sync is off. It is never shown by this server."
  ]
}
