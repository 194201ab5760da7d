/** Whatever else speaks SCIM 2.0. */
import type { Guide } from "./Guide.ts"

export const other: Guide = {
  id: "other",
  name: "Another provider",
  short: "Identity provider",
  steps: [
    {
      title: "Connect",
      text: "Look for SCIM 2.0 provisioning. Authentication is by OAuth bearer token, also called API token or HTTP header.",
      values: [
        { label: "Base or tenant URL", value: "{endpoint}" },
        { label: "Bearer token", value: "{token}" },
        { label: "As a header", value: "Authorization: Bearer {token}" }
      ]
    },
    {
      title: "Try it",
      text: "This answers the first user, or an empty list.",
      values: [{ label: "Command", value: 'curl -H "Authorization: Bearer {token}" "{endpoint}/Users?count=1"' }]
    },
    {
      title: "Map and assign",
      text: "Match users by userName. Begin with one person and look at the provisioning log before you assign everybody."
    }
  ],
  mapping: [
    ["user name or e-mail", "userName"],
    ["its own id", "externalId"],
    ["first name", "name.givenName"],
    ["last name", "name.familyName"],
    ["work e-mail", 'emails[type eq "work"].value'],
    ["enabled", "active"]
  ],
  pitfalls: [
    "This server answers PATCH, PUT, filters, paging, sorting and bulk. Where a provider asks, say yes.",
    "Let people be deactivated and not deleted, so that a mistake can be taken back.",
    "An userName must be unique in the tenant; a second one is answered with 409."
  ]
}
