/**
 * Every difference between the databases that Rollcall keeps its resources in, as one record, chosen once.
 * No other file of this package asks which database it speaks to, and none knows a driver: several drivers of one
 * database differ in how they report an error, and that is told apart here too.
 */
import type { SqlClient, SqlError, Statement } from "@effect/sql"
import { Data, Either } from "effect"

export type Fragment = Statement.Fragment

/** The name of a table of elements: `e` for those of an attribute, `p` for those of a sub-attribute inside it. */
export type Alias = "e" | "p"

export interface Dialect {
  readonly name: "sqlite" | "postgres"
  /** Begins a transaction that may write. On SQLite it takes the write lock at once, or says that it is taken. */
  readonly begin: string
  /** What a connection needs to be told before it is used; statements, run once at start. */
  readonly settings: ReadonlyArray<string>
  /** Ends a SELECT whose row stays locked until the transaction ends. */
  readonly forUpdate: Fragment
  readonly yes: Fragment
  readonly no: Fragment
  /** Binds the text of a JSON document as the searchable column takes it. */
  readonly searchable: (json: string) => Fragment
  /** The text at a path inside a JSON value, or NULL; ordered by code point. */
  readonly text: (json: Fragment, path: ReadonlyArray<string>) => Fragment
  readonly number: (json: Fragment, path: ReadonlyArray<string>) => Fragment
  /** A condition: true, false or NULL. */
  readonly boolean: (json: Fragment, path: ReadonlyArray<string>) => Fragment
  /** The elements of the array at a path as a table, one row each; none when nothing stands there. */
  readonly elements: (json: Fragment, path: ReadonlyArray<string>, alias: Alias) => Fragment
  /** One row of `elements`, as JSON that `text`, `number` and `boolean` read. */
  readonly element: (alias: Alias) => Fragment
  /** Where the element stands in its array. */
  readonly position: (alias: Alias) => Fragment
  /** Binds texts as the right side of `IN`, one parameter for any number of them. */
  readonly set: (values: Iterable<string>) => Fragment
  /** Conditions on text. A needle is never a pattern: `%` and `_` are characters like others. */
  readonly contains: (text: Fragment, needle: string) => Fragment
  readonly startsWith: (text: Fragment, needle: string) => Fragment
  readonly endsWith: (text: Fragment, needle: string) => Fragment
  /** Whether the same would succeed if it were tried again: somebody else is writing at the moment. */
  readonly isBusy: (error: SqlError.SqlError) => boolean
}

/** The database behind the client is none that resources can be kept in. */
export class UnsupportedDatabase extends Data.TaggedError("UnsupportedDatabase")<{ readonly message: string }> {}

/** The dialect of the database that the client speaks to. */
export const make = (sql: SqlClient.SqlClient): Either.Either<Dialect, UnsupportedDatabase> => {
  const unsupported = (name: string) => () =>
    Either.left(new UnsupportedDatabase({ message: `Rollcall keeps its data in SQLite; ${name} is not supported.` }))
  return sql.onDialect<
    Either.Either<Dialect>,
    Either.Either<never, UnsupportedDatabase>,
    Either.Either<never, UnsupportedDatabase>,
    Either.Either<never, UnsupportedDatabase>,
    Either.Either<never, UnsupportedDatabase>
  >({
    sqlite: () => Either.right(sqlite(sql)),
    pg: unsupported("PostgreSQL"),
    mysql: unsupported("MySQL"),
    mssql: unsupported("SQL Server"),
    clickhouse: unsupported("ClickHouse")
  })
}

/** SQLite 3.45 or later, through better-sqlite3, node:sqlite or bun:sqlite. */
export const sqlite = (sql: Statement.Constructor): Dialect => {
  const extract = (json: Fragment, path: ReadonlyArray<string>): Fragment =>
    path.length === 0 ? json : sql`json_extract(${json}, ${jsonPath(path)})`
  return {
    name: "sqlite",
    begin: "BEGIN IMMEDIATE",
    settings: [
      // The driver waits on the thread of the whole server; longer waits are left to retries, which block nobody.
      "PRAGMA busy_timeout = 100",
      "PRAGMA journal_mode = WAL",
      // A change that was answered is there after a power cut.
      "PRAGMA synchronous = FULL"
    ],
    forUpdate: sql.literal(""),
    yes: sql.literal("1"),
    no: sql.literal("0"),
    searchable: (json) => sql`jsonb(${json})`,
    text: extract,
    // Operands are bound as doubles, and a whole number too great for one would equal none of them.
    number: (json, path) => sql`CAST(${extract(json, path)} AS REAL)`,
    boolean: extract,
    elements: (json, path, alias) => sql`json_each(${json}, ${jsonPath(path)}) AS ${sql.literal(alias)}`,
    element: (alias) => sql.literal(`${alias}.value`),
    position: (alias) => sql.literal(`${alias}.key`),
    set: (values) => sql`(SELECT value FROM json_each(${JSON.stringify([...values])}))`,
    contains: (text, needle) => sql`instr(${text}, ${needle}) > 0`,
    startsWith: (text, needle) => sql`substr(${text}, 1, length(${needle})) = ${needle}`,
    // Where the text is the shorter one, what stands there is too short to be the needle, wherever it begins.
    endsWith: (text, needle) => sql`substr(${text}, length(${text}) - length(${needle}) + 1) = ${needle}`,
    isBusy: (error) => isBusy(error.cause)
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
