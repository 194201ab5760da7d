/**
 * The provisioning log in a database: the LogStore port over @effect/sql. A batch is a few statements, a page is read along
 * an index, and what people search for in the text of entries is stored folded, so that both databases find the same.
 */
import type { SqlClient } from "@effect/sql"
import { Comparison } from "@rollcall/core"
import { type LogCount, LogEntry, type Logged, type LogQuery, LogStore, Span } from "@rollcall/provider"
import { Effect, Layer, Option } from "effect"
import * as Database from "./Database.ts"
import type * as Dialect from "./Dialect.ts"
import { historic } from "./migration/LogTables.ts"
import * as Statement from "./Statement.ts"

interface Row {
  readonly tenant: string
  readonly seq: number
  readonly at: number
  readonly token_id: string | null
  readonly token_name: string | null
  readonly identity_provider: string | null
  readonly method: string
  readonly path: string
  readonly status: number
  readonly error: string | null
  readonly scim_type: string | null
  readonly detail: string | null
  readonly attribute: string | null
  readonly duration: number
  readonly resource: string | null
  readonly request_id: string | null
  readonly notes: string
}

interface WholeRow extends Row {
  readonly request: string | null
  readonly response: string | null
}

/** Bodies are large, so only who asks for one entry reads them. */
const columns = `tenant, seq, at, token_id, token_name, identity_provider, method, path, status, error, scim_type, detail,
  attribute, duration, resource, request_id, notes`

export const layer: Layer.Layer<LogStore, Dialect.UnsupportedDatabase, SqlClient.SqlClient> = Layer.effect(
  LogStore,
  Effect.map(Database.make, (database) => make(database))
)

const make = (database: Database.Database): LogStore["Type"] => {
  const { rows, read, write } = database
  return {
    append: Span.named("LogStore.append", (entries) =>
      entries.length === 0 ? Effect.void : write(append(database, entries))
    ),
    page: Span.named("LogStore.page", (query) =>
      Effect.map(read(rows(pageOf(database, query))), (found) => found.map(decode))
    ),
    find: Span.named("LogStore.find", (tenant, seq) =>
      Effect.map(read(rows(entryOf(tenant, seq))), ([row]) => Option.map(Option.fromNullable(row), decodeWhole))
    ),
    count: Span.named("LogStore.count", (tenant, spans) =>
      spans.length === 0
        ? Effect.succeed([])
        : Effect.map(read(rows(countsOf(tenant, JSON.stringify(spans)))), (found) => found.map(decodeCount))
    ),
    prune: Span.named("LogStore.prune", (tenant, before, limit) =>
      Effect.map(write(rows(deleteOldest(tenant, before, limit))), (removed) => removed.length)
    )
  }
}

/** The columns that are written, each with what stands in it. */
const written: Readonly<Record<string, (entry: LogEntry.LogEntry) => Statement.Value | undefined>> = {
  tenant: ({ tenant }) => tenant,
  at: ({ time }) => time,
  failed: (entry) => (LogEntry.isFailed(entry) ? 1 : 0),
  token_id: ({ token }) => token?.id,
  token_name: ({ token }) => token?.name,
  identity_provider: ({ token }) => token?.identityProvider,
  method: ({ method }) => method,
  path: ({ path }) => path,
  status: ({ status }) => status,
  error: ({ error }) => error,
  scim_type: ({ scimType }) => scimType,
  detail: ({ detail }) => detail,
  attribute: ({ attribute }) => attribute,
  duration: ({ duration }) => duration,
  resource: ({ resource }) => resource,
  request_id: ({ requestId }) => requestId,
  notes: ({ notes }) => JSON.stringify(notes.map(keepable)),
  search: (entry) => searchText(entry),
  request: ({ request }) => request,
  response: ({ response }) => response
}

const names = Object.keys(written)
const readers = Object.values(written)

/** What stands behind one another is parted by a line, which nobody searches for. */
const searchText = ({ path, detail, resource, notes, token }: LogEntry.LogEntry): string =>
  Comparison.fold([path, detail ?? "", resource ?? "", token?.name ?? "", ...notes].join("\n"))

/** Clients send what no database keeps as text: a NUL, and half of a surrogate pair. */
const keepable = (text: string): string => (mayBeUnkeepable.test(text) ? [...text].map(character).join("") : text)

const mayBeUnkeepable = /[\0\ud800-\udfff]/

/** Half of a pair stands alone where a text is taken character by character. */
const character = (text: string): string =>
  text === "\0" || (text.length === 1 && isSurrogate(text.charCodeAt(0))) ? "\ufffd" : text

const isSurrogate = (code: number): boolean => code >= 0xd800 && code <= 0xdfff

const encode = (entry: LogEntry.LogEntry): ReadonlyArray<Statement.Value> =>
  readers.map((read) => {
    const value = read(entry) ?? null
    return typeof value === "string" ? keepable(value) : value
  })

/** Inserts so many entries: their values stand in the statement, since a database takes twice as long to read them out of JSON. */
const insertEntries = (count: number) =>
  Statement.template(({ sql }, ...values: ReadonlyArray<Statement.Value>) => {
    const list = sql.join(", ", false)
    const rows = Array.from({ length: count }, (_, index) => {
      const row = values.slice(index * names.length, (index + 1) * names.length)
      return sql`(${list(row.map((value) => sql`${value}`))})`
    })
    return sql`INSERT INTO log_entry (${sql.literal(names.join(", "))}) VALUES ${list(rows)}`
  }, count * names.length)

