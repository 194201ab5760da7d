/**
 * One walk through all attribute values of a body, resource or PATCH, each with its definition. A quirk that is about
 * single values is a visit; the walk knows where values stand, the visits know what to make of them.
 *
 * A value is visited from the outside in: the attribute's whole value, then each element of a multi-valued one, then
 * each sub-attribute. What a visit returns is what the next visit, and the next level, gets to see.
 */
import { isArray, isObject, type Json, type JsonObject } from "../Json.ts"
import * as AttributeDefinition from "../schema/AttributeDefinition.ts"
import * as AttributePath from "../schema/AttributePath.ts"
import * as ResourceType from "../schema/ResourceType.ts"
import type { ScimSchema } from "../schema/ScimSchema.ts"
import * as JsonMap from "./JsonMap.ts"
import * as Operations from "./Operations.ts"
import { type Context, collector, type Kind, type Rewrite } from "./Quirk.ts"
import type { Place, Visit } from "./Visit.ts"
import * as WrittenPath from "./WrittenPath.ts"

/** One visit as a rewrite of its own. */
export const kind = (name: string, visit: Visit): Kind => ({
  _tag: "Rewrite",
  rewrite: rewrite([{ name, visit }]),
  visit
})

/** A visit with the name of its quirk, for the notes. */
export interface Visitor {
  readonly name: string
  readonly visit: Visit
}

/** Several visits in one walk, in this order at each place. */
export const rewrite =
  (visitors: ReadonlyArray<Visitor>): Rewrite =>
  (body, context) => {
    const collectors = visitors.map(({ name, visit }) => ({ visit, ...collector(name) }))
    const visitAll: VisitAll = (value, place) => {
      let current: Json | undefined = value
      for (const { visit, say } of collectors) {
        current = visit(current, place, say)
        if (current === undefined) return undefined
      }
      return current
    }
    const changed = walk(body, context, visitAll)
    return changed === body ? { body, notes: [] } : { body: changed, notes: collectors.flatMap(({ notes }) => notes()) }
  }

type VisitAll = (value: Json, place: Place) => Json | undefined

const walk = (body: Json, context: Context, visit: VisitAll): Json => {
  const { type } = context
  if (context.message === "resource") return isObject(body) ? container(body, { type, removing: false }, visit) : body
  return Operations.map(body, context, (operation) => {
    if (operation.value === undefined) return operation
    const value = operationValue(operation, operation.value, type, visit) ?? null
    return value === operation.value ? operation : { ...operation, value }
  })
}

type Surroundings = Pick<Place, "type" | "removing">

const operationValue = (
  operation: JsonObject,
  value: Json,
  type: ResourceType.ResourceType,
  visit: VisitAll
): Json | undefined => {
  const around: Surroundings = { type, removing: operation.op === "remove" }
  if (operation.path === undefined) return isObject(value) ? container(value, around, visit) : value
  const target = typeof operation.path === "string" ? WrittenPath.resolve(type, operation.path) : undefined
  if (target === undefined) return value
  if (target._tag === "Extension") return isObject(value) ? extension(value, target.schema, around, visit) : value
  const { path, written } = target
  if (path.subAttribute !== undefined) return visit(value, { ...around, level: "part", path })
  // Behind a filter stands a part of an element, not the attribute's whole value.
  return written.filter === undefined ? attribute(value, path, around, visit) : parts(path, around, visit)(value)
}

const container = (object: JsonObject, around: Surroundings, visit: VisitAll): JsonObject =>
  JsonMap.object(object, (value, name) => {
    const definition = AttributeDefinition.find(around.type.attributes, name)
    if (definition !== undefined) return attribute(value, { attribute: definition }, around, visit)
    const schema = isObject(value) && name.includes(":") ? ResourceType.extension(around.type, name) : undefined
    return schema !== undefined && isObject(value) ? extension(value, schema, around, visit) : value
  })

const extension = (object: JsonObject, schema: ScimSchema, around: Surroundings, visit: VisitAll): JsonObject =>
  JsonMap.object(object, (value, name) => {
    const definition = AttributeDefinition.find(schema.attributes, name)
    return definition === undefined
      ? value
      : attribute(value, { extension: schema, attribute: definition }, around, visit)
  })

const attribute = (
  value: Json,
  path: AttributePath.AttributePath,
  around: Surroundings,
  visit: VisitAll
): Json | undefined => {
  const whole = visit(value, { ...around, level: "attribute", path })
  if (whole === undefined) return undefined
  const inside = parts(path, around, visit)
  if (!path.attribute.multiValued || !isArray(whole)) return inside(whole)
  const place: Place = { ...around, level: "element", path }
  return JsonMap.array(whole, (element) => {
    const visited = visit(element, place)
    return visited === undefined ? undefined : inside(visited)
  })
}

/** The visit of all sub-attributes of one value. Their places are found once for all elements of the attribute. */
const parts = (path: AttributePath.AttributePath, around: Surroundings, visit: VisitAll): ((value: Json) => Json) => {
  if (path.attribute.type !== "complex") return (value) => value
  const places = new Map<string, Place | undefined>()
  const placeOf = (name: string): Place | undefined => {
    if (places.has(name)) return places.get(name)
    const definition = AttributeDefinition.find(path.attribute.subAttributes, name)
    const place: Place | undefined =
      definition === undefined ? undefined : { ...around, level: "part", path: AttributePath.child(path, definition) }
    places.set(name, place)
    return place
  }
  return (value) =>
    isObject(value)
      ? JsonMap.object(value, (inner, name) => {
          const place = placeOf(name)
          return place === undefined ? inner : visit(inner, place)
        })
      : value
}
