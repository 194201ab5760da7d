/**
 * SQLite 3.45 or later, through better-sqlite3, node:sqlite or bun:sqlite. The search document is binary JSON.
 *
 * @see https://www.sqlite.org/json1.html
 */
import type { Statement } from "@effect/sql"
import type { Dialect, Fragment } from "./Dialect.ts"

export const make = (sql: Statement.Constructor): Dialect => {
  const extract = (json: Fragment, path: ReadonlyArray<string>): Fragment =>
    path.length === 0 ? json : sql`json_extract(${json}, ${jsonPath(path)})`
  return {
    name: "sqlite",
    begin: "BEGIN IMMEDIATE",
    settings: [
      // The driver waits on the thread of the whole server; longer waits are left to retries, which block nobody.
      "PRAGMA busy_timeout = 100",
      "PRAGMA journal_mode = WAL",
      // A change that was answered is there after a power cut, unless whoever opened the database wants it otherwise.
      "PRAGMA synchronous = FULL"
    ],
    // The write lock is there with the beginning.
    alone: [],
    mayWrite: undefined,
    version: sql.literal("sqlite_version()"),
    clock: sql.literal("CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)"),
    columns: {
      text: "TEXT",
      integer: "INTEGER",
      json: "BLOB",
      // Only a primary key is counted up.
      sequence: "INTEGER PRIMARY KEY AUTOINCREMENT",
      ordinal: "UNIQUE",
      clustered: "WITHOUT ROWID"
    },
    // The first ANALYZE makes the table that the numbers stand in, the second has them read.
    statistics: ["ANALYZE sqlite_schema", ...filled.map(statistic), "ANALYZE sqlite_schema"],
    statistic: (...told) => [statistic(told), "ANALYZE sqlite_schema"],
    forUpdate: sql.literal(""),
    forRemoval: sql.literal(""),
    forClaim: sql.literal(""),
    // One transaction writes, from its beginning to its end.
    locks: undefined,
    // For the same reason events are numbered in the order in which they are committed.
    telling: () => sql.literal("1 = 1"),
    toldUntil: (tenant, after) =>
      sql`(SELECT COALESCE(max(seq), ${after}) FROM event WHERE tenant = ${tenant} AND seq > ${after})`,
    yes: sql.literal("1"),
    no: sql.literal("0"),
    // Not of the searchable column: its binary form is none that every `sqlite3` knows that checks or copies a database.
    inactive: "json_extract(document, '$.active') = 0",
    searchable: (json) => sql`jsonb(${json})`,
    text: extract,
    // Operands are bound as doubles, and a whole number too great for one would equal none of them.
    number: (json, path) => sql`CAST(${extract(json, path)} AS REAL)`,
    boolean: extract,
    elements: (json, path, alias) => sql`json_each(${json}, ${jsonPath(path)}) AS ${sql.literal(alias)}`,
    element: (alias) => sql.literal(`${alias}.value`),
    position: (alias) => sql.literal(`${alias}.key`),
    joinMemberships: (alias, condition) => sql`JOIN membership AS ${sql.literal(alias)} ON ${condition}`,
    ordered: (text) => text,
    arrays: (values, from, order) =>
      sql`(SELECT json_group_array(json_array(${sql.join(", ", false)(values)}) ORDER BY ${order}) FROM ${from})`,
    set: (texts) => sql`(SELECT value FROM json_each(${texts}))`,
    // A parameter alone behind LIMIT has SQLite prepare the statement anew whenever it is bound: longer than it runs.
    limit: (count) => sql`LIMIT (${count} + 0)`,
    oneOfFew: (query) => sql`IN (${query})`,
    contains: (text, needle) => sql`instr(${text}, ${needle}) > 0`,
    startsWith: (text, needle) => sql`substr(${text}, 1, length(${needle})) = ${needle}`,
    // Where the text is the shorter one, what stands there is too short to be the needle, wherever it begins.
    endsWith: (text, needle) => sql`substr(${text}, length(${text}) - length(${needle}) + 1) = ${needle}`,
    isBusy: (error) => isBusy(error.cause),
    // There is no connection that could be lost: what COMMIT says of a file is so.
    isBroken: () => false
  }
}

/** Names are quoted one by one: those of extensions hold dots. */
const jsonPath = (path: ReadonlyArray<string>): string => `$${path.map((name) => `."${name}"`).join("")}`

/** better-sqlite3 and bun:sqlite name the code in `code`, node:sqlite numbers it in `errcode`. */
const isBusy = (cause: unknown): boolean => {
  if (typeof cause !== "object" || cause === null) return false
  const code = "code" in cause ? String(cause.code) : ""
  if (code.startsWith("SQLITE_BUSY") || code.startsWith("SQLITE_LOCKED")) return true
  // The low byte of an extended code is its primary code: 5 is busy, 6 is locked.
  const primary = "errcode" in cause && typeof cause.errcode === "number" ? cause.errcode & 0xff : 0
  return primary === 5 || primary === 6
}

/**
 * How a large tenant fills the tables: of each key, how many rows there are, how many share its first column, its first
 * two, and so on. A planner that is not told takes the tenant for the rarest of values, because it stands first, and
 * reads all that the tenant has where an index would find the few rows that are meant.
 */
const filled: ReadonlyArray<readonly [table: string, index: string, rows: string]> = [
  ["resource", "sqlite_autoindex_resource_1", "100000 100000 1"],
  ["resource", "resource_order", "100000 100000 50000 1 1"],
  ["resource", "resource_modified", "100000 100000 60000 1 1"],
  ["attribute_key", "attribute_key", "500000 500000 250000 100000 1 1"],
  ["attribute_key", "attribute_key_unique", "100000 100000 100000 100000 1"],
  ["attribute_key", "attribute_key_resource", "500000 500000 5"],
  ["membership", "membership", "1000000 1000000 1000 1"],
  ["membership", "membership_member", "1000000 1000000 10"]
]

const statistic = ([table, index, rows]: (typeof filled)[number]): string =>
  `INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES ('${table}', '${index}', '${rows}')`
