/**
 * Paths where RFC 7643 has names: `"name.givenName"`, `"urn:…:User:department"` and `"emails[type eq \"work\"].value"`
 * as names in an object of attributes. The first two are put in their place inside the object. A value path says which
 * of several values is meant, which an object cannot say, so it becomes an operation of its own behind the others.
 */
import { isObject, type Json, type JsonObject, without } from "../../Json.ts"
import type { ResourceType } from "../../schema/ResourceType.ts"
import * as Container from "../Container.ts"
import * as Operations from "../Operations.ts"
import * as Quirk from "../Quirk.ts"
import type { Say } from "../Visit.ts"
import * as WrittenPath from "../WrittenPath.ts"

const name = "DottedKeys"

interface Expanded {
  readonly container: JsonObject
  /** What cannot stand in the container: values of paths. */
  readonly apart: ReadonlyArray<{ readonly path: string; readonly value: Json }>
}

const change = (body: Json, context: Quirk.Context, say: Say): Json => {
  if (context.message === "resource") {
    return isObject(body) ? expand(body, context, say).container : body
  }
  return Operations.map(body, context, (operation) => {
    if (!Operations.isPathless(operation) || !isObject(operation.value)) return operation
    const { container, apart } = expand(operation.value, context, say)
    if (container === operation.value) return operation
    const own = apart.map(({ path, value }) => ({ ...operation, path, value }))
    return own.length > 0 && Object.keys(container).length === 0 ? own : [{ ...operation, value: container }, ...own]
  })
}

const expand = (object: JsonObject, context: Quirk.Context, say: Say): Expanded => {
  let container = object
  const apart: Array<Expanded["apart"][number]> = []
  for (const [written, value] of pathNames(object, context.type)) {
    const target = WrittenPath.resolve(context.type, written.path)
    if (target?._tag !== "Attribute") continue
    const { path } = target
    // Only an operation can speak of the values of a multi-valued attribute one by one.
    if (target.written.filter !== undefined || (path.attribute.multiValued && path.subAttribute !== undefined)) {
      if (context.message === "resource") continue
      apart.push({ path: written.path, value })
      say(`Read a name with a path into "${path.attribute.name}" as an operation of its own.`)
      container = leaveOut(container, written)
    } else {
      say(`Read the name ${Quirk.quote(written.name)} as a path and put its value there.`)
      container = Container.place(leaveOut(container, written), path, value)
    }
  }
  return { container, apart }
}

/** A name that is a path, and where it stands: at the top level, or in the object of an extension. */
interface PathName {
  readonly name: string
  readonly path: string
  readonly within?: string
}

const pathNames = (object: JsonObject, type: ResourceType): ReadonlyArray<readonly [PathName, Json]> =>
  Object.entries(object).flatMap(([name, value]): ReadonlyArray<readonly [PathName, Json]> => {
    if (!isPath(name)) return []
    const target = WrittenPath.resolve(type, name)
    if (target?._tag !== "Extension") return [[{ name, path: name }, value]]
    if (!isObject(value)) return []
    return Object.entries(value).flatMap(
      ([inner, part]): ReadonlyArray<readonly [PathName, Json]> =>
        isPath(inner) ? [[{ name: inner, path: `${target.schema.id}:${inner}`, within: name }, part]] : []
    )
  })

const isPath = (name: string): boolean => name.includes(".") || name.includes(":") || name.includes("[")

const leaveOut = (container: JsonObject, { name, within }: PathName): JsonObject => {
  if (within === undefined) return without(container, name)
  const inner = container[within]
  return isObject(inner) ? { ...container, [within]: without(inner, name) } : container
}

const enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"

export const quirk: Quirk.Quirk = {
  name,
  sentBy: ["Entra ID (aadOptscim062020)"],
  summary: "Paths as names in the value of an operation without path are put in place, or become operations.",
  example: {
    _tag: "Body",
    type: "User",
    message: "patch",
    before: {
      schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
      Operations: [
        {
          op: "replace",
          value: {
            displayName: "Bjfe",
            "name.givenName": "Kkom",
            "name.familyName": "Unua",
            [`${enterprise}:employeeNumber`]: "Aklq",
            'emails[type eq "work"].value': "bjfe@example.com"
          }
        }
      ]
    },
    after: {
      schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
      Operations: [
        {
          op: "replace",
          value: {
            displayName: "Bjfe",
            name: { givenName: "Kkom", familyName: "Unua" },
            [enterprise]: { employeeNumber: "Aklq" }
          }
        },
        { op: "replace", path: 'emails[type eq "work"].value', value: "bjfe@example.com" }
      ]
    }
  },
  source: "MicrosoftDocs/entra-docs application-provisioning-config-problem-scim-compatibility.md",
  kind: Quirk.rewrite(name, change)
}
