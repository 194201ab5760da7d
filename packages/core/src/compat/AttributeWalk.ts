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
  if (context.message === "resource") return isObject(body) ? container(body, surroundings(type, false), visit) : body
  return Operations.map(body, context, (operation) => {
    if (operation.value === undefined) return operation
    const value = operationValue(operation, operation.value, type, visit) ?? null
    return value === operation.value ? operation : { ...operation, value }
  })
}

const operationValue = (
  operation: JsonObject,
  value: Json,
  type: ResourceType.ResourceType,
  visit: VisitAll
): Json | undefined => {
  const around = surroundings(type, operation.op === "remove")
  if (operation.path === undefined) return isObject(value) ? container(value, around, visit) : value
  const target = typeof operation.path === "string" ? WrittenPath.resolve(type, operation.path) : undefined
  if (target === undefined) return value
  if (target._tag === "Extension") return isObject(value) ? extension(value, target.schema, around, visit) : value
  const { path, written } = target
  const { subAttribute, ...whole } = path
  const places = placesOf(whole, around)
  if (subAttribute !== undefined)
    return visit(value, places.parts.get(subAttribute) ?? { ...places.whole, level: "part", path })
  // Behind a filter stands a part of an element, not the attribute's whole value.
  return written.filter === undefined ? attribute(value, whole, around, visit) : parts(value, places, visit)
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
  const places = placesOf(path, around)
  const whole = visit(value, places.whole)
  if (whole === undefined) return undefined
  if (!path.attribute.multiValued || !isArray(whole)) return parts(whole, places, visit)
  return JsonMap.array(whole, (element) => {
    const visited = visit(element, places.element)
    return visited === undefined ? undefined : parts(visited, places, visit)
  })
}

/** The visit of all sub-attributes of one value. */
const parts = (value: Json, places: Places, visit: VisitAll): Json =>
  places.whole.path.attribute.type === "complex" && isObject(value)
    ? JsonMap.object(value, (inner, name) => {
        const definition = AttributeDefinition.find(places.whole.path.attribute.subAttributes, name)
        const place = definition === undefined ? undefined : places.parts.get(definition)
        return place === undefined ? inner : visit(inner, place)
      })
    : value

/** Where the values of an attribute stand. */
interface Places {
  readonly whole: Place
  readonly element: Place
  readonly parts: ReadonlyMap<AttributeDefinition.AttributeDefinition, Place>
}

const placesOf = (path: AttributePath.AttributePath, { known, ...around }: Surroundings): Places => {
  const { attribute, extension } = path
  const inSchema = known.get(extension) ?? new WeakMap<AttributeDefinition.AttributeDefinition, Places>()
  known.set(extension, inSchema)
  const places = inSchema.get(attribute) ?? {
    whole: { ...around, level: "attribute", path },
    element: { ...around, level: "element", path },
    parts: new Map(
      attribute.subAttributes.map((part) => [part, { ...around, level: "part", path: AttributePath.child(path, part) }])
    )
  }
  inSchema.set(attribute, places)
  return places
}

/** What is the same for all values of one walk, or of one operation. Types stay as they are, so places are found once. */
interface Surroundings extends Pick<Place, "type" | "removing"> {
  readonly known: Map<ScimSchema | undefined, WeakMap<AttributeDefinition.AttributeDefinition, Places>>
}

const surroundings = (type: ResourceType.ResourceType, removing: boolean): Surroundings => {
  const byType = removing ? whereRemoving : whereKeeping
  const around = byType.get(type) ?? { type, removing, known: new Map() }
  byType.set(type, around)
  return around
}

const whereRemoving = new WeakMap<ResourceType.ResourceType, Surroundings>()
const whereKeeping = new WeakMap<ResourceType.ResourceType, Surroundings>()
