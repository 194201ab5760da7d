/**
 * The resources of this service provider that a document refers to, by the attributes whose `referenceTypes` name
 * resource types (RFC 7643 §2.3.7): complex ones whose `value` is an id, and URIs. Whether there are such resources is for
 * storage to find.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7643#section-2.3.7
 */
import type { Json, JsonObject } from "../Json.ts"
import * as AttributeDefinition from "../schema/AttributeDefinition.ts"
import * as AttributePath from "../schema/AttributePath.ts"
import type { ResourceType } from "../schema/ResourceType.ts"
import type * as SchemaRegistry from "../schema/SchemaRegistry.ts"

export interface Reference {
  /** The attribute, as `AttributePath.print` names it. */
  readonly attribute: string
  readonly id: string
  /** The names of the types that the resource may have. */
  readonly types: ReadonlyArray<string>
}

/** Everything that the document refers to and that must be there; each once. */
export const of = (
  type: ResourceType,
  document: JsonObject,
  registry: SchemaRegistry.SchemaRegistry
): ReadonlyArray<Reference> => {
  const found = new Map<string, Reference>()
  for (const { path, types, isUri } of checked(type, registry)) {
    for (const element of AttributePath.elements(document, AttributePath.parent(path))) {
      const value = AttributePath.part(element, path)
      const id = isUri ? idOf(value, types, registry) : value
      if (typeof id !== "string" || id === "") continue
      const attribute = AttributePath.print(path)
      found.set(`${attribute} ${id}`, { attribute, id, types })
    }
  }
  return [...found.values()]
}

/** Those of the references that the document before did not have. */
export const added = (before: ReadonlyArray<Reference>, after: ReadonlyArray<Reference>): ReadonlyArray<Reference> =>
  after.filter(({ attribute, id }) => !before.some((known) => known.attribute === attribute && known.id === id))

interface Checked {
  readonly path: AttributePath.AttributePath
  readonly types: ReadonlyArray<string>
  readonly isUri: boolean
}

/** Most types refer to nothing that is checked, and every change would look for it anew. */
const known = new WeakMap<ResourceType, ReadonlyArray<Checked>>()

const checked = (type: ResourceType, registry: SchemaRegistry.SchemaRegistry): ReadonlyArray<Checked> => {
  const remembered = known.get(type)
  if (remembered !== undefined) return remembered
  const made = pathsOf(type).flatMap((path) => checkedAt(path, registry))
  known.set(type, made)
  return made
}

const pathsOf = (type: ResourceType): ReadonlyArray<AttributePath.AttributePath> => [
  ...type.schema.attributes.map((attribute) => ({ attribute })),
  ...type.extensions.flatMap(({ schema }) => schema.attributes.map((attribute) => ({ extension: schema, attribute })))
]

const checkedAt = (
  path: AttributePath.AttributePath,
  registry: SchemaRegistry.SchemaRegistry
): ReadonlyArray<Checked> => {
  const { attribute } = path
  const isReadOnly = attribute.mutability === "readOnly"
  if (isReadOnly || attribute.mayDangle || AttributeDefinition.isMembership(attribute)) return []
  const types = ({ referenceTypes }: AttributeDefinition.AttributeDefinition) =>
    referenceTypes.filter((name) => registry.resourceTypes.some((type) => type.name === name))
  if (attribute.type === "reference") {
    return types(attribute).length === 0 ? [] : [{ path, types: types(attribute), isUri: true }]
  }
  const value = AttributeDefinition.valueAttribute(attribute)
  const target = AttributeDefinition.find(attribute.subAttributes, "$ref")
  if (value?.type !== "string" || target === undefined || types(target).length === 0) return []
  return [{ path: AttributePath.child(path, value), types: types(target), isUri: false }]
}

/** The id at the end of a URI of one of these types, absolute or relative; the whole text where it is no such URI. */
const idOf = (
  value: Json | undefined,
  types: ReadonlyArray<string>,
  registry: SchemaRegistry.SchemaRegistry
): string | undefined => {
  if (typeof value !== "string") return undefined
  const segments = value.split("/")
  const [endpoint, id] = [segments.at(-2) ?? "", segments.at(-1) ?? ""]
  const isOurs = registry.resourceTypes.some(
    (type) => types.includes(type.name) && type.endpoint.toLowerCase() === `/${endpoint.toLowerCase()}`
  )
  return isOurs && id !== "" ? id : value
}
