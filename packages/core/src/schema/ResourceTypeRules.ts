/**
 * What must hold of resource types before a service provider takes them: that every name resolves to one definition,
 * and that each definition is one that RFC 7643 §7 allows. A broken rule is a sentence for the person who wrote the type.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7643#section-7
 */
import { equals } from "../Json.ts"
import * as AttributeDefinition from "./AttributeDefinition.ts"
import * as CommonAttributes from "./CommonAttributes.ts"
import type { ResourceType } from "./ResourceType.ts"
import * as ScimSchema from "./ScimSchema.ts"

/** Everything that is wrong with these types, taken together; nothing when they can be registered. */
export const problems = (types: ReadonlyArray<ResourceType>): ReadonlyArray<string> => [
  ...repeated(types.map((type) => type.id)).map((id) => `Two resource types have the id ${id}.`),
  ...repeated(types.map((type) => type.name)).map((name) => `Two resource types are called ${name}.`),
  ...repeated(types.map((type) => type.endpoint)).map((path) => `Two resource types use ${path}.`),
  ...problemsOfSchemas(types),
  ...types.flatMap(problemsOfType)
]

/** The values that are there before, compared without regard to case. */
const repeated = (values: ReadonlyArray<string>): ReadonlyArray<string> => {
  const seen = new Set<string>()
  return values.filter((value) => seen.size === seen.add(value.toLowerCase()).size)
}

const schemasOf = (type: ResourceType): ReadonlyArray<ScimSchema.ScimSchema> => [
  type.schema,
  ...type.extensions.map((extension) => extension.schema)
]

/** A schema is answered once, so types that share one must share all of it. */
const problemsOfSchemas = (types: ReadonlyArray<ResourceType>): ReadonlyArray<string> => {
  const byKey = new Map<string, ScimSchema.ScimSchema>()
  const problems: Array<string> = []
  for (const schema of types.flatMap(schemasOf)) {
    const known = byKey.get(schema.key)
    if (known === undefined) byKey.set(schema.key, schema)
    else if (known !== schema && !equals(ScimSchema.render(known), ScimSchema.render(schema))) {
      problems.push(`Two different schemas have the id ${schema.id}.`)
    }
  }
  return [...problems, ...[...byKey.values()].flatMap(problemsOfSchema)]
}

const problemsOfSchema = ({ id, key, name, attributes }: ScimSchema.ScimSchema): ReadonlyArray<string> => [
  ...(key.startsWith("urn:") && key.length > 4 ? [] : [`The id of the schema ${name} must be a URN, but it is ${id}.`]),
  ...problemsOfAttributes(id, attributes)
]

const problemsOfType = (type: ResourceType): ReadonlyArray<string> => {
  const schemas = schemasOf(type)
  return [
    ...(type.name === "" ? [`The resource type at ${type.endpoint} has no name.`] : []),
    ...problemsOfEndpoint(type),
    ...repeated(schemas.map(({ id }) => id)).map((urn) => `${type.name} names the schema ${urn} twice.`),
    // A name in the longer one would be taken for a name in the shorter one.
    ...schemas.flatMap((long) =>
      schemas
        .filter((short) => long.key.startsWith(`${short.key}:`))
        .map((short) => `${type.name} cannot have the schema ${long.id} beside ${short.id}, with which it begins.`)
    ),
    ...type.schema.attributes
      .filter(({ name }) => AttributeDefinition.find(CommonAttributes.of(false), name) !== undefined)
      .map(({ name }) => `${type.schema.id} must not define ${name}, which every resource has.`)
  ]
}

/** What the protocol itself answers at (RFC 7644 §3.2). */
const reserved = new Set(["/serviceproviderconfig", "/resourcetypes", "/schemas", "/me", "/bulk", "/.search", "/oauth"])

const problemsOfEndpoint = ({ name, endpoint }: ResourceType): ReadonlyArray<string> => {
  if (reserved.has(endpoint.toLowerCase())) return [`The endpoint of ${name} is ${endpoint}, which the protocol needs.`]
  return endpoint.startsWith("/") && endpoint.length > 1 && isSegment(endpoint.slice(1))
    ? []
    : [`The endpoint of ${name} must be a slash and one word of letters, digits, - and _, such as /Devices.`]
}

/** What may stand in a name behind its first letter. */
const isSegment = (text: string): boolean => AttributeDefinition.isName(`a${text}`) && !text.includes("$")

const problemsOfAttributes = (
  owner: string,
  definitions: ReadonlyArray<AttributeDefinition.AttributeDefinition>
): ReadonlyArray<string> => [
  ...repeated(definitions.map(({ name }) => name)).map((name) => `${owner} defines the attribute ${name} twice.`),
  ...definitions.flatMap((definition) => problemsOfAttribute(`${owner}:${definition.name}`, definition))
]

const problemsOfAttribute = (
  name: string,
  definition: AttributeDefinition.AttributeDefinition
): ReadonlyArray<string> => {
  const { type, subAttributes, canonicalValues, referenceTypes, link } = definition
  const isText = type === "string" || type === "reference" || type === "binary"
  const value = AttributeDefinition.valueAttribute(definition)
  const broken: ReadonlyArray<readonly [isBroken: boolean, sentence: string]> = [
    [
      !AttributeDefinition.isName(definition.name),
      "is no attribute name: a letter or $ first, then letters, digits, hyphens and underscores."
    ],
    // Objects of JavaScript seem to have these without anyone having set them.
    [definition.name in {}, "has a name that every object has here. Choose another one."],
    [type === "complex" && subAttributes.length === 0, "is complex and must list its sub-attributes."],
    [type !== "complex" && subAttributes.length > 0, "has sub-attributes, so its type must be complex."],
    [
      subAttributes.some((sub) => sub.type === "complex"),
      "holds a complex sub-attribute, which RFC 7643 §2.3.8 rules out."
    ],
    [!isText && canonicalValues.length > 0, "has canonical values, so its type must be string."],
    [
      definition.mutability === "writeOnly" && definition.returned !== "never",
      "is writeOnly, so it must be returned never."
    ],
    [type !== "reference" && referenceTypes.length > 0, "has reference types, so its type must be reference."],
    [
      link !== undefined && value?.type !== "string",
      "links to resources, so it needs a sub-attribute value of the type string."
    ],
    [
      AttributeDefinition.isMembership(definition) && !definition.multiValued,
      "holds memberships and must be multi-valued."
    ]
  ]
  return [
    ...broken.flatMap(([isBroken, sentence]) => (isBroken ? [`${name} ${sentence}`] : [])),
    ...problemsOfAttributes(name, subAttributes)
  ]
}
