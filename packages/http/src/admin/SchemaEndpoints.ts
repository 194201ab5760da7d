/** The resource types of a tenant with their attributes, and what identity providers send by default against them. */
import { HttpApiBuilder } from "@effect/platform"
import {
  type AttributeDefinition,
  AttributePath,
  Mapping,
  Mappings,
  type ResourceType,
  type ScimSchema
} from "@rollcall/core"
import { Effect } from "effect"
import { AdminApi } from "./AdminApi.ts"
import type { Endpoints } from "./AdminServices.ts"
import type * as SchemaApi from "./SchemaApi.ts"
import * as Sessions from "./Sessions.ts"

export const layer: Endpoints<"schemas"> = HttpApiBuilder.group(AdminApi, "schemas", (handlers) =>
  handlers
    .handle("list", ({ path }) =>
      Effect.map(Sessions.open(path.tenant), ({ registry }) => registry.resourceTypes.map(typeOf))
    )
    .handle("mappings", ({ path }) =>
      Effect.map(Sessions.open(path.tenant), ({ registry }) =>
        Mappings.mappings.map(({ rows, ...mapping }) => ({
          ...mapping,
          rows: rows.map((row) => ({ ...row, known: Mapping.isKnown(registry, row) }))
        }))
      )
    )
)

type Attribute = AttributeDefinition.AttributeDefinition

const typeOf = (type: ResourceType.ResourceType): typeof SchemaApi.ResourceType.Type => {
  const own = new Set(type.schema.attributes)
  const common = type.attributes.filter((definition) => !own.has(definition))
  return {
    id: type.id,
    name: type.name,
    description: type.description,
    endpoint: type.endpoint,
    schemas: [
      {
        // RFC 7643 §3.1: they belong to no schema, and every resource has them.
        id: "",
        name: "Common attributes",
        description: "What every resource has.",
        kind: "common",
        required: true,
        attributes: common.map((definition) => attributeOf({ attribute: definition }))
      },
      partOf(type.schema, { kind: "base", required: true }),
      ...type.extensions.map(({ schema, required }) => partOf(schema, { kind: "extension", required }))
    ]
  }
}

const partOf = (
  schema: ScimSchema.ScimSchema,
  part: { readonly kind: "base" | "extension"; readonly required: boolean }
): typeof SchemaApi.SchemaPart.Type => ({
  id: schema.id,
  name: schema.name,
  description: schema.description,
  ...part,
  attributes: schema.attributes.map((attribute) =>
    attributeOf(part.kind === "extension" ? { extension: schema, attribute } : { attribute })
  )
})

const attributeOf = (path: AttributePath.AttributePath): SchemaApi.Attribute => {
  const definition: Attribute = AttributePath.target(path)
  return {
    name: definition.name,
    path: AttributePath.print(path),
    type: definition.type,
    multiValued: definition.multiValued,
    description: definition.description,
    required: definition.required,
    canonicalValues: definition.canonicalValues,
    caseExact: definition.caseExact,
    mutability: definition.mutability,
    returned: definition.returned,
    uniqueness: definition.uniqueness,
    referenceTypes: definition.referenceTypes,
    subAttributes:
      path.subAttribute === undefined
        ? definition.subAttributes.map((part) => attributeOf(AttributePath.child(path, part)))
        : []
  }
}
