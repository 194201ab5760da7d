/** Random tenants: users and groups that hold and name one another, and members that never come. */
import { type AttributeDefinition, Json, type ResourceType } from "@rollcall/core"
import { FastCheck as fc } from "effect"
import * as Types from "./Types.ts"
import * as Values from "./Values.ts"

export interface Inhabitant {
  /** The name of its resource type. */
  readonly type: string
  readonly id: string
  readonly document: Json.JsonObject
  readonly members: ReadonlyArray<string>
  readonly now: number
}

/** In the order in which they come. */
export type World = ReadonlyArray<Inhabitant>

const userIds = ["u0", "u1", "U1", "u2", "u3"]
const groupIds = ["g0", "g1", "g2"]

/** One of them is nobody's. */
export const ids: ReadonlyArray<string> = [...userIds, ...groupIds, "nobody"]

/** Equal ones too, so that order has to be settled by something else. */
export const instants: ReadonlyArray<number> = [0, 1_305_261_754_000, 1_305_261_754_500]

const id = fc.constantFrom(...ids)

const arbitraryDocument = (
  definitions: ReadonlyArray<AttributeDefinition.AttributeDefinition>
): fc.Arbitrary<Json.JsonObject> => some(definitions.filter(isStored).map((each) => [each.name, attribute(each)]))

/** An object that has some of the names. */
const some = <A extends Json.Json>(entries: ReadonlyArray<readonly [string, fc.Arbitrary<A>]>) =>
  fc.record(Object.fromEntries(entries), { requiredKeys: [] }) as fc.Arbitrary<Record<string, A>>

const isStored = ({ key, link, discarded }: AttributeDefinition.AttributeDefinition): boolean =>
  !["schemas", "id", "meta"].includes(key) && link !== "members" && link !== "memberOf" && discarded !== true

const attribute = (definition: AttributeDefinition.AttributeDefinition): fc.Arbitrary<Json.Json> => {
  const element = definition.type === "complex" ? complex(definition) : Values.ofType(definition)
  return definition.multiValued ? fc.array(element, { minLength: 1, maxLength: 3 }) : element
}

const complex = ({ link, subAttributes }: AttributeDefinition.AttributeDefinition): fc.Arbitrary<Json.Json> => {
  const parts = arbitraryDocument(subAttributes)
  return link === "resource"
    ? fc.tuple(parts, id).map(([given, value]) => ({ ...given, value }))
    : parts.filter((given) => Object.keys(given).length > 0)
}

const inhabitant = (type: ResourceType.ResourceType, ids: ReadonlyArray<string>) => {
  const extensions = type.extensions.map(({ schema }) => [schema.id, arbitraryDocument(schema.attributes)] as const)
  const document = fc
    .tuple(arbitraryDocument(type.attributes), some(extensions))
    .map(([base, extended]) => ({ ...base, ...extended }))
  return ids.map((given) =>
    fc.record({
      type: fc.constant(type.name),
      id: fc.constant(given),
      document,
      members: type === Types.group ? fc.uniqueArray(id, { maxLength: 5 }) : fc.constant([]),
      now: fc.constantFrom(...instants)
    })
  )
}

export const world: fc.Arbitrary<World> = fc
  .tuple(...inhabitant(Types.user, userIds), ...inhabitant(Types.group, groupIds))
  .chain((all) => fc.shuffledSubarray(all, { minLength: 4 }))

/** Every simple value in the world under a name, whatever it is nested in: what filters had best ask for. */
export const valuesOf = (world: World): ReadonlyMap<string, ReadonlyArray<string | number | boolean>> => {
  const values = new Map<string, Array<string | number | boolean>>()
  const note = (name: string, value: Json.Json): void => {
    if (Json.isArray(value)) for (const element of value) note(name, element)
    else if (Json.isObject(value)) for (const [inner, part] of Object.entries(value)) note(inner, part)
    else if (value !== null) values.set(name, [...(values.get(name) ?? []), value])
  }
  for (const { document } of world) note("", document)
  return values
}
