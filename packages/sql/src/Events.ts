/**
 * Who is told of what: for every change of a resource one event, written in the transaction of the change. Events hold
 * names and ids and never the values of people.
 */
import type { SqlError } from "@effect/sql"
import { Json, type Resource, type ResourceType } from "@rollcall/core"
import { Effect } from "effect"
import type { Database } from "./Database.ts"
import * as ResourceRows from "./ResourceRows.ts"

/** What an event tells beside which resource it is about: names and ids, never values. */
export interface Told {
  /** The attributes that differ. */
  readonly attributes?: ReadonlyArray<string>
  readonly membersAdded?: ReadonlyArray<string>
  readonly membersRemoved?: ReadonlyArray<string>
}

export interface Event {
  readonly kind: "created" | "updated" | "deleted"
  readonly resource: Pick<Resource.Resource, "type" | "id" | "version">
  readonly told: Told
}

export const tell = Effect.fnUntraced(function* (
  { rows, sql }: Database,
  tenant: string,
  events: ReadonlyArray<Event>,
  now: number
): Effect.fn.Return<void, SqlError.SqlError> {
  for (let start = 0; start < events.length; start += ResourceRows.rowsMax) {
    const values = events
      .slice(start, start + ResourceRows.rowsMax)
      .map(
        ({ kind, resource: { type, id, version }, told }) =>
          sql`(${tenant}, ${type.name}, ${id}, ${kind}, ${version}, ${now}, ${JSON.stringify(told)})`
      )
    yield* rows(
      sql`INSERT INTO event (tenant, type, id, kind, version, at, data) VALUES ${sql.join(", ", false)(values)}`
    )
  }
})

/** A new version of each of these resources, by id, with its event: another resource changed what they show. */
export const touch = Effect.fnUntraced(function* (
  { rows, sql, dialect }: Database,
  tenant: string,
  changes: ReadonlyMap<string, Told>,
  now: number
): Effect.fn.Return<void, SqlError.SqlError> {
  if (changes.size === 0) return
  const ids = [...changes.keys()]
  // Whoever locks several resources does so in one order, so that two of them do not wait for each other.
  yield* rows(
    sql`UPDATE resource SET version = version + 1, last_modified = ${now}
      WHERE tenant = ${tenant} AND id IN (SELECT h.id FROM resource AS h
        WHERE h.tenant = ${tenant} AND h.id IN ${dialect.set(ids)} ORDER BY h.id ${dialect.forUpdate})`
  )
  const given = JSON.stringify(Array.from(changes, ([id, told]) => ({ id, told: JSON.stringify(told) })))
  const element = dialect.element("e")
  yield* rows(
    sql`INSERT INTO event (tenant, type, id, kind, version, at, data)
      SELECT r.tenant, r.type, r.id, 'updated', r.version, ${now}, ${dialect.text(element, ["told"])}
      FROM ${dialect.elements(sql`${given}`, [], "e")}
      JOIN resource AS r ON r.tenant = ${tenant} AND r.id = ${dialect.text(element, ["id"])}`
  )
})

/** The names of the attributes whose values differ between two documents of the type. */
export const changedAttributes = (
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
