/**
 * The tables, as steps that each database takes once and in order. A step that was released is never changed.
 * Every key begins with the tenant, so that no query can forget it and the tables can be spread by it.
 */
import { Migrator, type SqlClient, SqlError } from "@effect/sql"
import { Tenant } from "@rollcall/provider"
import { Clock, Effect, Predicate } from "effect"
import type { Database } from "./Database.ts"

const tables: ReadonlyArray<string> = [
  `CREATE TABLE tenant (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    settings TEXT NOT NULL,
    created INTEGER NOT NULL
  )`,
  `CREATE TABLE token (
    tenant TEXT NOT NULL,
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    digest TEXT NOT NULL,
    hint TEXT NOT NULL,
    scopes TEXT NOT NULL,
    created INTEGER NOT NULL,
    expires INTEGER NOT NULL,
    revoked INTEGER,
    last_used INTEGER,
    PRIMARY KEY (tenant, id)
  )`,
  // The digest is what tells the tenant, so here the tenant cannot stand first.
  `CREATE UNIQUE INDEX token_digest ON token (digest)`,
  `CREATE UNIQUE INDEX token_id ON token (id)`,
  `CREATE TABLE resource (
    tenant TEXT NOT NULL,
    id TEXT NOT NULL,
    type TEXT NOT NULL,
    version INTEGER NOT NULL,
    created INTEGER NOT NULL,
    last_modified INTEGER NOT NULL,
    display TEXT,
    document TEXT NOT NULL,
    search BLOB NOT NULL,
    PRIMARY KEY (tenant, id)
  )`,
  `CREATE INDEX resource_order ON resource (tenant, type, created, id)`,
  `CREATE TABLE attribute_key (
    tenant TEXT NOT NULL,
    type TEXT NOT NULL,
    path TEXT NOT NULL,
    value TEXT NOT NULL,
    resource_id TEXT NOT NULL,
    is_unique INTEGER NOT NULL,
    PRIMARY KEY (tenant, type, path, value, resource_id)
  ) WITHOUT ROWID`,
  `CREATE UNIQUE INDEX attribute_key_unique ON attribute_key (tenant, type, path, value) WHERE is_unique = 1`,
  `CREATE INDEX attribute_key_resource ON attribute_key (tenant, resource_id)`,
  // A member without type waits for a resource of its id.
  `CREATE TABLE membership (
    tenant TEXT NOT NULL,
    group_id TEXT NOT NULL,
    member_id TEXT NOT NULL,
    member_type TEXT,
    PRIMARY KEY (tenant, group_id, member_id)
  ) WITHOUT ROWID`,
  `CREATE INDEX membership_member ON membership (tenant, member_id)`,
  `CREATE TABLE event (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    tenant TEXT NOT NULL,
    type TEXT NOT NULL,
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    version INTEGER NOT NULL,
    at INTEGER NOT NULL,
    data TEXT NOT NULL
  )`,
  `CREATE UNIQUE INDEX event_order ON event (tenant, seq)`,
  `CREATE TABLE kept_resource (
    tenant TEXT NOT NULL,
    id TEXT NOT NULL,
    type TEXT NOT NULL,
    version INTEGER NOT NULL,
    created INTEGER NOT NULL,
    last_modified INTEGER NOT NULL,
    removed INTEGER NOT NULL,
    document TEXT NOT NULL,
    PRIMARY KEY (tenant, id)
  )`
]

/**
 * How a large tenant fills the tables: of each key, how many rows there are, how many share its first column, its first
 * two, and so on. A planner that is not told takes the tenant for the rarest of values, because it stands first, and
 * reads all that the tenant has where an index would find the few rows that are meant.
 */
const statistics: ReadonlyArray<readonly [table: string, index: string, rows: string]> = [
  ["resource", "sqlite_autoindex_resource_1", "100000 100000 1"],
  ["resource", "resource_order", "100000 100000 50000 1 1"],
  ["attribute_key", "attribute_key", "500000 500000 250000 100000 1 1"],
  ["attribute_key", "attribute_key_unique", "100000 100000 100000 100000 1"],
  ["attribute_key", "attribute_key_resource", "500000 500000 5"],
  ["membership", "membership", "1000000 1000000 1000 1"],
  ["membership", "membership_member", "1000000 1000000 10"]
]

const steps = ({ sql }: Database): Record<string, Effect.Effect<void, unknown, SqlClient.SqlClient>> => ({
  "1_tables": Effect.gen(function* () {
    for (const table of tables) yield* sql.unsafe(table)
    const settings = JSON.stringify(Tenant.defaultSettings)
    const created = yield* Clock.currentTimeMillis
    yield* sql`INSERT INTO tenant (id, name, settings, created) VALUES ('default', 'Default', ${settings}, ${created})`
  }),
  "2_statistics": Effect.gen(function* () {
    // The first ANALYZE makes the table that the numbers stand in, the second has them read.
    yield* sql.unsafe("ANALYZE sqlite_schema")
    for (const [table, index, rows] of statistics) {
      yield* sql`INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES (${table}, ${index}, ${rows})`
    }
    yield* sql.unsafe("ANALYZE sqlite_schema")
  })
})

/** Takes the steps that this database has not taken yet; answers their names. */
export const run = (
  database: Database
): Effect.Effect<ReadonlyArray<string>, SqlError.SqlError | Migrator.MigrationError, SqlClient.SqlClient> =>
  Migrator.make({})({ loader: Migrator.fromRecord(steps(database)), table: "migration" }).pipe(
    Effect.map((taken) => taken.map(([number, name]) => `${number}_${name}`)),
    // A step that fails is a defect to the migrator; to whoever starts the server it is the reason why it cannot.
    Effect.catchAllDefect((defect) =>
      Predicate.isTagged(defect, "MigrationError") || Predicate.isTagged(defect, "SqlError")
        ? Effect.fail(reason(defect))
        : Effect.die(defect)
    )
  )

const reason = (defect: object): SqlError.SqlError => {
  const cause = "cause" in defect && Predicate.isTagged(defect, "MigrationError") ? defect.cause : defect
  return Predicate.isTagged(cause, "SqlError")
    ? (cause as SqlError.SqlError)
    : new SqlError.SqlError({ cause, message: "The tables could not be made." })
}
