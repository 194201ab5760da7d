/**
 * The envelope of a PATCH message in other letter case: `operations` for `Operations`, `Op` for `op`.
 * RFC 7644 §3.5.2 spells these names; RFC 7643 §2.1 lets clients believe that case never matters.
 */
import { isObject, type Json, type JsonObject } from "../../Json.ts"
import * as JsonMap from "../JsonMap.ts"
import * as Operations from "../Operations.ts"
import * as Quirk from "../Quirk.ts"
import type { Say } from "../Visit.ts"

const name = "LowercaseOperations"

const envelopeNames = ["schemas", "Operations"]
const operationNames = ["op", "path", "value"]

const respell = (object: JsonObject, names: ReadonlyArray<string>, say: Say): JsonObject => {
  let respelt = object
  for (const right of names) {
    const written = JsonMap.nameOf(respelt, right)
    if (written === undefined || written === right) continue
    say(`Read the name ${Quirk.quote(written)} of the message as "${right}".`)
    respelt = JsonMap.rename(respelt, written, right)
  }
  return respelt
}

const change = (body: Json, context: Quirk.Context, say: Say): Json =>
  context.message === "patch" && isObject(body)
    ? Operations.map(respell(body, envelopeNames, say), context, (operation) => respell(operation, operationNames, say))
    : body

export const quirk: Quirk.Quirk = {
  name,
  sentBy: ["clients that take over the letter case of their own objects"],
  summary: "The names of a PATCH message in another letter case are read as the RFC spells them.",
  example: {
    _tag: "Body",
    type: "User",
    message: "patch",
    before: {
      schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
      operations: [{ Op: "replace", Path: "active", Value: false }]
    },
    after: {
      schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
      Operations: [{ op: "replace", path: "active", value: false }]
    }
  },
  source: "https://www.rfc-editor.org/rfc/rfc7643#section-2.1",
  kind: Quirk.rewrite(name, change)
}
