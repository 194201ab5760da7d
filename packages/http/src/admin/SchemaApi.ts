/** What resources of a tenant are made of, in the administrator's API, and what identity providers send by default. */
import { HttpApiEndpoint, HttpApiGroup, OpenApi } from "@effect/platform"
import { Schema } from "effect"
import { NotFound, Unavailable } from "./AdminError.ts"
import { tenant } from "./AdminSchema.ts"
import { Admittance, Needed } from "./Admittance.ts"

const characteristics = {
  name: Schema.String,
  type: Schema.String,
  multiValued: Schema.Boolean,
  description: Schema.String,
  required: Schema.Boolean,
  canonicalValues: Schema.Array(Schema.String),
  caseExact: Schema.Boolean,
  mutability: Schema.Literal("readOnly", "readWrite", "immutable", "writeOnly"),
  returned: Schema.Literal("always", "never", "default", "request"),
  uniqueness: Schema.Literal("none", "server", "global"),
  referenceTypes: Schema.Array(Schema.String)
}

export interface Attribute extends Schema.Struct.Type<typeof characteristics> {
  readonly path: string
  readonly subAttributes: ReadonlyArray<Attribute>
}

export const Attribute: Schema.Schema<Attribute> = Schema.Struct({
  ...characteristics,
  path: Schema.String.annotations({ description: "By which filters and PATCH operations name it." }),
  subAttributes: Schema.Array(Schema.suspend((): Schema.Schema<Attribute> => Attribute))
}).annotations({ identifier: "Attribute" })

export const SchemaPart = Schema.Struct({
  id: Schema.String.annotations({ description: "The URN." }),
  name: Schema.String,
  description: Schema.String,
  kind: Schema.Literal("common", "base", "extension"),
  required: Schema.Boolean.annotations({ description: "Whether every resource of the type must have it." }),
  attributes: Schema.Array(Attribute)
}).annotations({ identifier: "SchemaPart" })

export const ResourceType = Schema.Struct({
  id: Schema.String,
  name: Schema.String,
  description: Schema.String,
  endpoint: Schema.String.annotations({ description: "Where clients find its resources, behind the SCIM base." }),
  schemas: Schema.Array(SchemaPart)
}).annotations({ identifier: "ResourceType" })

export const Mapping = Schema.Struct({
  id: Schema.String,
  name: Schema.String.annotations({ description: "The identity provider." }),
  basis: Schema.Literal("documented", "observed", "reported").annotations({
    description: "Documented by its maker, observed in requests, or reported by those whom it sends to."
  }),
  source: Schema.String,
  rows: Schema.Array(
    Schema.Struct({
      type: Schema.Literal("User", "Group"),
      attribute: Schema.String.annotations({ description: "What the identity provider calls it." }),
      path: Schema.String.annotations({ description: "Where it is sent to." }),
      known: Schema.Boolean.annotations({ description: "Whether the schema has a place for it." })
    })
  )
}).annotations({ identifier: "Mapping" })

export const schemas = HttpApiGroup.make("schemas")
  .add(
    HttpApiEndpoint.get("list")`/tenants/${tenant}/schemas`
      .addSuccess(Schema.Array(ResourceType))
      .annotate(OpenApi.Description, "The resource types with all their attributes, those of extensions included.")
  )
  .add(
    HttpApiEndpoint.get("mappings")`/tenants/${tenant}/mappings`
      .addSuccess(Schema.Array(Mapping))
      .annotate(OpenApi.Description, "What identity providers send by default, against the schemas of the tenant.")
  )
  .addError(NotFound)
  .addError(Unavailable)
  .middleware(Admittance)
  .annotate(Needed, "schemas")
