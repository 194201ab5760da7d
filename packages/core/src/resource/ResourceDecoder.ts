/**
 * The JSON body of a create or a replace → the canonical document of a resource (RFC 7644 §3.3 and §3.5.1).
 *
 * Names are compared without regard to case and come out as the schema spells them; types are checked; null, empty
 * arrays and empty objects are unassigned; readOnly attributes are passed over. Whether what remains is complete is the
 * validator's question, and what was wrong with the client's shape is mended before the body comes here.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7644#section-3.3
 */
import { Either } from "effect"
import { equals, isArray, isObject, type Json, type JsonObject, kindOf } from "../Json.ts"
import * as Limits from "../protocol/Limits.ts"
import type { Note } from "../protocol/Note.ts"
import type { Policy } from "../protocol/Policy.ts"
import { InvalidSyntax, InvalidValue, type ScimError } from "../protocol/ScimError.ts"
import { type AttributeDefinition, find } from "../schema/AttributeDefinition.ts"
import * as AttributePath from "../schema/AttributePath.ts"
import * as ResourceType from "../schema/ResourceType.ts"
import type { ScimSchema } from "../schema/ScimSchema.ts"
import * as AttributeDecoder from "./AttributeDecoder.ts"
import * as Findings from "./Findings.ts"
import * as MemberDecoder from "./MemberDecoder.ts"
import type { Member } from "./Resource.ts"

export interface Decoded {
  readonly document: JsonObject
  /** Present when the body names the members, be it as empty. */
  readonly members?: ReadonlyArray<Member>
  readonly notes: ReadonlyArray<Note>
}

/**
 * Reads the body of a POST or PUT. Fails with invalidSyntax when it is no resource of this type at all, and with
 * invalidValue naming the attribute's path when a value is not what the schema says.
 */
export const decode = (
  type: ResourceType.ResourceType,
  body: Json,
  policy: Policy,
  limits: Limits.Limits = Limits.standard
): Either.Either<Decoded, ScimError> => {
  if (!isObject(body)) {
    return Either.left(new InvalidSyntax({ detail: `The body must be a JSON object, but it is ${kindOf(body)}.` }))
  }
  const reading: AttributeDecoder.Reading = { policy, limits, readOnly: "ignore", findings: Findings.make() }
  const draft: Draft = { type, reading, document: {}, members: undefined }
  return Either.gen(function* () {
    yield* checkSchemas(type, body, reading)
    yield* decodeBase(draft, body)
    const { document, members } = draft
    return { document, ...(members === undefined ? {} : { members }), notes: Findings.notes(reading.findings) }
  })
}

/** The value of one attribute in canonical form, without the rest of a resource around it. */
export const decodeValue = (
  definition: AttributeDefinition,
  value: Json,
  at: string,
  policy: Policy,
  limits: Limits.Limits = Limits.standard
): Either.Either<{ readonly value: Json | undefined; readonly notes: ReadonlyArray<Note> }, ScimError> => {
  const reading: AttributeDecoder.Reading = { policy, limits, readOnly: "ignore", findings: Findings.make() }
  return Either.map(AttributeDecoder.decode(definition, value, at, reading), (decoded) => ({
    value: decoded,
    notes: Findings.notes(reading.findings)
  }))
}

/** What has been read so far. It belongs to one call. */
interface Draft {
  readonly type: ResourceType.ResourceType
  readonly reading: AttributeDecoder.Reading
  document: JsonObject
  members: ReadonlyArray<Member> | undefined
}

const decodeBase = (draft: Draft, object: JsonObject): Either.Either<void, ScimError> => {
  for (const [name, value] of Object.entries(object)) {
    const done = name.includes(":") ? decodeQualified(draft, name, value) : decodeNamed(draft, undefined, name, value)
    if (Either.isLeft(done)) return done
  }
  return Either.void
}

/** A name with a URN: a whole extension, one attribute of it, or the base schema spelt out. */
const decodeQualified = (draft: Draft, name: string, value: Json): Either.Either<void, ScimError> => {
  const { type } = draft
  const key = name.toLowerCase()
  if (key === type.schema.key && isObject(value)) return decodeBase(draft, value)
  const whole = ResourceType.extension(type, name)
  if (whole !== undefined) return decodeExtension(draft, whole, value)
  for (const schema of [type.schema, ...type.extensions.map((extension) => extension.schema)]) {
    if (key.startsWith(`${schema.key}:`)) {
      return decodeNamed(draft, schema === type.schema ? undefined : schema, name.slice(schema.key.length + 1), value)
    }
  }
  return AttributeDecoder.unknown(Findings.shorten(name), `${type.name} has the schemas ${urns(type)}`, draft.reading)
}

