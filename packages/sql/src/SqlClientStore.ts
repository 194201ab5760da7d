/**
 * OAuth clients, their access tokens and the assertions that they have used, in a database: the ClientStore port over
 * @effect/sql. Holds digests and public keys, never a secret or the text of a token.
 */
import type { SqlClient } from "@effect/sql"
import { type Client, type ClientCredential, type ClientQuery, ClientStore, Span } from "@rollcall/provider"
import { Effect, Layer, Option } from "effect"
import * as Database from "./Database.ts"
import type * as Dialect from "./Dialect.ts"
import * as SqlTenantStore from "./SqlTenantStore.ts"
import * as Statement from "./Statement.ts"

interface ClientRow {
  readonly tenant: string
  readonly id: string
  readonly name: string
  readonly client_scopes: string
  readonly token_millis: number
  readonly credentials: string
  readonly generation: number
  readonly previous: string | null
  readonly client_created: number
  readonly created_by: string | null
  readonly identity_provider: string | null
  readonly revoked: number | null
  readonly last_used: number | null
}

interface AccessRow {
  readonly digest: string
  readonly access_generation: number
  readonly access_scopes: string
  readonly access_created: number
  readonly expires: number
}

const columns = `c.tenant, c.id, c.name, c.scopes AS client_scopes, c.token_millis, c.credentials, c.generation, c.previous,
  c.created AS client_created, c.created_by, c.identity_provider, c.revoked, c.last_used`

const accessColumns =
  "a.digest, a.generation AS access_generation, a.scopes AS access_scopes, a.created AS access_created, a.expires"

const decode = (row: ClientRow): Client.Client => ({
  id: row.id,
  tenant: row.tenant,
  name: row.name,
  scopes: JSON.parse(row.client_scopes),
  tokenMillis: Number(row.token_millis),
  credentials: JSON.parse(row.credentials),
  generation: Number(row.generation),
  ...(row.previous === null ? {} : { previous: JSON.parse(row.previous) }),
  created: Number(row.client_created),
  ...(row.created_by === null ? {} : { createdBy: row.created_by }),
  ...(row.identity_provider === null ? {} : { identityProvider: row.identity_provider }),
  ...(row.revoked === null ? {} : { revoked: Number(row.revoked) }),
  ...(row.last_used === null ? {} : { lastUsed: Number(row.last_used) })
})

const decodeCredential = (row: ClientRow & AccessRow & SqlTenantStore.JoinedRow): ClientCredential => ({
  access: {
    tenant: row.tenant,
    client: row.id,
    digest: row.digest,
    generation: Number(row.access_generation),
    scopes: JSON.parse(row.access_scopes),
    created: Number(row.access_created),
    expires: Number(row.expires)
  },
  client: decode(row),
  tenant: SqlTenantStore.decodeJoined(row)
})

/** A use within this time of the last one that was noted is not worth a write. */
const useMillisMin = 60_000

export const layer: Layer.Layer<ClientStore, Dialect.UnsupportedDatabase, SqlClient.SqlClient> = Layer.effect(
  ClientStore,
  Effect.map(Database.make, (database) => ({ ...clients(database), ...accesses(database) }))
)

