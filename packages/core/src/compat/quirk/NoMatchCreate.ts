/**
 * `add` or `replace` of `emails[type eq "work"].value` for a user without such a value. RFC 7644 §3.5.2.3 answers
 * noTarget; a client that maps its attributes one by one has no other way to say that there now is one.
 */
import type * as Quirk from "../Quirk.ts"

export const quirk: Quirk.Quirk = {
  name: "NoMatchCreate",
  sentBy: ["Entra ID"],
  summary: "An add or replace whose value filter matches nothing makes the value that the filter describes.",
  example: {
    _tag: "Body",
    type: "User",
    message: "patch",
    before: {
      schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
      Operations: [{ op: "add", path: 'phoneNumbers[type eq "mobile"].value', value: "+1 234" }]
    }
  },
  source: "Captain-P-Goldfish/SCIM-SDK issue 416; wireapp/wire-server issue 5419",
  kind: { _tag: "Policy", policy: { noMatch: "create" } }
}