const decodeExtension = (draft: Draft, schema: ScimSchema, value: Json): Either.Either<void, ScimError> => {
  if (AttributeDecoder.isUnassigned(value)) return Either.void
  if (!isObject(value)) {
    const detail = `${schema.id} must be an object with attributes of this schema, but it is ${kindOf(value)}.`
    return Either.left(new InvalidValue({ detail, attribute: schema.id }))
  }
  for (const [name, part] of Object.entries(value)) {
    const done = decodeNamed(draft, schema, name, part)
    if (Either.isLeft(done)) return done
  }
  return Either.void
}

const decodeNamed = (
  draft: Draft,
  extension: ScimSchema | undefined,
  name: string,
  value: Json
): Either.Either<void, ScimError> => {
  const { type, reading } = draft
  const definition = find(extension?.attributes ?? type.attributes, name)
  if (definition === undefined) {
    const at = extension === undefined ? Findings.shorten(name) : `${extension.id}:${Findings.shorten(name)}`
    const owner = extension?.id ?? type.name
    return AttributeDecoder.unknown(at, `/Schemas lists the attributes of ${owner}`, reading)
  }
  if (definition.key === "schemas" || definition.mutability === "readOnly") return Either.void
  const path: AttributePath.AttributePath = { attribute: definition, ...(extension === undefined ? {} : { extension }) }
  const at = AttributePath.print(path)
  if (definition.discarded) return discard(definition, value, at, reading)
  if (definition.link === "members") {
    return Either.flatMap(MemberDecoder.decodeAll(definition, value, at, reading), (members) => {
      if (draft.members !== undefined && !areSame(draft.members, members)) return AttributeDecoder.twice(at)
      draft.members = members
      return Either.void
    })
  }
  return Either.flatMap(AttributeDecoder.decode(definition, value, at, reading), (decoded) => {
    const present = AttributePath.read(draft.document, path)
    if (present !== undefined && decoded !== undefined && !equals(present, decoded)) return AttributeDecoder.twice(at)
    if (decoded !== undefined) draft.document = AttributePath.write(draft.document, path, decoded)
    return Either.void
  })
}

const areSame = (left: ReadonlyArray<Member>, right: ReadonlyArray<Member>): boolean =>
  left.length === right.length &&
  left.every(({ value, type }, index) => value === right[index]?.value && type === right[index]?.type)

/** A value that is accepted and thrown away: its type is still checked, and the log says that it came. */
export const discard = (
  definition: AttributeDefinition,
  value: Json,
  at: string,
  reading: AttributeDecoder.Reading
): Either.Either<void, ScimError> =>
  Either.map(AttributeDecoder.decode(definition, value, at, reading), (decoded) => {
    if (decoded === undefined) return
    Findings.add(reading.findings, "DiscardedAttribute", `${at} was sent and thrown away: this service keeps none.`)
  })

/** `schemas` of a body says nothing that the body does not: a client's slips in it are noted, not punished. */
const checkSchemas = (
  type: ResourceType.ResourceType,
  body: JsonObject,
  reading: AttributeDecoder.Reading
): Either.Either<void, ScimError> => {
  const name = Object.keys(body).find((key) => key.toLowerCase() === "schemas")
  const schemas = name === undefined ? undefined : body[name]
  if (AttributeDecoder.isUnassigned(schemas)) return missingSchemas(type)
  return Either.flatMap(decodeSchemas(type, schemas, reading), (known) =>
    known.has(type.schema.key) ? Either.void : missingSchemas(type)
  )
}

/**
 * The schemas of this type that a value of `schemas` names, in lower case.
 * Fails when the value is no array of strings; foreign URNs are noted or refused.
 */
export const decodeSchemas = (
  type: ResourceType.ResourceType,
  schemas: Json | undefined,
  { policy, findings }: AttributeDecoder.Reading
): Either.Either<ReadonlySet<string>, InvalidValue> => {
  const invalid = (detail: string) => Either.left(new InvalidValue({ detail, attribute: "schemas" }))
  if (!isArray(schemas)) return invalid(`schemas must be an array of URNs, but it is ${kindOf(schemas)}.`)
  const known = new Set<string>()
  for (const [index, urn] of schemas.entries()) {
    if (typeof urn !== "string") return invalid(`schemas[${index}] must be a string, but it is ${kindOf(urn)}.`)
    const key = urn.toLowerCase()
    if (key === type.schema.key || ResourceType.extension(type, urn) !== undefined) known.add(key)
    else if (policy.unknownAttributes === "refuse") {
      return invalid(
        `schemas[${index}] names ${Findings.shorten(urn)}, but the schemas of ${type.name} are ${urns(type)}.`
      )
    } else Findings.add(findings, "UnknownSchema", `Passed over the unknown schema ${Findings.shorten(urn)}.`)
  }
  return Either.right(known)
}

const missingSchemas = (type: ResourceType.ResourceType): Either.Either<never, InvalidSyntax> =>
  Either.left(new InvalidSyntax({ detail: `The body must name its schema: "schemas": ["${type.schema.id}"].` }))

const urns = (type: ResourceType.ResourceType): string =>
  [type.schema, ...type.extensions.map((extension) => extension.schema)].map((schema) => schema.id).join(" and ")