const clients = ({
  rows,
  read,
  write,
  sql,
  dialect
}: Database.Database): Pick<ClientStore["Type"], "insert" | "find" | "list" | "rotate" | "revoke"> => ({
  insert: Span.named("ClientStore.insert", (client) =>
    write(
      rows(
        sql`INSERT INTO client (tenant, id, name, scopes, token_millis, credentials, generation, previous, created,
            created_by, identity_provider, revoked, last_used)
          VALUES (${client.tenant}, ${client.id}, ${client.name}, ${JSON.stringify(client.scopes)}, ${client.tokenMillis},
            ${JSON.stringify(client.credentials)}, ${client.generation}, ${previousOf(client)}, ${client.created},
            ${client.createdBy ?? null}, ${client.identityProvider ?? null}, ${client.revoked ?? null},
            ${client.lastUsed ?? null})`
      )
    ).pipe(Effect.asVoid)
  ),
  find: Span.named("ClientStore.find", (id) =>
    read(rows(clientOf(id))).pipe(Effect.map(([row]) => Option.map(Option.fromNullable(row), decode)))
  ),
  list: Span.named("ClientStore.list", ({ tenant, after, limit }: ClientQuery) => {
    const conditions = [
      ...(tenant === undefined ? [] : [sql`c.tenant = ${tenant}`]),
      ...(after === undefined ? [] : [sql`(c.created, c.id) > (${after.created}, ${after.id})`])
    ]
    const where = conditions.length === 0 ? sql.literal("") : sql`WHERE ${sql.join(" AND ", false)(conditions)}`
    return read(
      rows(
        sql<ClientRow>`SELECT ${sql.literal(columns)} FROM client AS c ${where} ORDER BY c.created, c.id
          ${limit === undefined ? sql.literal("") : dialect.limit(limit)}`
      )
    ).pipe(Effect.map((found) => found.map(decode)))
  }),
  rotate: Span.named("ClientStore.rotate", (rotated) =>
    write(
      rows(
        sql`UPDATE client SET credentials = ${JSON.stringify(rotated.credentials)}, generation = ${rotated.generation},
            previous = ${previousOf(rotated)}
          WHERE tenant = ${rotated.tenant} AND id = ${rotated.id} AND generation = ${rotated.generation - 1}
            AND revoked IS NULL RETURNING id`
      )
    ).pipe(Effect.map((found) => found.length > 0))
  ),
  revoke: Span.named("ClientStore.revoke", (id, now) =>
    write(rows(sql`UPDATE client SET revoked = ${now} WHERE id = ${id} AND revoked IS NULL`)).pipe(Effect.asVoid)
  )
})

const previousOf = ({ previous }: Client.Client): string | null =>
  previous === undefined ? null : JSON.stringify(previous)

const accesses = ({
  rows,
  read,
  write,
  sql,
  dialect
}: Database.Database): Pick<ClientStore["Type"], "issue" | "findAccess" | "useAssertion" | "sweep"> => ({
  issue: Span.named("ClientStore.issue", (access) =>
    write(
      Effect.gen(function* () {
        yield* rows(
          sql`INSERT INTO access_token (digest, tenant, client, generation, scopes, created, expires)
            VALUES (${access.digest}, ${access.tenant}, ${access.client}, ${access.generation},
              ${JSON.stringify(access.scopes)}, ${access.created}, ${access.expires})`
        )
        yield* rows(
          sql`UPDATE client SET last_used = ${access.created} WHERE tenant = ${access.tenant} AND id = ${access.client}
            AND (last_used IS NULL OR last_used <= ${access.created - useMillisMin})`
        )
      })
    )
  ),
  findAccess: Span.named("ClientStore.findAccess", (digest) =>
    read(rows(credentialOf(digest))).pipe(Effect.map(([row]) => Option.map(Option.fromNullable(row), decodeCredential)))
  ),
  useAssertion: Span.named("ClientStore.useAssertion", ({ id, tenant }, digest, expires) =>
    write(
      rows(
        sql`INSERT INTO client_assertion (tenant, client, digest, expires) VALUES (${tenant}, ${id}, ${digest}, ${expires})
          ON CONFLICT DO NOTHING RETURNING digest`
      )
    ).pipe(Effect.map((inserted) => inserted.length > 0))
  ),
  sweep: Span.named("ClientStore.sweep", (before, limit) =>
    write(
      Effect.zipWith(
        rows(sql`DELETE FROM access_token WHERE digest IN (
          SELECT digest FROM access_token WHERE expires < ${before} ORDER BY expires ${dialect.limit(limit)}) RETURNING digest`),
        rows(sql`DELETE FROM client_assertion WHERE (tenant, client, digest) IN (
          SELECT tenant, client, digest FROM client_assertion WHERE expires < ${before} ORDER BY expires ${dialect.limit(limit)})
          RETURNING digest`),
        (tokens, assertions) => Math.max(tokens.length, assertions.length)
      )
    )
  )
})

const clientOf = Statement.template(
  ({ sql }, id: string) => sql<ClientRow>`SELECT ${sql.literal(columns)} FROM client AS c WHERE c.id = ${id}`
)

/** Whether the client is revoked is seen by the same statement, so a revocation holds in every process at once. */
const credentialOf = Statement.template(
  ({ sql }, digest: string) =>
    sql<ClientRow & AccessRow & SqlTenantStore.JoinedRow>`SELECT ${sql.literal(columns)}, ${sql.literal(accessColumns)},
        ${sql.literal(SqlTenantStore.joined)}
      FROM access_token AS a JOIN client AS c ON c.tenant = a.tenant AND c.id = a.client
      JOIN tenant AS n ON n.id = a.tenant WHERE a.digest = ${digest}`
)
