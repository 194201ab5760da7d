/**
 * PostgreSQL 15 or later, at its default isolation, READ COMMITTED. The search document is `jsonb`. Text is compared by
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
    statistic: () => [],
    forUpdate: sql.literal("FOR NO KEY UPDATE"),
    forRemoval: sql.literal("FOR UPDATE"),
    forClaim: sql.literal("FOR NO KEY UPDATE SKIP LOCKED"),
    locks: {
      forReference: sql.literal("FOR KEY SHARE"),
      awaiting: (tenant, names) => nameLocks("pg_advisory_xact_lock", tenant, names),
      arriving: (tenant, names) => nameLocks("pg_advisory_xact_lock_shared", tenant, names)
    },
    telling: (tenant) => telling(sql, tenant),
    toldUntil: (tenant, after) => toldUntil(sql, tenant, after),
    yes: sql.literal("TRUE"),
    no: sql.literal("FALSE"),
    inactive: "search->'active' = 'false'::jsonb",
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
    limit: (count) => sql`LIMIT ${count}`,
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

/**
 * A number is handed out before it is committed, so a higher one may be seen first. Whoever inserts events therefore holds
 * a lock, shared with everybody, whose number says below which event of the tenant theirs cannot be: behind the last one
 * that they see. It is had before the first number is handed out, because the condition comes before the row, and once in
 * a transaction: a setting remembers that, and both are undone together where a savepoint is.
 */
const telling = (sql: Statement.Constructor, tenant: Fragment): Fragment =>
  sql`(SELECT CASE WHEN current_setting('rollcall.telling', true) IS DISTINCT FROM ${tenant}::text THEN
      set_config('rollcall.telling', ${tenant}::text, true) || pg_advisory_xact_lock_shared(${tellersSpace(sql, tenant)},
        ((SELECT COALESCE(max(seq), 0) FROM event WHERE tenant = ${tenant}::text) & ${lockNumbers(sql)})::integer)::text
      ELSE '' END) IS NOT NULL`

/**
 * The last event that can be seen, or the lowest number that a lock says, whichever is less. Locks are looked at after the
 * statement began, so who held one of an event below the last one seen holds it still, or has committed and will be seen by
 * the next statement. A lock holds the end of a number: it is behind what is seen by what the ends differ, and one by more
 * than half of all numbers is ahead of it. Where nothing new is seen no lock is looked at.
 */
const toldUntil = (sql: Statement.Constructor, tenant: Fragment, after: Fragment): Fragment =>
  sql`(SELECT s.seen - COALESCE((SELECT max(b.behind) FROM (SELECT (s.seen - l.objid::bigint) & ${lockNumbers(sql)} AS behind
      FROM pg_locks AS l WHERE s.seen > ${after} AND l.locktype = 'advisory' AND l.objsubid = 2
        AND l.classid::bigint = ${tellersSpace(sql, tenant)}::bigint & 4294967295
        AND l.database = (SELECT d.oid FROM pg_database AS d WHERE d.datname = current_database())) AS b
      WHERE b.behind <= ${lockNumbers(sql)} / 2), 0)
    FROM (SELECT COALESCE(max(seq), 0) AS seen FROM event WHERE tenant = ${tenant}::text) AS s)`

/** Tenants that share a number only wait for each other's open transactions. */
const tellersSpace = (sql: Statement.Constructor, tenant: Fragment): Fragment =>
  sql`hashtext('rollcall event ' || ${tenant}::text)`

/** Locks of two numbers have 32 bits for each, of which the sign is left alone. */
const lockNumbers = (sql: Statement.Constructor): Fragment => sql.literal("2147483647")

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
