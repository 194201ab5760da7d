/** JumpCloud: a custom integration with identity management by SCIM. */
import type { Guide } from "./Guide.ts"

export const jumpcloud: Guide = {
  id: "jumpcloud",
  name: "JumpCloud",
  short: "JumpCloud",
  steps: [
    {
      title: "Make an application",
      text: "Under SSO Applications add a custom integration, and choose to export users to the app, which is its identity management."
    },
    {
      title: "Connect",
      text: "On the Identity Management tab choose SCIM 2.0, fill in the values, test the connection and activate it.",
      values: [
        { label: "Base URL", value: "{endpoint}" },
        { label: "Token key", value: "{token}" },
        { label: "Test user email", value: "scim-test@example.com" }
      ]
    },
    {
      title: "Say who comes",
      text: "On the User Groups tab choose the groups whose people are provisioned. Switch on the management of groups to have the groups here as well."
    }
  ],
  mapping: [
    ["username or email", "userName"],
    ["email", 'emails[type eq "work"].value'],
    ["firstname", "name.givenName"],
    ["lastname", "name.familyName"],
    ["displayname", "displayName"],
    ["account state", "active"]
  ],
  pitfalls: [
    "Activation creates a test user and deletes it, and does the same with a group. The log shows both; nothing of them stays.",
    "The token needs to change users and groups, even where groups are not exported: the test makes one.",
    "JumpCloud replaces a user as a whole. What you change here in attributes that it sends is overwritten by the next update."
  ]
}
