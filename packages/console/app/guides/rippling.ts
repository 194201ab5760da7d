/** Rippling: a custom app with SCIM provisioning. */
import type { Guide } from "./Guide.ts"

export const rippling: Guide = {
  id: "rippling",
  name: "Rippling",
  short: "Rippling",
  notice:
    "Rippling publishes neither what it sends nor its screens. These steps name the settings that it is known to have; their words may differ in your account.",
  steps: [
    {
      title: "Make a custom app",
      text: "In IT management create a custom app, or open the one with which your people sign in, and switch SCIM provisioning on."
    },
    {
      title: "Connect",
      text: "Fill in the endpoint and the token.",
      values: [
        { label: "SCIM base URL", value: "{endpoint}" },
        { label: "Bearer token", value: "{token}" }
      ]
    },
    {
      title: "Tick what this server can do",
      text: "Supports Groups, Supports Pagination, Create & Delete Groups, and Use PATCH to edit Groups. Leave Mutually Exclusive Groups off: people here may be in several."
    },
    {
      title: "Say who comes",
      text: "Set the access rules of the app, and wait until the first people appear here before you widen them."
    }
  ],
  mapping: [
    ["externalId", "externalId"],
    ["work email", "userName"],
    ["emails.primary", 'emails[type eq "work"].value'],
    ["name.givenName", "name.givenName"],
    ["name.familyName", "name.familyName"]
  ],
  pitfalls: [
    "It is reported to repeat requests that failed. A second try makes no second user here: it is answered with 409.",
    "Without PATCH each change of a group sends all of its members. Large groups are slower that way."
  ]
}
