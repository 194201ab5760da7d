/**
 * Who is told of what: for every change of a resource one event, written in the transaction of the change. Events hold
 * names and ids and never the values of people.
 */
import type { SqlError } from "@effect/sql"
import { Event, Json, type Resource, type ResourceType } from "@rollcall/core"
import { Effect } from "effect"
import type { Database } from "./Database.ts"
import * as Statement from "./Statement.ts"

/** What is told of the members of a group. */
export const ofMembers = (added: ReadonlyArray<string>, removed: ReadonlyArray<string>): Event.Told => ({
  ...(added.length > 0 ? { membersAdded: added } : {}),
  ...(removed.length > 0 ? { membersRemoved: removed } : {})
})

/** What is told of the difference between two documents of the type. */
export const ofDocuments = (
  type: ResourceType.ResourceType,
  before: Json.JsonObject,
  after: Json.JsonObject
): Event.Told => {
  const attributes = changedAttributes(type, before, after)
  const activity = Event.activity(type, before, after)
  return { ...(attributes.length > 0 ? { attributes } : {}), ...(activity === undefined ? {} : { activity }) }
}

export interface Change extends Pick<Event.Recorded, "change" | "told"> {
  readonly resource: Pick<Resource.Resource, "type" | "id" | "version">
}

export const tell = (
  { rows }: Database,
  tenant: string,
  changes: ReadonlyArray<Change>,
  now: number
): Effect.Effect<unknown, SqlError.SqlError> => {
  if (changes.length === 0) return Effect.void
  const given = changes.map(({ change, resource: { type, id, version }, told }) => ({
    kind: change,
    type: type.name,
    id,
    version,
    told: JSON.stringify(told)
  }))
  return rows(insertEvents(tenant, now, JSON.stringify(given)))
}

const insertEvents = Statement.template(({ sql, dialect }, tenant: string, now: number, given: string) => {
  const element = dialect.element("e")
  const text = (name: string) => dialect.text(element, [name])
  return sql`INSERT INTO event (tenant, type, id, kind, version, at, data)
    SELECT ${tenant}, ${text("type")}, ${text("id")}, ${text("kind")}, ${dialect.number(element, ["version"])}, ${now},
      ${text("told")}
    FROM ${dialect.elements(sql`${given}`, [], "e")} WHERE ${dialect.telling(sql`${tenant}`)}
    ORDER BY ${dialect.position("e")}`
})

/** A new version of each of these resources, by id, with its event: another resource changed what they show. */
export const touch = Effect.fnUntraced(function* (
  { rows }: Database,
  tenant: string,
  changes: ReadonlyMap<string, Event.Told>,
  now: number
): Effect.fn.Return<void, SqlError.SqlError> {
  if (changes.size === 0) return
  yield* rows(touchRows(now, tenant, JSON.stringify([...changes.keys()])))
  const given = Array.from(changes, ([id, told]) => ({ id, told: JSON.stringify(told) }))
  yield* rows(insertUpdates(tenant, now, JSON.stringify(given)))
})

/** Whoever locks several resources does so in one order, so that two of them do not wait for each other. */
const touchRows = Statement.template(
  ({ sql, dialect }, now: number, tenant: string, ids: string) =>
    sql`UPDATE resource SET version = version + 1, last_modified = ${now}
      WHERE tenant = ${tenant} AND id IN (SELECT h.id FROM resource AS h
        WHERE h.tenant = ${tenant} AND h.id IN ${dialect.set(sql`${ids}`)} ORDER BY h.id ${dialect.forUpdate})`
)

const insertUpdates = Statement.template(({ sql, dialect }, tenant: string, now: number, given: string) => {
  const element = dialect.element("e")
  return sql`INSERT INTO event (tenant, type, id, kind, version, at, data)
    SELECT r.tenant, r.type, r.id, 'updated', r.version, ${now}, ${dialect.text(element, ["told"])}
    FROM ${dialect.elements(sql`${given}`, [], "e")}
    JOIN resource AS r ON r.tenant = ${tenant} AND r.id = ${dialect.text(element, ["id"])}
    WHERE ${dialect.telling(sql`${tenant}`)}
    ORDER BY ${dialect.position("e")}`
})

/** The names of the attributes whose values differ between two documents of the type. */
const changedAttributes = (
  type: ResourceType.ResourceType,
  before: Json.JsonObject,
  after: Json.JsonObject
): ReadonlyArray<string> => [
  ...differing(before, after).filter((name) => type.attributes.some((definition) => definition.name === name)),
  ...type.extensions.flatMap(({ schema }) =>
    differing(objectOf(before[schema.id]), objectOf(after[schema.id])).map((name) => `${schema.id}:${name}`)
  )
]

const objectOf = (value: Json.Json | undefined): Json.JsonObject => (Json.isObject(value) ? value : {})

const differing = (before: Json.JsonObject, after: Json.JsonObject): ReadonlyArray<string> =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (name) => !Json.equals(before[name], after[name])
  )
