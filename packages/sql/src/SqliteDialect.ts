/**
 * SQLite 3.45 or later, through better-sqlite3, node:sqlite or bun:sqlite. The search document is binary JSON.
 *
 * @see https://www.sqlite.org/json1.html
 */
import type { Statement } from "@effect/sql"
import type { Dialect, Failure, Fragment } from "./Dialect.ts"

export const make = (sql: Statement.Constructor): Dialect => {
  const extract = (json: Fragment, path: ReadonlyArray<string>): Fragment =>
    path.length === 0 ? json : sql`json_extract(${json}, ${jsonPath(path)})`
  return {
    name: "sqlite",
    begin: "BEGIN IMMEDIATE",
    settings: [
      "PRAGMA journal_mode = WAL",
      // A change that was answered is there after a power cut.
      "PRAGMA synchronous = FULL",
      // The driver waits on the thread of the whole server; longer waits are left to retries, which block nobody.
      "PRAGMA busy_timeout = 100"
    ],
    // The write lock is there with the beginning.
    alone: [],
    columns: {
      text: "TEXT",
      integer: "INTEGER",
      json: "BLOB",
      sequence: "INTEGER PRIMARY KEY AUTOINCREMENT",
      clustered: "WITHOUT ROWID"
    },
    forUpdate: sql.literal(""),
    yes: sql.literal("1"),
    no: sql.literal("0"),
    unindexed: (column) => sql`+${column}`,
    searchable: (json) => sql`jsonb(${json})`,
    text: extract,
    number: extract,
    boolean: extract,
    elements: (json, path, alias) => sql`json_each(${json}, ${jsonPath(path)}) AS ${sql.literal(alias)}`,
    element: (alias) => sql.literal(`${alias}.value`),
    position: (alias) => sql.literal(`${alias}.key`),
    set: (values) => sql`(SELECT value FROM json_each(${JSON.stringify([...values])}))`,
    contains: (text, needle) => sql`instr(${text}, ${needle}) > 0`,
    startsWith: (text, needle) => sql`substr(${text}, 1, length(${needle})) = ${needle}`,
    // The length is asked first because SQLite counts a start before the first character from the end.
    endsWith: (text, needle) =>
      sql`(length(${text}) >= length(${needle}) AND substr(${text}, length(${text}) - length(${needle}) + 1) = ${needle})`,
    failure: (error) => sqliteFailure(error.cause)
  }
}

/** Names are quoted one by one: those of extensions hold dots. */
const jsonPath = (path: ReadonlyArray<string>): string => `$${path.map((name) => `."${name}"`).join("")}`

/** better-sqlite3 and bun:sqlite name the code in `code`, node:sqlite numbers it in `errcode`. */
const sqliteFailure = (cause: unknown): Failure => {
  if (typeof cause !== "object" || cause === null) return "other"
  const code = "code" in cause ? String(cause.code) : ""
  const number = "errcode" in cause && typeof cause.errcode === "number" ? cause.errcode : 0
  if (code === "SQLITE_CONSTRAINT_UNIQUE" || code === "SQLITE_CONSTRAINT_PRIMARYKEY") return "unique"
  if (number === 2067 || number === 1555) return "unique"
  // The low byte of an extended code is its primary code: 5 is busy, 6 is locked.
  const isBusy = code.startsWith("SQLITE_BUSY") || code.startsWith("SQLITE_LOCKED")
  return isBusy || (number & 0xff) === 5 || (number & 0xff) === 6 ? "busy" : "other"
}
