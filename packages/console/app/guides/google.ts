/** Google Workspace, which has no SCIM client for servers of one's own. */
import type { Guide } from "./Guide.ts"

export const google: Guide = {
  id: "google",
  name: "Google Workspace",
  short: "Google",
  notice:
    "Google Workspace provisions to apps of its own catalogue alone. It offers no generic SCIM app, so it cannot be pointed at this server in a way that Google supports.",
  steps: [
    {
      title: "Put a provider between the two",
      text: "Where Okta, Microsoft Entra ID, JumpCloud or another directory already takes its people from Google, connect that one: choose it above."
    },
    {
      title: "Or run a synchronisation of your own",
      text: "A program reads the Directory API of Google and writes SCIM. Give it these values; it needs nothing else of this server.",
      values: [
        { label: "SCIM endpoint", value: "{endpoint}" },
        { label: "Bearer token", value: "{token}" }
      ]
    },
    {
      title: "See that it reaches this server",
      text: "On its machine, this answers the first user, or an empty list.",
      values: [{ label: "Try it", value: 'curl -H "Authorization: Bearer {token}" "{endpoint}/Users?count=1"' }]
    }
  ],
  mapping: [
    ["primaryEmail", "userName"],
    ["id", "externalId"],
    ["name.givenName", "name.givenName"],
    ["name.familyName", "name.familyName"],
    ["primaryEmail", 'emails[type eq "work"].value'],
    ["not suspended", "active"]
  ],
  pitfalls: [
    "Some vendors tell their customers to add another vendor's catalogue app and to point it here. Google may change that app at any time, and its mapping is not made for this server.",
    "Catalogue apps send suspended people as inactive, and deletions up to weeks later, as the administrator has set it.",
    "A program that synchronises should deactivate people and not delete them, so that a mistake can be taken back."
  ]
}
