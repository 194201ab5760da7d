/**
 * Links that let somebody in once, in a database: the SetupLinkStore port over @effect/sql. Holds digests, never a
 * secret.
 */
import type { SqlClient } from "@effect/sql"
import { type SetupLink, SetupLinkStore, Span } from "@rollcall/provider"
import { Effect, Layer, Option } from "effect"
import * as Database from "./Database.ts"
import type * as Dialect from "./Dialect.ts"
import * as SqlAdministratorStore from "./SqlAdministratorStore.ts"

interface Row {
  readonly id: string
  readonly tenant: string
  readonly note: string
  readonly digest: string
  readonly maker: string | null
  readonly created: number
  readonly expires: number
  readonly revoked: number | null
  readonly session_digest: string | null
  readonly session_created: number | null
  readonly session_expires: number | null
}

/** A link goes with its maker: while they are kept out, so is whoever has it. */
const columns = `l.id, l.tenant, l.note, l.digest, l.maker, l.created, l.expires, COALESCE(l.revoked, a.disabled) AS revoked,
  l.session_digest, l.session_created, l.session_expires`
const from = "setup_link AS l LEFT JOIN administrator AS a ON a.id = l.maker"

/** What stands in place of a tenant where there is none. No tenant has it for its id. */
const noTenant = ""

const decode = (row: Row): SetupLink.SetupLink => ({
  id: row.id,
  ...(row.tenant === noTenant ? {} : { tenant: row.tenant }),
  note: row.note,
  digest: row.digest,
  ...(row.maker === null ? {} : { maker: row.maker }),
  created: Number(row.created),
  expires: Number(row.expires),
  ...(row.revoked === null ? {} : { revoked: Number(row.revoked) }),
  ...(row.session_digest === null
    ? {}
    : {
        session: {
          digest: row.session_digest,
          created: Number(row.session_created),
          expires: Number(row.session_expires)
        }
      })
})

export const layer: Layer.Layer<SetupLinkStore, Dialect.UnsupportedDatabase, SqlClient.SqlClient> = Layer.effect(
  SetupLinkStore,
  Effect.map(Database.make, (database) => make(database))
)

const make = (database: Database.Database): SetupLinkStore["Type"] => {
  const { rows, read, write, sql } = database
  const where = (condition: Dialect.Fragment) =>
    read(rows(sql<Row>`SELECT ${sql.literal(columns)} FROM ${sql.literal(from)} WHERE ${condition}`)).pipe(
      Effect.map(([row]) => Option.map(Option.fromNullable(row), decode))
    )
  return {
    insert: Span.named("SetupLinkStore.insert", (given) =>
      write(
        rows(
          sql`INSERT INTO setup_link (tenant, id, note, digest, maker, created, expires)
            VALUES (${given.tenant ?? noTenant}, ${given.id}, ${given.note}, ${given.digest}, ${given.maker ?? null},
              ${given.created}, ${given.expires})`
        )
      ).pipe(Effect.asVoid)
    ),
    find: Span.named("SetupLinkStore.find", (tenant, id) => where(sql`l.tenant = ${tenant} AND l.id = ${id}`)),
    findByDigest: Span.named("SetupLinkStore.findByDigest", (digest) => where(sql`l.digest = ${digest}`)),
    findBySession: Span.named("SetupLinkStore.findBySession", (digest) => where(sql`l.session_digest = ${digest}`)),
    list: Span.named("SetupLinkStore.list", (tenant, limit, after) =>
      read(
        rows(
          sql<Row>`SELECT ${sql.literal(columns)} FROM ${sql.literal(from)} WHERE l.tenant = ${tenant}
            ${after === undefined ? sql.literal("") : sql`AND l.id < ${after}`} ORDER BY l.id DESC ${database.dialect.limit(limit)}`
        )
      ).pipe(Effect.map((found) => found.map(decode)))
    ),
    open: Span.named("SetupLinkStore.open", (id, { digest, created, expires }) =>
      write(
        rows(
          sql`UPDATE setup_link
            SET session_digest = ${digest}, session_created = ${created}, session_expires = ${expires}
            WHERE id = ${id} AND session_digest IS NULL AND revoked IS NULL RETURNING id`
        )
      ).pipe(Effect.map((opened) => opened.length > 0))
    ),
    revoke: Span.named("SetupLinkStore.revoke", (id, now) =>
      write(rows(sql`UPDATE setup_link SET revoked = ${now} WHERE id = ${id} AND revoked IS NULL`)).pipe(Effect.asVoid)
    ),
    forgetExpired: Span.named("SetupLinkStore.forgetExpired", (now) =>
      write(rows(sql`DELETE FROM setup_link WHERE tenant = ${noTenant} AND expires <= ${now}`)).pipe(Effect.asVoid)
    ),
    makeFirstOperator: Span.named("SetupLinkStore.makeFirstOperator", (link, administrator) =>
      write(makeFirstOperator(database, link, administrator))
    )
  }
}

/** Whoever comes at the same time waits for the links, and finds them gone. */
const makeFirstOperator = Effect.fnUntraced(function* (
  database: Database.Database,
  link: string,
  administrator: Parameters<SetupLinkStore["Type"]["makeFirstOperator"]>[1]
) {
  const { dialect, rows, sql } = database
  const links = yield* rows(
    sql<{ readonly id: string }>`SELECT id FROM setup_link WHERE tenant = ${noTenant} ORDER BY id ${dialect.forRemoval}`
  )
  const [operator] = yield* rows(sql`SELECT id FROM administrator WHERE tenant = ${noTenant} LIMIT 1`)
  if (operator !== undefined || !links.some(({ id }) => id === link)) return "refused"
  if (!(yield* SqlAdministratorStore.insert(database, administrator))) return "nameTaken"
  yield* rows(sql`DELETE FROM setup_link WHERE tenant = ${noTenant}`)
  return "made"
})
