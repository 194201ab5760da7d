/**
 * `remove` on `members` with the values to remove beside it. RFC 7644 §3.5.2.2 knows no value there and would empty the
 * group; what is meant stands in a value filter. An empty list removes nothing, and never everything.
 */
import { isArray, isObject, type Json, type JsonArray, type JsonObject } from "../../Json.ts"
import * as Limits from "../../protocol/Limits.ts"
import * as AttributeDefinition from "../../schema/AttributeDefinition.ts"
import * as JsonMap from "../JsonMap.ts"
import * as Operations from "../Operations.ts"
import * as Quirk from "../Quirk.ts"
import type { Say } from "../Visit.ts"
import * as WrittenPath from "../WrittenPath.ts"

const name = "MembersRemovedByValue"

/** Half of what a filter may hold, so that a server with tighter limits still reads what is made here. */
const comparisonsMax = Limits.standard.filterComparisonsMax / 2
const pathLengthMax = Limits.standard.patchPathLengthMax

const change = (operation: JsonObject, context: Quirk.Context, say: Say): JsonObject | ReadonlyArray<JsonObject> => {
  const { op, path, value } = operation
  if (op !== "remove" || typeof path !== "string" || value === undefined) return operation
  const target = WrittenPath.resolve(context.type, path)
  if (target?._tag !== "Attribute" || !target.path.attribute.multiValued) return operation
  const { attribute, subAttribute } = target.path
  const { value: _, ...rest } = operation
  if (target.written.filter !== undefined) {
    say(`Left the value beside the filter of "${attribute.name}" out: the filter says what to remove.`)
    return rest
  }
  // Only `members.value` names the same values as `members`; removing every `emails.type` is what the RFC says.
  if (subAttribute !== undefined && subAttribute !== AttributeDefinition.valueAttribute(attribute)) return operation
  const elements = listed(value, attribute)
  const filters = elements.flatMap((element) => filterOf(element, attribute))
  if (filters.length === 0) {
    say(`Left the removal of "${attribute.name}" out: its list of values names none. Nothing was removed.`)
    return []
  }
  say(`Read the removal of "${attribute.name}" with a list of values as the removal of these values only.`)
  if (filters.length < elements.length) say(`Left values out of the removal of "${attribute.name}" that name nothing.`)
  const head = subAttribute === undefined ? target.written.head : parentOf(target.written.head)
  return chunk([...new Set(filters)], head.length).map((some) => ({ ...rest, path: `${head}[${some.join(" or ")}]` }))
}

/** The name without its sub-attribute, which stands behind the last dot. */
const parentOf = (head: string): string => {
  let end = head.length
  while (end > 0 && head[end] !== ".") end--
  return head.slice(0, end)
}

/** The values of a list; some clients put the list into an object, under the attribute's name. */
const listed = (value: Json, { name }: AttributeDefinition.AttributeDefinition): JsonArray =>
  (isArray(value) ? value : [value]).flatMap((element) => {
    const list = isObject(element) ? JsonMap.get(element, name) : undefined
    return isArray(list) ? list : [element]
  })

/**
 * The filter that matches one element: by its value, and by its type where several values may be the same text; by all
 * that is said of it where no value is, as an address has none. A member is told by its id alone.
 */
const filterOf = (element: Json, attribute: AttributeDefinition.AttributeDefinition): ReadonlyArray<string> => {
  if (attribute.type !== "complex") return comparison("value", attribute, element)
  const object = isObject(element) ? element : { value: element }
  const compare = (definition: AttributeDefinition.AttributeDefinition): ReadonlyArray<string> =>
    comparison(definition.name, definition, JsonMap.get(object, definition.name))
  const isNamed = attribute.link !== undefined || JsonMap.get(object, "value") !== undefined
  const said = attribute.subAttributes.filter(({ key }) => !isNamed || key === "value").flatMap(compare)
  if (said.length === 0) return []
  const type = AttributeDefinition.find(attribute.subAttributes, "type")
  const isTyped = isNamed && attribute.link === undefined && type !== undefined
  return [[...said, ...(isTyped ? compare(type) : [])].join(" and ")]
}

/** A comparison with the literal as JSON writes it, so that no value can be more than a value. */
const comparison = (
  written: string,
  definition: AttributeDefinition.AttributeDefinition,
  value: Json | undefined
): ReadonlyArray<string> => {
  if (definition.type === "boolean") return typeof value === "boolean" ? [`${written} eq ${value}`] : []
  if (value === "" || (typeof value !== "string" && typeof value !== "number")) return []
  return [`${written} eq ${JSON.stringify(String(value))}`]
}

/** Groups of filters, each of which fits into one path. */
const chunk = (filters: ReadonlyArray<string>, headLength: number): ReadonlyArray<ReadonlyArray<string>> => {
  const chunks: Array<Array<string>> = []
  let length = 0
  let comparisons = 0
  for (const filter of filters) {
    const current = chunks.at(-1)
    const added = filter.length + " or ".length
    if (current === undefined || comparisons >= comparisonsMax || headLength + length + added + 2 > pathLengthMax) {
      chunks.push([filter])
      length = added
      comparisons = 1
    } else {
      current.push(filter)
      length += added
      comparisons += 1
    }
  }
  return chunks
}

export const quirk: Quirk.Quirk = {
  name,
  sentBy: ["Entra ID", "authentik", "Rauthy", "idp-scim-sync", "ssosync", "Apache Syncope", "Salesforce"],
  summary: "A removal with a list of values removes these values only; an empty list removes nothing.",
  example: {
    _tag: "Body",
    type: "Group",
    message: "patch",
    before: {
      schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
      Operations: [{ op: "remove", path: "members", value: [{ value: "2819c223" }, { value: "902c246b" }] }]
    },
    after: {
      schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
      Operations: [{ op: "remove", path: 'members[value eq "2819c223" or value eq "902c246b"]' }]
    }
  },
  source: "AzureAD/SCIMReferenceCode issue 10; sebadob/rauthy src/data/src/entity/clients_scim.rs",
  kind: Quirk.rewrite(name, (body, context, say) =>
    Operations.map(body, context, (operation) => change(operation, context, say))
  )
}
