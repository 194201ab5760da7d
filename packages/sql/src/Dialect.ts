/**
 * Every difference between the databases that Rollcall keeps its resources in, as one record, chosen once.
 * No other file of this package asks which database it speaks to, and none knows a driver: several drivers of one
 * database differ in how they report an error, and that is told apart here too.
 */
import type { SqlClient, SqlError, Statement } from "@effect/sql"
import { Data, Either } from "effect"
import * as PostgresDialect from "./PostgresDialect.ts"
import * as SqliteDialect from "./SqliteDialect.ts"

export type Fragment = Statement.Fragment

/** The name of a table of elements: `e` for those of an attribute, `p` for those of a sub-attribute inside it. */
export type Alias = "e" | "p"

export interface Dialect {
  readonly name: "sqlite" | "postgres"
  /** Begins a transaction that may write. On SQLite it takes the write lock at once, or says that it is taken. */
  readonly begin: string
  /** What a connection needs to be told before it is used; statements, run once at start. */
  readonly settings: ReadonlyArray<string>
  /** What begins the transaction that makes the tables, so that no other process makes them at the same time. */
  readonly alone: ReadonlyArray<string>
  /** A condition: this connection may change rows. Absent where only a transaction that writes can tell. */
  readonly mayWrite: Fragment | undefined
  /** The version of the database, as it names it. */
  readonly version: Fragment
  /** The clock of the database: milliseconds since 1970. */
  readonly clock: Fragment
  /** The types of columns as the tables are made of them. Text is ordered by code point. */
  readonly columns: {
    readonly text: string
    readonly integer: string
    readonly json: string
    /** A number that the database counts up. */
    readonly sequence: string
    /** What begins the key of a tenant and such a number. */
    readonly ordinal: string
    /** Ends a table whose rows lie in the order of their primary key, where a database can do that. */
    readonly clustered: string
  }
  /** What tells the planner how a large tenant fills the tables, where it has to be told; statements, run once. */
  readonly statistics: ReadonlyArray<string>
  /** The same of one index that came later, by what `sqlite_stat1` has of it; nothing where the database counts by itself. */
  readonly statistic: (table: string, index: string, rows: string) => ReadonlyArray<string>
  /** Ends a SELECT whose rows nobody else changes until the transaction ends. */
  readonly forUpdate: Fragment
  /** The same for a row that will be removed: nobody may begin to refer to it either. */
  readonly forRemoval: Fragment
  /** Ends a SELECT of rows of which each is for one of those who look at the same time. */
  readonly forClaim: Fragment
  /** What transactions that write at the same time have to hold; nothing where only one writes. */
  readonly locks: Locks | undefined
  /**
   * A condition that always holds, of a statement that inserts events: from there until its transaction ends, `toldUntil`
   * stays below what it inserts.
   */
  readonly telling: (tenant: Fragment) => Fragment
  /**
   * A number: no event of the tenant behind the one that is bound and up to this is still to come. Read by a statement of
   * its own, outside of transactions; a later one then sees all those events. 0 where there are none.
   */
  readonly toldUntil: (tenant: Fragment, after: Fragment) => Fragment
  readonly yes: Fragment
  readonly no: Fragment
  /** A condition on the table `resource` that an index is made for: the resource is inactive. */
  readonly inactive: string
  /** The text of a JSON document, which is bound, as the searchable column takes it. */
  readonly searchable: (json: Fragment) => Fragment
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
  /** The same text, ordered by code point wherever it comes from: what is bound brings no order along. */
  readonly ordered: (text: Fragment) => Fragment
  /** Joins, row by row, the memberships under the alias that satisfy the condition: few of the table, by an index. */
  readonly joinMemberships: (alias: "i" | "k", condition: Fragment) => Fragment
  /** The rows of a query, in that order, as the text of a JSON array of arrays; empty or NULL where there are none. */
  readonly arrays: (values: ReadonlyArray<Fragment>, from: Fragment, order: Fragment) => Fragment
  /** The texts of a JSON array, which is bound, as the right side of `IN`: one parameter for any number of them. */
  readonly set: (texts: Fragment) => Fragment
  /** Ends a query: no more rows than the number, which is bound. */
  readonly limit: (count: number) => Fragment
  /** What stands behind `r.id`: one of the few ids that the query finds. They are looked up before anything else is read. */
  readonly oneOfFew: (query: Fragment) => Fragment
  /** Conditions on text. A needle is never a pattern: `%` and `_` are characters like others. */
  readonly contains: (text: Fragment, needle: string) => Fragment
  readonly startsWith: (text: Fragment, needle: string) => Fragment
  readonly endsWith: (text: Fragment, needle: string) => Fragment
  /** Whether the same would succeed if it were tried again: somebody else is writing at the moment. */
  readonly isBusy: (error: SqlError.SqlError) => boolean
  /** Whether the connection was lost, so that a COMMIT that failed so may have happened all the same. */
  readonly isBroken: (error: SqlError.SqlError) => boolean
}

/** Locks that last until the transaction ends. The statement after one sees whatever was committed before it was had. */
export interface Locks {
  /** Ends a SELECT whose rows are not removed meanwhile; changing them is everybody's right. */
  readonly forReference: Fragment
  /** A statement: no resource of these names, a JSON array that is bound, arrives meanwhile. */
  readonly awaiting: (tenant: Fragment, names: Fragment) => Fragment
  /** A statement: nobody begins to wait for a resource of these names meanwhile. */
  readonly arriving: (tenant: Fragment, names: Fragment) => Fragment
}

/** The database behind the client is none that resources can be kept in. */
export class UnsupportedDatabase extends Data.TaggedError("UnsupportedDatabase")<{ readonly message: string }> {}

type Made = Either.Either<Dialect, UnsupportedDatabase>

/** The dialect of the database that the client speaks to. */
export const make = (sql: SqlClient.SqlClient): Made => {
  const unsupported = (name: string) => (): Made =>
    Either.left(
      new UnsupportedDatabase({ message: `Rollcall keeps its data in SQLite or PostgreSQL; ${name} is not supported.` })
    )
  return sql.onDialect<Made, Made, Made, Made, Made>({
    sqlite: () => Either.right(SqliteDialect.make(sql)),
    pg: () => Either.right(PostgresDialect.make(sql)),
    mysql: unsupported("MySQL"),
    mssql: unsupported("SQL Server"),
    clickhouse: unsupported("ClickHouse")
  })
}
