/**
 * A user without e-mail where one is required, whose userName is an address.
 */
import type * as Quirk from "../Quirk.ts"

export const quirk: Quirk.Quirk = {
  name: "EmailFromUserName",
  sentBy: ["clients whose mapping has no e-mail"],
  summary: "A userName that is an address becomes the work e-mail of a user who has none and needs one.",
  example: {
    _tag: "Body",
    type: "User",
    message: "resource",
    before: { schemas: ["urn:ietf:params:scim:schemas:core:2.0:User"], userName: "jdoe@example.com" }
  },
  source: "okta/okta-developer-docs docs/reference/scim/scim-20/index.md",
  kind: { _tag: "Policy", policy: { emailFromUserName: "take" } }
}
