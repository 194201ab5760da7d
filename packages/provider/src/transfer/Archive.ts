/**
 * The lines of an archive, each a JSON object: first whose it is, then resources as SCIM represents them (RFC 7643 §3),
 * then memberships in portions, so that no line grows with its group. Resources alone, as any SCIM service provider shows
 * them, are an archive too. It knows lines and refuses to know where they come from.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7643#section-3
 */
import { EntityTag, Json, type Resource, type ResourceType, SchemaRegistry, ScimError } from "@rollcall/core"
import { Either } from "effect"
import type { History, StoredMembership } from "../port/TransferStore.ts"

/** Only a reader that knows the number reads the lines right; new names in a line do not change it. */
export const format = 1

export interface Header {
  readonly _tag: "Header"
  /** The tenant that the archive was made of. */
  readonly tenant: string
}

export interface Entry {
  readonly _tag: "Entry"
  readonly type: ResourceType.ResourceType
  readonly body: Json.JsonObject
  /** Absent where the line has none, as before a first import. */
  readonly id?: string
  /** What the line says of it, the rest is left to whoever stores it. */
  readonly history: Partial<History>
}

export interface Portion {
  readonly _tag: "Portion"
  readonly group: string
  readonly version?: number
  /** Those without a type wait for a resource of their name. */
  readonly members: ReadonlyArray<Resource.Member>
}

export type Line = Header | Entry | Portion

export const header = (tenant: string, release: string, time: number): Json.JsonObject => ({
  rollcall: "export",
  format,
  version: release,
  tenant,
  time: new Date(time).toISOString()
})

/** All of the resource that is stored, unlike a representation: what clients are not shown is moved as well. */
export const entry = ({ type, id, document, ...history }: Resource.Resource): Json.JsonObject => ({
  schemas: [
    type.schema.id,
    ...type.extensions.flatMap(({ schema }) => (document[schema.id] === undefined ? [] : [schema.id]))
  ],
  id,
  ...document,
  meta: {
    resourceType: type.name,
    created: new Date(history.created).toISOString(),
    lastModified: new Date(history.lastModified).toISOString(),
    version: EntityTag.print(history.version)
  }
})

/** A line for each group; those given are of one page and in order. */
export const portions = (
  memberships: ReadonlyArray<StoredMembership>,
  versions: ReadonlyMap<string, number>
): ReadonlyArray<Json.JsonObject> => {
  const members = new Map<string, Array<Json.JsonObject>>()
  for (const { group, member, type } of memberships) {
    const known = members.get(group) ?? []
    known.push({ value: member, ...(type === undefined ? {} : { type }) })
    members.set(group, known)
  }
  return Array.from(members, ([group, its]) => {
    const version = versions.get(group)
    return { group, ...(version === undefined ? {} : { version: EntityTag.print(version) }), members: its }
  })
}

/** Fails with what is wrong with the line and what it should be. */
export const read = (
  line: Json.Json,
  registry: SchemaRegistry.SchemaRegistry
): Either.Either<Line, ScimError.InvalidValue> => {
  if (!Json.isObject(line)) return refuse("A line must be a JSON object, one resource on each line.")
  if (line.rollcall !== undefined) return readHeader(line)
  return line.group !== undefined && line.schemas === undefined ? readPortion(line) : readEntry(line, registry)
}

const readHeader = (line: Json.JsonObject): Either.Either<Header, ScimError.InvalidValue> => {
  if (line.rollcall !== "export" || line.format !== format) {
    return refuse(
      `The archive has the format ${JSON.stringify(line.format ?? null)}, but this release reads ${format}. Use the release that made it, or a newer one.`
    )
  }
  return Either.right({ _tag: "Header", tenant: typeof line.tenant === "string" ? line.tenant : "" })
}

const readPortion = ({ group, version, members }: Json.JsonObject): Either.Either<Portion, ScimError.InvalidValue> => {
  if (!isId(group)) return refuse(`group must be the id of a group, ${idExpected}.`)
  if (!Json.isArray(members)) return refuse('members must be an array such as [{"value":"2819c223","type":"User"}].')
  const read = members.flatMap((member): ReadonlyArray<Resource.Member> => {
    if (!Json.isObject(member) || typeof member.value !== "string" || member.value === "") return []
    return [{ value: member.value, ...(typeof member.type === "string" ? { type: member.type } : {}) }]
  })
  if (read.length < members.length) return refuse('Each of members must be an object with a "value".')
  const number = versionOf(version)
  return Either.right({ _tag: "Portion", group, ...(number === undefined ? {} : { version: number }), members: read })
}

const readEntry = (
  line: Json.JsonObject,
  registry: SchemaRegistry.SchemaRegistry
): Either.Either<Entry, ScimError.InvalidValue> => {
  const type = typeOf(line, registry)
  if (type === undefined) {
    const names = registry.resourceTypes.map(({ name }) => name).join(", ")
    return refuse(
      `The line names no resource type. Send "schemas" or "meta": {"resourceType": …} of one of these: ${names}.`
    )
  }
  if (line.id !== undefined && !isId(line.id)) return refuse(`id must be ${idExpected}.`)
  const meta = Json.isObject(line.meta) ? line.meta : {}
  const [version, created, lastModified] = [versionOf(meta.version), timeOf(meta.created), timeOf(meta.lastModified)]
  return Either.right({
    _tag: "Entry",
    type,
    body: line,
    ...(line.id === undefined ? {} : { id: line.id }),
    history: {
      ...(version === undefined ? {} : { version }),
      ...(created === undefined ? {} : { created }),
      ...(lastModified === undefined ? {} : { lastModified })
    }
  })
}

/** By its name, or by the schema that no other type has as its first. */
const typeOf = ({ meta, schemas }: Json.JsonObject, registry: SchemaRegistry.SchemaRegistry) => {
  const name = Json.isObject(meta) ? meta.resourceType : undefined
  if (typeof name === "string") return SchemaRegistry.typeByName(registry, name)
  const urns = (Json.isArray(schemas) ? schemas : []).map((urn) => String(urn).toLowerCase())
  return registry.resourceTypes.find(({ schema }) => urns.includes(schema.key))
}

const idLengthMax = 200

const idExpected = `a text of 1 to ${idLengthMax} characters that is not "bulkId"`

/** What stands in URLs and indexes, and is no reference of a bulk request (RFC 7643 §3.1). */
const isId = (value: Json.Json | undefined): value is string =>
  typeof value === "string" && value !== "" && value.length <= idLengthMax && !value.toLowerCase().includes("bulkid")

/** The number in an entity tag of Rollcall's; others say nothing to it. */
const versionOf = (tag: Json.Json | undefined): number | undefined => {
  if (typeof tag !== "string") return undefined
  const number = Number(tag.slice(3, -1))
  return Number.isSafeInteger(number) && number > 0 && tag === EntityTag.print(number) ? number : undefined
}

const timeOf = (text: Json.Json | undefined): number | undefined => {
  const time = typeof text === "string" ? Date.parse(text) : Number.NaN
  return Number.isNaN(time) ? undefined : time
}

const refuse = (detail: string): Either.Either<never, ScimError.InvalidValue> =>
  Either.left(new ScimError.InvalidValue({ detail }))
