/**
 * A PATCH message that does not name its schema, or names another: the `Operations` say well enough what it is.
 */
import { isArray, isObject, type Json } from "../../Json.ts"
import * as PatchOperation from "../../patch/PatchOperation.ts"
import * as Quirk from "../Quirk.ts"
import type { Say } from "../Visit.ts"

const name = "MissingPatchSchema"

const change = (body: Json, context: Quirk.Context, say: Say): Json => {
  if (context.message !== "patch" || !isObject(body) || !isArray(body.Operations)) return body
  const { schemas } = body
  if (isArray(schemas) && schemas.includes(PatchOperation.schema)) return body
  const isNamed = (isArray(schemas) && schemas.length > 0) || (typeof schemas === "string" && schemas !== "")
  say(
    isNamed
      ? "Read a body with Operations as a PatchOp message although its schemas do not name that."
      : "Read a body with Operations as a PatchOp message although it names no schemas."
  )
  return { ...body, schemas: [PatchOperation.schema] }
}

export const quirk: Quirk.Quirk = {
  name,
  sentBy: ["Okta"],
  summary: "A PATCH body with Operations is a PatchOp message whether or not its schemas say so.",
  example: {
    _tag: "Body",
    type: "Group",
    message: "patch",
    before: { Operations: [{ op: "replace", value: { members: [], displayName: "viewers" } }] },
    after: {
      schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
      Operations: [{ op: "replace", value: { members: [], displayName: "viewers" } }]
    }
  },
  source: "jelhub/scimgateway issue 113",
  kind: Quirk.rewrite(name, change)
}
