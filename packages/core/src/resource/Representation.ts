/**
 * A resource as a client sees it, whole: what the document holds and what the server derives from elsewhere
 * (RFC 7643 §3). Which part of it a client gets is the projection's matter.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7643#section-3
 */
import { isObject, type Json, type JsonObject } from "../Json.ts"
import { type AttributeDefinition, find } from "../schema/AttributeDefinition.ts"
import type { AttributePath } from "../schema/AttributePath.ts"
import type { ResourceType } from "../schema/ResourceType.ts"
import * as SchemaRegistry from "../schema/SchemaRegistry.ts"
import * as EntityTag from "./EntityTag.ts"
import type { Links, Member, Membership, Referenced, Resource } from "./Resource.ts"

/**
 * The full representation. `base` is the absolute URI of the SCIM base, without a slash at the end; the registry knows
 * at which endpoint the resources are that this one points to.
 */
export const render = (
  resource: Resource,
  links: Links,
  base: string,
  registry: SchemaRegistry.SchemaRegistry = SchemaRegistry.standard
): JsonObject => {
  const { type, id, document } = resource
  const place: Place = { base, registry, links }
  const schemas = [type.schema.id]
  const shown: Record<string, Json> = { schemas, id }
  show(shown, type.attributes, document, place)
  for (const { schema } of type.extensions) {
    const value = document[schema.id]
    if (!isObject(value)) continue
    const extension: Record<string, Json> = {}
    show(extension, schema.attributes, value, place)
    shown[schema.id] = extension
    schemas.push(schema.id)
  }
  shown.meta = {
    resourceType: type.name,
    created: new Date(resource.created).toISOString(),
    lastModified: new Date(resource.lastModified).toISOString(),
    location: location(resource, base),
    version: EntityTag.print(resource.version)
  }
  return shown
}

/** The absolute URI of a resource, as in `meta.location` and the Location header. */
export const location = ({ type, id }: Pick<Resource, "type" | "id">, base: string): string =>
  uri(base, type.endpoint, id)

/** The ids that these resources point to with attributes whose link is a resource, such as `manager`. */
export const referenced = (resources: ReadonlyArray<Resource>): ReadonlyArray<string> => {
  const ids = new Set<string>()
  for (const { type, document } of resources) {
    for (const { extension, attribute } of linkedPaths(type)) {
      const container = extension === undefined ? document : document[extension.id]
      const value = isObject(container) ? container[attribute.name] : undefined
      if (isObject(value) && typeof value.value === "string") ids.add(value.value)
    }
  }
  return [...ids]
}

const linkedPaths = (type: ResourceType): ReadonlyArray<AttributePath> => {
  const known = linked.get(type)
  if (known !== undefined) return known
  const paths: ReadonlyArray<AttributePath> = [
    ...type.attributes.filter(({ link }) => link === "resource").map((attribute) => ({ attribute })),
    ...type.extensions.flatMap(({ schema: extension }) =>
      extension.attributes.filter(({ link }) => link === "resource").map((attribute) => ({ extension, attribute }))
    )
  ]
  linked.set(type, paths)
  return paths
}

/** Types stay as they are: what is true of one is found out once. */
const linked = new WeakMap<ResourceType, ReadonlyArray<AttributePath>>()

interface Place {
  readonly base: string
  readonly registry: SchemaRegistry.SchemaRegistry
  readonly links: Links
}

const uri = (base: string, endpoint: string, id: string): string => `${base}${endpoint}/${encodeURIComponent(id)}`

/** The URI of another resource, where the type it has is known here. */
const locate = (typeName: string | undefined, id: string, { base, registry }: Place): JsonObject => {
  const type = typeName === undefined ? undefined : SchemaRegistry.typeByName(registry, typeName)
  return type === undefined ? {} : { $ref: uri(base, type.endpoint, id) }
}

const show = (
  shown: Record<string, Json>,
  definitions: ReadonlyArray<AttributeDefinition>,
  container: JsonObject,
  place: Place
): void => {
  for (const definition of definitions) {
    if (definition.returned === "never") continue
    const value = attribute(definition, container, place)
    if (value !== undefined) shown[definition.name] = value
  }
}

const attribute = (definition: AttributeDefinition, container: JsonObject, place: Place): Json | undefined => {
  switch (definition.link) {
    case "members":
      return some(place.links.members?.map((each) => member(each, place)))
    case "memberOf":
      return some(place.links.groups?.map((each) => membership(each, place)))
    case "resource": {
      const value = container[definition.name]
      return isObject(value) ? reference(definition, value, place) : value
    }
    default:
      return Object.hasOwn(container, definition.name) ? container[definition.name] : undefined
  }
}

const some = (values: ReadonlyArray<JsonObject> | undefined): Json | undefined =>
  values === undefined || values.length === 0 ? undefined : values

const member = ({ value, type, display }: Member, place: Place): JsonObject => ({
  value,
  ...locate(type, value, place),
  ...(type === undefined ? {} : { type }),
  ...(display === undefined ? {} : { display })
})

const membership = ({ value, display, type }: Membership, place: Place): JsonObject => ({
  value,
  ...locate("Group", value, place),
  display,
  type
})

/** A link to one resource, with what is known of that resource. */
const reference = (definition: AttributeDefinition, value: JsonObject, place: Place): JsonObject => {
  const target: Referenced | undefined =
    typeof value.value === "string" ? place.links.references?.get(value.value) : undefined
  if (target === undefined || typeof value.value !== "string") return value
  const named = target.displayName !== undefined && find(definition.subAttributes, "displayName") !== undefined
  return {
    ...value,
    ...locate(target.type, value.value, place),
    ...(named ? { displayName: target.displayName } : {})
  }
}
