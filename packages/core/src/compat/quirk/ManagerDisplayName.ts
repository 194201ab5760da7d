/**
 * An operation on the `displayName` of a manager. RFC 7643 §4.3 makes it readOnly, as it is read from the manager; the
 * client says again what the server knows already, and refusing that would refuse the whole PATCH.
 */
import * as AttributePath from "../../schema/AttributePath.ts"
import * as Operations from "../Operations.ts"
import * as Quirk from "../Quirk.ts"
import * as WrittenPath from "../WrittenPath.ts"

const name = "ManagerDisplayName"

const enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"

export const quirk: Quirk.Quirk = {
  name,
  sentBy: ["WSO2 Identity Server"],
  summary: "An operation on the name of a manager, which the server reads from the manager itself, is left out.",
  example: {
    _tag: "Body",
    type: "User",
    message: "patch",
    before: {
      schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
      Operations: [
        { op: "replace", path: "name.familyName", value: "Doe" },
        { op: "replace", path: `${enterprise}:manager.displayName`, value: "Boss" }
      ]
    },
    after: {
      schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
      Operations: [{ op: "replace", path: "name.familyName", value: "Doe" }]
    }
  },
  source: "wso2-extensions/identity-outbound-provisioning-scim2",
  kind: Quirk.rewrite(name, (body, context, say) =>
    Operations.map(body, context, (operation) => {
      const target = typeof operation.path === "string" ? WrittenPath.resolve(context.type, operation.path) : undefined
      if (target?._tag !== "Attribute") return operation
      const { attribute, subAttribute } = target.path
      if (attribute.link !== "resource" || subAttribute?.mutability !== "readOnly") return operation
      say(`Left an operation on "${AttributePath.print(target.path)}" out: it is read from the resource referred to.`)
      return []
    })
  )
}
