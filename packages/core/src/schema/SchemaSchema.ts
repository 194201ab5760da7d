/**
 * The schema of Schema (RFC 7643 §7): the characteristics that an attribute can have.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7643#section-7
 */
import { type AttributeDefinition, boolean, complex, string } from "./AttributeDefinition.ts"
import * as ScimSchema from "./ScimSchema.ts"

export const urn = "urn:ietf:params:scim:schemas:core:2.0:Schema"

const fixed = { mutability: "readOnly" } as const

const characteristics = (types: ReadonlyArray<string>): ReadonlyArray<AttributeDefinition> => [
  string("name", "The name of the attribute.", { ...fixed, required: true, caseExact: true }),
  string("type", "The data type of the attribute.", { ...fixed, required: true, canonicalValues: types }),
  boolean("multiValued", "Whether the attribute is an array of values.", { ...fixed, required: true }),
  string("description", "What the attribute is.", { ...fixed, caseExact: true }),
  boolean("required", "Whether the attribute must have a value.", fixed),
  string("canonicalValues", "Values that are suggested for the attribute.", {
    ...fixed,
    multiValued: true,
    caseExact: true
  }),
  boolean("caseExact", "Whether letter case matters in comparisons.", fixed),
  string("mutability", "When the attribute can be written.", {
    ...fixed,
    caseExact: true,
    canonicalValues: ["readOnly", "readWrite", "immutable", "writeOnly"]
  }),
  string("returned", "When the attribute is answered.", {
    ...fixed,
    caseExact: true,
    canonicalValues: ["always", "never", "default", "request"]
  }),
  string("uniqueness", "Among which resources a value must be unique.", {
    ...fixed,
    caseExact: true,
    canonicalValues: ["none", "server", "global"]
  }),
  string("referenceTypes", "What an attribute of type reference may point at.", {
    ...fixed,
    multiValued: true,
    caseExact: true
  })
]

const simpleTypes = ["string", "boolean", "decimal", "integer", "dateTime", "binary", "reference"]

export const schema: ScimSchema.ScimSchema = ScimSchema.make({
  id: urn,
  name: "Schema",
  description: "A schema and its attributes.",
  attributes: [
    string("id", "The URN of the schema.", { ...fixed, required: true }),
    string("name", "The name of the schema, for people to read.", fixed),
    string("description", "What the schema is.", fixed),
    complex(
      "attributes",
      "The attributes of the schema.",
      [
        ...characteristics([...simpleTypes, "complex"]),
        complex("subAttributes", "The parts of a complex attribute.", characteristics(simpleTypes), {
          ...fixed,
          multiValued: true
        })
      ],
      { ...fixed, required: true, multiValued: true }
    )
  ]
})
