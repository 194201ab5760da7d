/**
 * An element whose `value` is the text of a JSON object, as an app role is sent: `{"id":…,"value":…,"displayName":…}`.
 */
import { Either } from "effect"
import { isObject, type Json, type JsonObject } from "../../Json.ts"
import * as AttributeDefinition from "../../schema/AttributeDefinition.ts"
import * as AttributePath from "../../schema/AttributePath.ts"
import * as AttributeWalk from "../AttributeWalk.ts"
import * as JsonMap from "../JsonMap.ts"
import type * as Quirk from "../Quirk.ts"
import type { Visit } from "../Visit.ts"

const name = "WrappedJson"

const visit: Visit = (value, { level, path }, say) => {
  const { attribute, subAttribute } = path
  const definition = AttributeDefinition.valueAttribute(attribute)
  // The value of a reference is an id; no id of ours begins like an object.
  if (!attribute.multiValued || definition?.type !== "string" || attribute.link !== undefined) return value
  if (level === "part") {
    const wrapped = subAttribute?.key === "value" ? unwrap(value) : undefined
    if (wrapped === undefined) return value
    say(`Read the JSON text in "${AttributePath.print(path)}" as the value that it holds.`)
    return wrapped.value
  }
  if (level !== "element" || !isObject(value)) return value
  const spelt = JsonMap.nameOf(value, "value")
  const wrapped = spelt === undefined ? undefined : unwrap(value[spelt])
  if (spelt === undefined || wrapped === undefined) return value
  say(`Read the JSON text in "${AttributePath.print(path)}" as the value and the display that it holds.`)
  const isDisplayTaken = wrapped.display === undefined || JsonMap.nameOf(value, "display") !== undefined
  return { ...value, [spelt]: wrapped.value, ...(isDisplayTaken ? {} : { display: wrapped.display }) } as JsonObject
}

interface Wrapped {
  readonly value: string
  readonly display?: string
}

/** What a wrapped text holds, to the innermost: each layer of quotes doubles the text, so there are few. */
const unwrap = (text: Json | undefined): Wrapped | undefined => {
  if (typeof text !== "string" || !text.startsWith("{")) return undefined
  const parsed = Either.getOrUndefined(Either.try(() => JSON.parse(text) as Json))
  if (!isObject(parsed)) return undefined
  const { id, value, displayName } = parsed
  const display = [displayName, parsed.display].find(isText)
  // The role that every user has by default comes without a value of its own.
  const own = [value, display, id].find(isText)
  if (own === undefined) return undefined
  const inner = unwrap(own)
  const shown = display ?? inner?.display
  return { value: inner?.value ?? own, ...(shown === undefined ? {} : { display: shown }) }
}

const isText = (value: Json | undefined): value is string => typeof value === "string" && value !== ""

export const quirk: Quirk.Quirk = {
  name,
  sentBy: ["Entra ID (AppRoleAssignments)"],
  summary: "A value that is the text of a JSON object is read as the value and displayName inside.",
  example: {
    _tag: "Body",
    type: "User",
    message: "patch",
    before: {
      schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
      Operations: [
        {
          op: "add",
          path: "roles",
          value: [{ value: '{"id":"06b07648","value":"Admin","displayName":"Administrator"}' }]
        }
      ]
    },
    after: {
      schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
      Operations: [{ op: "add", path: "roles", value: [{ value: "Admin", display: "Administrator" }] }]
    }
  },
  source: "MicrosoftDocs/entra-docs customize-application-attributes.md",
  kind: AttributeWalk.kind(name, visit)
}
