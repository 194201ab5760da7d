/**
 * Two values of one attribute that both are `primary`, which RFC 7643 §2.4 rules out.
 */
import type * as Quirk from "../Quirk.ts"

export const quirk: Quirk.Quirk = {
  name: "SeveralPrimaries",
  sentBy: ["PingOne"],
  summary: "Of several primary values of an attribute the first stays primary.",
  example: {
    _tag: "Body",
    type: "User",
    message: "resource",
    before: {
      schemas: ["urn:ietf:params:scim:schemas:core:2.0:User"],
      userName: "joe",
      emails: [
        { value: "joe@example.com", type: "work", primary: true },
        { value: "joe@example.net", type: "home", primary: true }
      ]
    }
  },
  source: "https://docs.pingidentity.com/pingone/integrations/p1_scim_provisioning_limitations.html",
  kind: { _tag: "Policy", policy: { severalPrimaries: "keepFirst" } }
}