/** Any number of entries is so many statements of these, and there are few different ones to keep prepared. */
const insertions = [64, 8, 1].map((count) => ({ count, insert: insertEntries(count) }))

const append = ({ rows }: Database.Database, entries: ReadonlyArray<LogEntry.LogEntry>) => {
  const statements: Array<Statement.Bound<object>> = []
  let done = 0
  for (const { count, insert } of insertions) {
    for (; entries.length - done >= count; done += count) {
      statements.push(insert(...entries.slice(done, done + count).flatMap(encode)))
    }
  }
  return Effect.forEach(statements, rows, { discard: true })
}

const entryOf = Statement.template(
  ({ sql }, tenant: string, seq: number) =>
    sql<WholeRow>`SELECT ${sql.literal(columns)}, request, response FROM log_entry
      WHERE tenant = ${tenant} AND seq = ${seq}`
)

/** Each count is one way along an index; bounds are whole numbers to the planner, or it would take none. */
const countsOf = Statement.template(({ sql, dialect }, tenant: string, spans: string) => {
  const bound = (name: string) => sql`CAST(${dialect.number(dialect.element("e"), [name])} AS BIGINT)`
  const within = sql`tenant = ${tenant} AND at >= ${bound("from")} AND at < ${bound("to")}`
  return sql<LogCount>`SELECT ${bound("from")} AS "from", ${bound("to")} AS "to",
      (SELECT COUNT(*) FROM log_entry WHERE ${within}) AS requests,
      (SELECT COUNT(*) FROM log_entry WHERE ${within} AND failed = 1) AS failed
    FROM ${dialect.elements(sql`${spans}`, [], "e")} ORDER BY ${dialect.position("e")}`
})

const decodeCount = (row: LogCount): LogCount => ({
  from: Number(row.from),
  to: Number(row.to),
  requests: Number(row.requests),
  failed: Number(row.failed)
})

const deleteOldest = Statement.template(
  ({ sql, dialect }, tenant: string, before: number, limit: number) =>
    sql<{ readonly seq: number }>`DELETE FROM log_entry WHERE tenant = ${tenant} AND seq IN (
      SELECT seq FROM log_entry WHERE tenant = ${tenant} AND at < ${before} ORDER BY at, seq ${dialect.limit(limit)})
      RETURNING seq`
)

const pageOf = ({ sql, dialect }: Database.Database, query: LogQuery) => {
  const { after, before, from, identityProvider, method, order, outcome, request, resource, text, to, token } = query
  const conditions = [
    sql`tenant = ${query.tenant}`,
    // The planner takes an index over a part of the rows only where the statement says in its text which part.
    ...(outcome === undefined ? [] : [sql.literal(outcome === "failed" ? "failed = 1" : "failed = 0")]),
    ...(token === undefined ? [] : [sql`token_id = ${token}`]),
    ...(identityProvider === undefined ? [] : [sql`identity_provider = ${identityProvider}`]),
    ...(method === undefined ? [] : [sql`method = ${method}`]),
    ...(resource === undefined ? [] : [sql`resource = ${resource}`, sql.literal(historic)]),
    ...(request === undefined ? [] : [sql`request_id = ${request}`]),
    ...(from === undefined ? [] : [sql`at >= ${from}`]),
    ...(to === undefined ? [] : [sql`at < ${to}`]),
    ...(after === undefined ? [] : [sql`(at, seq) > (${after.time}, ${after.seq})`]),
    ...(before === undefined ? [] : [sql`(at, seq) < (${before.time}, ${before.seq})`]),
    ...(text === undefined ? [] : [dialect.contains(sql`search`, Comparison.fold(text))])
  ]
  const by = sql.literal(order === "newest" ? "at DESC, seq DESC" : "at, seq")
  return sql<Row>`SELECT ${sql.literal(columns)} FROM log_entry WHERE ${sql.join(" AND ", false)(conditions)}
    ORDER BY ${by} ${dialect.limit(query.limit)}`
}

const decode = (row: Row): Logged => ({
  tenant: row.tenant,
  seq: Number(row.seq),
  time: Number(row.at),
  ...(row.token_id === null ? {} : { token: decodeToken(row.token_id, row) }),
  method: row.method,
  path: row.path,
  status: Number(row.status),
  ...(row.error === null ? {} : { error: row.error }),
  ...(row.scim_type === null ? {} : { scimType: row.scim_type }),
  ...(row.detail === null ? {} : { detail: row.detail }),
  ...(row.attribute === null ? {} : { attribute: row.attribute }),
  duration: Number(row.duration),
  ...(row.resource === null ? {} : { resource: row.resource }),
  ...(row.request_id === null ? {} : { requestId: row.request_id }),
  notes: JSON.parse(row.notes)
})

const decodeToken = (id: string, { identity_provider, token_name }: Row): LogEntry.TokenName => ({
  id,
  name: token_name ?? "",
  ...(identity_provider === null ? {} : { identityProvider: identity_provider })
})

const decodeWhole = (row: WholeRow): Logged => ({
  ...decode(row),
  ...(row.request === null ? {} : { request: row.request }),
  ...(row.response === null ? {} : { response: row.response })
})
