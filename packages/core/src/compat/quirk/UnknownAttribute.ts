/**
 * Attributes that no schema of the resource type defines, in a body. RFC 7644 §3.3 lets a service provider choose.
 */
import type * as Quirk from "../Quirk.ts"

export const quirk: Quirk.Quirk = {
  name: "UnknownAttribute",
  sentBy: ["Rauthy", "Entra ID", "Microsoft's Postman collection"],
  summary: "Attributes that no schema defines are left out.",
  example: {
    _tag: "Body",
    type: "User",
    message: "resource",
    before: {
      schemas: ["urn:ietf:params:scim:schemas:core:2.0:User"],
      userName: "jdoe@example.com",
      custom: { team: "blue" }
    }
  },
  source: "sebadob/rauthy src/data/src/entity/scim_types.rs",
  kind: { _tag: "Policy", policy: { unknownAttributes: "ignore" } }
}
