/**
 * Tokens in a database: the TokenStore port over @effect/sql. Holds digests, never the text of a token.
 */
import type { SqlClient, SqlError } from "@effect/sql"
import type { Token } from "@rollcall/core"
import { type Credential, Span, TokenStore } from "@rollcall/provider"
import { Effect, Layer, Option } from "effect"
import * as Database from "./Database.ts"
import type * as Dialect from "./Dialect.ts"
import * as SqlTenantStore from "./SqlTenantStore.ts"
import * as Statement from "./Statement.ts"

export interface TokenRow {
  readonly tenant: string
  readonly id: string
  readonly name: string
  readonly digest: string
  readonly hint: string
  readonly scopes: string
  readonly user_id: string | null
  readonly created_by: string | null
  readonly identity_provider: string | null
  readonly created: number
  readonly expires: number
  readonly revoked: number | null
  readonly last_used: number | null
}

export const columns = `t.tenant, t.id, t.name, t.digest, t.hint, t.scopes, t.user_id, t.created_by, t.identity_provider,
  t.created, t.expires, t.revoked, t.last_used`

export const decode = (row: TokenRow): Token.Token => ({
  id: row.id,
  tenant: row.tenant,
  name: row.name,
  digest: row.digest,
  hint: row.hint,
  scopes: JSON.parse(row.scopes),
  ...(row.user_id === null ? {} : { user: row.user_id }),
  ...(row.created_by === null ? {} : { createdBy: row.created_by }),
  ...(row.identity_provider === null ? {} : { identityProvider: row.identity_provider }),
  created: Number(row.created),
  expires: Number(row.expires),
  ...(row.revoked === null ? {} : { revoked: Number(row.revoked) }),
  ...(row.last_used === null ? {} : { lastUsed: Number(row.last_used) })
})

/** A use within this time of the last one that was noted is not worth a write. */
const useMillisMin = 60_000

export const layer: Layer.Layer<TokenStore, Dialect.UnsupportedDatabase, SqlClient.SqlClient> = Layer.effect(
  TokenStore,
  Effect.map(Database.make, (database) => make(database))
)

const make = (database: Database.Database): TokenStore["Type"] => {
  const { rows, read, write, sql } = database
  return {
    insert: Span.named("TokenStore.insert", (token) => write(insert(database, token))),
    rotate: Span.named("TokenStore.rotate", (old, successor) =>
      write(Effect.zipRight(update(database, old), insert(database, successor)))
    ),
    findByDigest: Span.named("TokenStore.findByDigest", (digest) =>
      read(rows(credentialOf(digest))).pipe(
        Effect.map(([row]) =>
          Option.map(
            Option.fromNullable(row),
            (found): Credential => ({ token: decode(found), tenant: SqlTenantStore.decodeJoined(found) })
          )
        )
      )
    ),
    find: Span.named("TokenStore.find", (id) =>
      read(rows(sql<TokenRow>`SELECT ${sql.literal(columns)} FROM token AS t WHERE t.id = ${id}`)).pipe(
        Effect.map(([row]) => Option.map(Option.fromNullable(row), decode))
      )
    ),
    list: Span.named("TokenStore.list", (tenant) =>
      read(
        rows(
          sql<TokenRow>`SELECT ${sql.literal(columns)} FROM token AS t
          ${tenant === undefined ? sql.literal("") : sql`WHERE t.tenant = ${tenant}`} ORDER BY t.created, t.id`
        )
      ).pipe(Effect.map((found) => found.map(decode)))
    ),
    update: Span.named("TokenStore.update", (token) => write(update(database, token))),
    touch: Span.named("TokenStore.touch", (id, now) =>
      write(
        rows(
          sql`UPDATE token SET last_used = ${now}
          WHERE id = ${id} AND (last_used IS NULL OR last_used <= ${now - useMillisMin})`
        )
      ).pipe(Effect.asVoid)
    )
  }
}

const credentialOf = Statement.template(
  ({ sql }, digest: string) =>
    sql<TokenRow & SqlTenantStore.JoinedRow>`SELECT ${sql.literal(columns)}, ${sql.literal(SqlTenantStore.joined)}
      FROM token AS t JOIN tenant AS n ON n.id = t.tenant WHERE t.digest = ${digest}`
)

const insert = ({ rows, sql }: Database.Database, token: Token.Token): Effect.Effect<void, SqlError.SqlError> =>
  Effect.asVoid(
    rows(
      sql`INSERT INTO token (tenant, id, name, digest, hint, scopes, user_id, created_by, identity_provider,
          created, expires, revoked, last_used)
        VALUES (${token.tenant}, ${token.id}, ${token.name}, ${token.digest}, ${token.hint},
          ${JSON.stringify(token.scopes)}, ${token.user ?? null}, ${token.createdBy ?? null},
          ${token.identityProvider ?? null}, ${token.created}, ${token.expires}, ${token.revoked ?? null},
          ${token.lastUsed ?? null})`
    )
  )

/** A revocation that another process wrote since the token was read stays. */
const update = ({ rows, sql }: Database.Database, token: Token.Token): Effect.Effect<void, SqlError.SqlError> =>
  Effect.asVoid(
    rows(
      sql`UPDATE token SET expires = ${token.expires}, revoked = COALESCE(revoked, ${token.revoked ?? null})
        WHERE tenant = ${token.tenant} AND id = ${token.id}`
    )
  )
