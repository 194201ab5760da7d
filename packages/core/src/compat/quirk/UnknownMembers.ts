/**
 * A member whose id names no resource yet. Refusing it stops a client for good, leaving it out loses the membership, so
 * it waits: it becomes a member when a resource with that id is there.
 */
import type * as Quirk from "../Quirk.ts"

export const quirk: Quirk.Quirk = {
  name: "UnknownMembers",
  sentBy: ["Okta", "Entra ID"],
  summary: "A member that is not known is kept aside until the resource comes.",
  example: {
    _tag: "Body",
    type: "Group",
    message: "patch",
    before: {
      schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
      Operations: [{ op: "add", path: "members", value: [{ value: "902c246b" }] }]
    }
  },
  source: "fleetdm/fleet issue 52600",
  kind: { _tag: "Policy", policy: { unknownMembers: "wait" } }
}
