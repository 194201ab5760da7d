/**
 * Puts a population into the database of a server: what the server would have stored, had it been asked a request for
 * each resource, in a few statements for thousands of resources. How a body is read and what is found of it is decided by
 * the server's own code; a test compares the rows with those that requests leave.
 */
import type { SqlError } from "@effect/sql"
import { DatabaseUrl } from "@rollcall/cli"
import {
  Compat,
  type Json,
  Limits,
  type Resource,
  ResourceDecoder,
  type ResourceType,
  ResourceValidator,
  SchemaRegistry,
  type ScimError
} from "@rollcall/core"
import { SqlClients } from "@rollcall/node"
import { type Origin, Tenant } from "@rollcall/provider"
import { Database, SearchDocument } from "@rollcall/sql"
import { Effect, Either, Layer } from "effect"
import * as Events from "../../packages/sql/src/Events.ts"
import { person } from "./Person.ts"
import * as Population from "./Population.ts"

const { strict, quirksOff } = Tenant.defaultSettings
const { policy } = Compat.compile({ strict, off: quirksOff })
const tenant = "default"

/** The population's users and groups, in a database whose tables are there. */
export const fill = (databaseUrl: string, population: Population.Population): Promise<void> =>
  Effect.gen(function* () {
    const database = yield* Database.make
    const people = population.size + population.outsiders
    for (let from = 0; from < people; from += resourcesMax) {
      const numbers = Array.from({ length: Math.min(resourcesMax, people - from) }, (_, index) => from + index)
      yield* insert(
        database,
        numbers.map((number) => newcomer(SchemaRegistry.user, person(number), createdAt(number)))
      )
    }
    for (let from = 0; from < population.groups.length; from += groupsMax) {
      const groups = population.groups.slice(from, from + groupsMax)
      yield* insert(
        database,
        groups.map((group, index) => {
          const given = { id: group.id, body: Population.body(group) }
          return newcomer(SchemaRegistry.group, given, createdAt(people + from + index))
        })
      )
    }
    yield* settle(database)
  }).pipe(Effect.provide(clientOf(databaseUrl)), Effect.runPromise)

const clientOf = (databaseUrl: string) =>
  Layer.unwrapEffect(Effect.map(Effect.orDie(DatabaseUrl.parse(databaseUrl)), SqlClients.layer))

/** How many are written in one transaction. */
const resourcesMax = 2_000
const groupsMax = 200

const createdAt = (number: number): number => Date.UTC(2025, 0, 1) + number

/** A resource as it is after its POST. */
export interface Newcomer {
  readonly resource: Resource.Resource
  /** The ids of its members, each of a user that is there. */
  readonly members: ReadonlyArray<string>
}

/** What becomes of the body of a POST, had it come at that time and got that id. */
export const newcomer = (
  type: ResourceType.ResourceType,
  { id, body }: { readonly id: string; readonly body: Json.JsonObject },
  created: number
): Newcomer => {
  const decoded = Either.getOrThrow(ResourceDecoder.decode(type, body, policy, Limits.standard))
  const complete = ResourceValidator.create(type, decoded.document)
  const { document } = Either.getOrThrow(ResourceValidator.validate(type, complete, policy))
  const resource: Resource.Resource = { type, id, version: 1, created, lastModified: created, document }
  return { resource, members: decoded.members?.map(({ value }) => value) ?? [] }
}

/** Writes all that belongs to these resources, in one transaction. */
export const insert = (
  database: Database.Database,
  newcomers: ReadonlyArray<Newcomer>
): Effect.Effect<void, ScimError.ServiceUnavailable> =>
  database.write(
    Effect.all([
      insertResources(database, newcomers),
      insertKeys(database, newcomers),
      insertMemberships(database, newcomers),
      insertEvents(database, newcomers)
    ])
  )

type Inserted = Effect.Effect<unknown, SqlError.SqlError>

const insertResources = (database: Database.Database, newcomers: ReadonlyArray<Newcomer>): Inserted => {
  const { sql, dialect } = database
  const { text, number, from } = columnsOf(
    database,
    newcomers.map(({ resource: { type, id, created, document } }) => {
      const { search, display } = SearchDocument.make(type, document)
      const texts = { document: JSON.stringify(document), search: JSON.stringify(search) }
      return { id, type: type.name, created, display, ...texts }
    })
  )
  const search = dialect.name === "sqlite" ? sql`jsonb(${text("search")})` : sql`${text("search")}::jsonb`
  return database.rows(
    sql`INSERT INTO resource (tenant, id, type, version, created, last_modified, display, document, search)
      SELECT ${tenant}, ${text("id")}, ${text("type")}, 1, ${number("created")}, ${number("created")},
        ${text("display")}, ${text("document")}, ${search} FROM ${from}`
  )
}

const insertKeys = (database: Database.Database, newcomers: ReadonlyArray<Newcomer>): Inserted => {
  const { text, number, from } = columnsOf(
    database,
    newcomers.flatMap(({ resource: { type, id, document } }) =>
      SearchDocument.make(type, document).keys.map(({ path, value, unique }) => ({
        type: type.name,
        path,
        value,
        id,
        unique: unique ? 1 : 0
      }))
    )
  )
  return database.rows(
    database.sql`INSERT INTO attribute_key (tenant, type, path, value, resource_id, is_unique)
      SELECT ${tenant}, ${text("type")}, ${text("path")}, ${text("value")}, ${text("id")}, ${number("unique")} FROM ${from}`
  )
}

const insertMemberships = (database: Database.Database, newcomers: ReadonlyArray<Newcomer>): Inserted => {
  const { text, from } = columnsOf(
    database,
    newcomers.flatMap(({ resource: { id }, members }) => members.map((member) => ({ group: id, member })))
  )
  return database.rows(
    database.sql`INSERT INTO membership (tenant, group_id, member_id, member_type)
      SELECT ${tenant}, ${text("group")}, ${text("member")}, ${SchemaRegistry.user.name} FROM ${from}`
  )
}

/** Everybody came by one request each of one token. */
const origin = JSON.stringify({ actor: { kind: "token", id: "1", name: "" } } satisfies Origin.Origin)

const insertEvents = (database: Database.Database, newcomers: ReadonlyArray<Newcomer>): Inserted => {
  const { text, number, from } = columnsOf(
    database,
    newcomers.map(({ resource: { type, id, created, document }, members }) => {
      const { told, values = "[]" } = Events.ofDocuments(type, {}, document, {})
      const data = JSON.stringify({ ...told, ...Events.ofMembers(members, []) })
      return { type: type.name, id, created, data, values }
    })
  )
  return database.rows(
    database.sql`INSERT INTO event (tenant, type, id, kind, version, at, data, origin, changes)
      SELECT ${tenant}, ${text("type")}, ${text("id")}, 'created', 1, ${number("created")}, ${text("data")},
        ${origin}, ${text("values")} FROM ${from}`
  )
}

/** Values that are bound as one parameter, and the expressions that read them row by row. */
const columnsOf = ({ sql, dialect }: Database.Database, values: ReadonlyArray<Json.JsonObject>) => {
  const element = dialect.element("e")
  return {
    text: (name: string) => dialect.text(element, [name]),
    number: (name: string) => dialect.number(element, [name]),
    from: dialect.elements(sql`${JSON.stringify(values)}`, [], "e")
  }
}

/** What a database does by and by after many changes is done before anything is measured. */
const settle = ({ rows, sql, dialect }: Database.Database): Inserted =>
  rows(sql.unsafe(dialect.name === "sqlite" ? "PRAGMA wal_checkpoint(TRUNCATE)" : "VACUUM ANALYZE"))
