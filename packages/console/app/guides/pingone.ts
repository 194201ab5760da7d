/** PingOne: a connection that provisions to an identity store by SCIM. */
import type { Guide } from "./Guide.ts"

export const pingone: Guide = {
  id: "pingone",
  name: "PingOne",
  short: "PingOne",
  steps: [
    {
      title: "Make a connection",
      text: "Under Integrations, Provisioning, add a connection to an identity store and choose SCIM Outbound."
    },
    {
      title: "Connect",
      text: "Choose SCIM version 2.0 and OAuth 2 Bearer Token as the method. Test the connection before you go on.",
      values: [
        { label: "SCIM base URL", value: "{endpoint}" },
        { label: "Users resource", value: "/Users" },
        { label: "Groups resource", value: "/Groups" },
        { label: "OAuth access token", value: "{token}" }
      ]
    },
    {
      title: "Set the preferences",
      text: "Take userName as the unique identifier, with this expression as the user filter. Let a deprovisioned user be disabled and not deleted.",
      values: [{ label: "User filter expression", value: 'userName Eq "%s"' }]
    },
    {
      title: "Make a rule",
      text: "Add a rule from PingOne to the connection, with a filter that says who comes, check its mapping, add the groups, and enable rule and connection both."
    }
  ],
  mapping: [
    ["Username", "userName"],
    ["Given Name", "name.givenName"],
    ["Family Name", "name.familyName"],
    ["Email Address", 'emails[type eq "work"].value'],
    ["Title", "title"],
    ["Enabled", "active"]
  ],
  pitfalls: [
    "PingOne writes users as a whole and never clears an attribute: what is emptied there stays here.",
    "The unique identifier cannot be changed afterwards. Choose one that stays when a name changes.",
    "It keeps one value of each type: a second work e-mail address is not sent."
  ]
}
