/**
 * PostgreSQL 14 or later, at its default isolation, READ COMMITTED. The search document is `jsonb`. Text is compared by
 * code point (`COLLATE "C"`) wherever an order matters, so that a database's locale changes nothing.
 *
 * @see https://www.postgresql.org/docs/current/functions-json.html
 */
import type { SqlError, Statement } from "@effect/sql"
import type { Dialect, Fragment } from "./Dialect.ts"

export const make = (sql: Statement.Constructor): Dialect => {
  const extract = (json: Fragment, path: ReadonlyArray<string>): Fragment => sql`(${json}::jsonb #>> ${at(path)})`
  const set = (texts: Fragment): Fragment =>
    sql`(SELECT value FROM jsonb_array_elements_text(${texts}::text::jsonb) AS given(value))`
  const nameLocks = (lock: string, tenant: Fragment, names: Fragment): Fragment =>
    sql`SELECT ${sql.literal(lock)}(${sql.literal(`${namesSpace}`)}, b.number) FROM (
      SELECT DISTINCT hashtext(${tenant}::text || ' ' || g.value) & ${sql.literal(`${nameLocksMax - 1}`)} AS number
      FROM ${set(names)} AS g ORDER BY number) AS b`
  const at = (path: ReadonlyArray<string>): Fragment => sql.literal(pathLiteral(path))
  return {
    name: "postgres",
    begin: "BEGIN",
    settings: [],
    alone: [
      // Any number that no other program takes on the same database.
      "SELECT pg_advisory_xact_lock(7643764498659967)",
      "CREATE TABLE IF NOT EXISTS migration (migration_id INTEGER PRIMARY KEY, created_at TIMESTAMPTZ NOT NULL DEFAULT now(), name TEXT NOT NULL)"
    ],
    mayWrite: sql`current_setting('transaction_read_only') = 'off'`,
    version: sql.literal("current_setting('server_version')"),
    clock: sql.literal("(extract(epoch FROM clock_timestamp()) * 1000)::bigint"),
    columns: {
      text: 'TEXT COLLATE "C"',
      integer: "BIGINT",
      json: "JSONB",
      sequence: "BIGINT GENERATED ALWAYS AS IDENTITY",
      ordinal: "PRIMARY KEY",
      clustered: ""
    },
    // It counts by itself.
    statistics: [],
    forUpdate: sql.literal("FOR NO KEY UPDATE"),
    forRemoval: sql.literal("FOR UPDATE"),
    locks: {
      forReference: sql.literal("FOR KEY SHARE"),
      awaiting: (tenant, names) => nameLocks("pg_advisory_xact_lock", tenant, names),
      arriving: (tenant, names) => nameLocks("pg_advisory_xact_lock_shared", tenant, names)
    },
    yes: sql.literal("TRUE"),
    no: sql.literal("FALSE"),
    searchable: (json) => sql`${json}::text::jsonb`,
    text: (json, path) => sql`(${extract(json, path)} COLLATE "C")`,
    number: (json, path) => sql`(${extract(json, path)}::double precision)`,
    boolean: (json, path) => sql`(${extract(json, path)}::boolean)`,
    elements: (json, path, alias) =>
      sql`jsonb_array_elements(${json}::jsonb #> ${at(path)}) WITH ORDINALITY AS ${sql.literal(`${alias}(value, key)`)}`,
    element: (alias) => sql.literal(`${alias}.value`),
    position: (alias) => sql.literal(`${alias}.key`),
    // It cannot know how little a recursion finds, and would rather read the whole table at every step.
    joinMemberships: (alias, condition) => {
      const name = sql.literal(alias)
      return sql`CROSS JOIN LATERAL (SELECT * FROM membership AS ${name} WHERE ${condition} OFFSET 0) AS ${name}`
    },
    ordered: (text) => sql`(${text} COLLATE "C")`,
    arrays: (values, from, order) =>
      sql`(SELECT json_agg(json_build_array(${sql.join(", ", false)(values)}) ORDER BY ${order})::text FROM ${from})`,
    set,
    // Behind IN it guesses how many there are, and may read resources in the order of the answer until enough match.
    oneOfFew: (query) => sql`= ANY (ARRAY(${query}))`,
    contains: (text, needle) => sql`strpos(${text}, ${needle}) > 0`,
    startsWith: (text, needle) => sql`starts_with(${text}, ${needle})`,
    endsWith: (text, needle) => sql`right(${text}, length(${needle})) = ${needle}`,
    isBusy,
    isBroken
  }
}

/** Any number that no other program takes on the same database for locks of two numbers. */
const namesSpace = 76437644

/**
 * Names share locks, so that a transaction with however many names does not use up what the server has room for. A power
 * of two. Those who arrive do not stand in one another's way, whatever they share.
 */
const nameLocksMax = 1024

/** An array of names as a literal. Names come from schemas; quotes in them are doubled or escaped all the same. */
const pathLiteral = (path: ReadonlyArray<string>): string => {
  const names = path.map((name) => `"${name.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`)
  return `'{${names.join(",").replaceAll("'", "''")}}'`
}

/** Another transaction was in the way (serialization, deadlock, lock): the same succeeds when it is tried again. */
const inTheWay = new Set(["40001", "40P01", "55P03"])

const isBusy = ({ cause }: SqlError.SqlError): boolean =>
  typeof cause === "object" && cause !== null && "code" in cause && inTheWay.has(String(cause.code))

/** Whatever the server itself said has a severity; of that, some codes say that it goes away. */
const isBroken = ({ cause }: SqlError.SqlError): boolean => {
  if (typeof cause !== "object" || cause === null || !("severity" in cause && "code" in cause)) return true
  const code = String(cause.code)
  return code.startsWith("08") || code.startsWith("57P") || code === "40003"
}
