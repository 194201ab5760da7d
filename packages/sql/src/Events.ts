/**
 * Who is told of what: for every change of a resource one event, written in the transaction of the change. What is told
 * holds names and ids and never the values of people. Those stand beside it in the same row, with who made the change: the
 * history of a resource is read from there, and no event is.
 */
import type { SqlError } from "@effect/sql"
import { Difference, Event, type Json, type Resource, type ResourceType, ValueChange } from "@rollcall/core"
import type { HistoryEntry, Recording } from "@rollcall/provider"
import { Effect } from "effect"
import type { Database } from "./Database.ts"
import * as Statement from "./Statement.ts"

/** What is told of the members of a group. */
export const ofMembers = (added: ReadonlyArray<string>, removed: ReadonlyArray<string>): Event.Told => ({
  ...(added.length > 0 ? { membersAdded: added } : {}),
  ...(removed.length > 0 ? { membersRemoved: removed } : {})
})

/** What is told of the difference between two documents of the type, and the values that are kept of it. */
export const ofDocuments = (
  type: ResourceType.ResourceType,
  before: Json.JsonObject,
  after: Json.JsonObject,
  { values }: Recording
): Pick<Change, "told" | "values"> => {
  const differences = Difference.between(type, before, after)
  const activity = Event.activity(type, before, after)
  return {
    told: {
      ...(differences.length > 0 ? { attributes: differences.map(({ path }) => path) } : {}),
      ...(activity === undefined ? {} : { activity })
    },
    ...(values === false ? {} : valuesOf(differences))
  }
}

/** What was there of a resource that is taken away; of that no name is told. */
export const ofRemoved = (
  { type, document }: Resource.Resource,
  { values }: Recording
): Pick<Change, "told" | "values"> => ({
  told: {},
  ...(values === false ? {} : valuesOf(Difference.between(type, document, {})))
})

/** As many users have in all; a photo that stands in its attribute would be a row of its own size in every change of it. */
const valuesLengthMax = 16_384

const valuesOf = (differences: ReadonlyArray<Difference.Difference>): Pick<Change, "values"> =>
  differences.length === 0 ? {} : { values: ValueChange.print(Difference.values(differences), valuesLengthMax) }

export interface Change {
  readonly change: Event.Change
  readonly resource: Pick<Resource.Resource, "type" | "id" | "version">
  readonly told: Event.Told
  /** As JSON. */
  readonly values?: string
}

/** Where changes come from, as its column has it. */
export type Origin = Pick<HistoryEntry.HistoryEntry, "actor" | "request" | "because">

const print = (recording: Recording, because?: HistoryEntry.Cause): string | null => {
  if (recording.origin === undefined && because === undefined) return null
  return JSON.stringify({ ...recording.origin, because } satisfies { readonly [name in keyof Origin]: unknown })
}

export const tell = (
  { rows }: Database,
  tenant: string,
  changes: ReadonlyArray<Change>,
  now: number,
  recording: Recording
): Effect.Effect<unknown, SqlError.SqlError> => {
  if (changes.length === 0) return Effect.void
  const given = changes.map(({ change, resource: { type, id, version }, told, values }) => ({
    ...rowOf({ change, resource: { type: type.name, id, version }, told }),
    ...(values === undefined ? {} : { values })
  }))
  return rows(insertEvents(tenant, now, print(recording), JSON.stringify(given)))
}

const rowOf = ({ change, resource: { type, id, version }, told }: Told) => ({
  kind: change,
  type,
  id,
  version,
  told: JSON.stringify(told)
})

type Told = Pick<Event.Recorded, "change" | "resource" | "told">

/** Of something that is no resource, and that nobody changed. */
export const announce = (
  { rows }: Database,
  tenant: string,
  told: Told,
  now: number
): Effect.Effect<unknown, SqlError.SqlError> => rows(insertEvents(tenant, now, null, JSON.stringify([rowOf(told)])))

const insertEvents = Statement.template(
  ({ sql, dialect }, tenant: string, now: number, origin: string | null, given: string) => {
    const element = dialect.element("e")
    const text = (name: string) => dialect.text(element, [name])
    return sql`INSERT INTO event (tenant, type, id, kind, version, at, data, origin, changes)
      SELECT ${tenant}, ${text("type")}, ${text("id")}, ${text("kind")}, ${dialect.number(element, ["version"])}, ${now},
        ${text("told")}, ${origin}, ${text("values")}
      FROM ${dialect.elements(sql`${given}`, [], "e")} WHERE ${dialect.telling(sql`${tenant}`)}
      ORDER BY ${dialect.position("e")}`
  }
)

/** A new version of each of these resources, by id, with its event: another resource changed what they show. */
export const touch = Effect.fnUntraced(function* (
  { rows }: Database,
  tenant: string,
  changes: ReadonlyMap<string, Event.Told>,
  now: number,
  recording: Recording,
  because?: HistoryEntry.Cause
): Effect.fn.Return<void, SqlError.SqlError> {
  if (changes.size === 0) return
  yield* rows(touchRows(now, tenant, JSON.stringify([...changes.keys()])))
  const given = Array.from(changes, ([id, told]) => ({ id, told: JSON.stringify(told) }))
  yield* rows(insertUpdates(tenant, now, print(recording, because), JSON.stringify(given)))
})

/** Whoever locks several resources does so in one order, so that two of them do not wait for each other. */
const touchRows = Statement.template(
  ({ sql, dialect }, now: number, tenant: string, ids: string) =>
    sql`UPDATE resource SET version = version + 1, last_modified = ${now}
      WHERE tenant = ${tenant} AND id IN (SELECT h.id FROM resource AS h
        WHERE h.tenant = ${tenant} AND h.id IN ${dialect.set(sql`${ids}`)} ORDER BY h.id ${dialect.forUpdate})`
)

const insertUpdates = Statement.template(
  ({ sql, dialect }, tenant: string, now: number, origin: string | null, given: string) => {
    const element = dialect.element("e")
    return sql`INSERT INTO event (tenant, type, id, kind, version, at, data, origin)
      SELECT r.tenant, r.type, r.id, 'updated', r.version, ${now}, ${dialect.text(element, ["told"])}, ${origin}
      FROM ${dialect.elements(sql`${given}`, [], "e")}
      JOIN resource AS r ON r.tenant = ${tenant} AND r.id = ${dialect.text(element, ["id"])}
      WHERE ${dialect.telling(sql`${tenant}`)}
      ORDER BY ${dialect.position("e")}`
  }
)
