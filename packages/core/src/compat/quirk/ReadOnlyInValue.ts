/**
 * readOnly attributes in the value of an operation without path: the `id` beside the `displayName` of a renamed group.
 * RFC 7644 §3.5.2 answers mutability; the client only says whom it means, and every push would fail.
 */
import type * as Quirk from "../Quirk.ts"

export const quirk: Quirk.Quirk = {
  name: "ReadOnlyInValue",
  sentBy: ["Okta", "authentik", "Apache Syncope"],
  summary: "Attributes that are readOnly are left out of the value of a PATCH operation without path.",
  example: {
    _tag: "Body",
    type: "Group",
    message: "patch",
    before: {
      schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
      Operations: [{ op: "replace", value: { id: "2819c223", displayName: "Tour Guides" } }]
    }
  },
  source: "Metatavu/keycloak-scim-server PR 113",
  kind: { _tag: "Policy", policy: { readOnlyInValue: "ignore" } }
}
