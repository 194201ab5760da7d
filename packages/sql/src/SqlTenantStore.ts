/**
 * Tenants in a database: the TenantStore port over @effect/sql.
 */
import type { SqlClient } from "@effect/sql"
import { Span, Tenant, TenantStore } from "@rollcall/provider"
import { Effect, Layer, Option } from "effect"
import * as Database from "./Database.ts"
import type * as Dialect from "./Dialect.ts"

interface TenantRow {
  readonly id: string
  readonly name: string
  readonly settings: string
  readonly created: number
}

/** The columns of a tenant `n` beside those of a row that names it. */
export interface JoinedRow {
  readonly tenant: string
  readonly tenant_name: string
  readonly tenant_settings: string
  readonly tenant_created: number
}

export const joined = "n.name AS tenant_name, n.settings AS tenant_settings, n.created AS tenant_created"

export const decodeJoined = (row: JoinedRow): Tenant.Tenant =>
  decode({
    id: row.tenant,
    name: row.tenant_name,
    settings: row.tenant_settings,
    created: row.tenant_created
  })

const decode = (row: TenantRow): Tenant.Tenant => ({
  id: row.id,
  name: row.name,
  settings: settingsOf(row.settings),
  created: Number(row.created)
})

/** Every request reads the settings of its tenant, and few tenants have others than most: the same text is the same value. */
const known = new Map<string, Tenant.Settings>()
const knownMax = 1_000

/** A setting that an older server did not write has its default. */
const settingsOf = (text: string): Tenant.Settings => {
  const found = known.get(text)
  if (found !== undefined) return found
  const settings: Tenant.Settings = { ...Tenant.defaultSettings, ...JSON.parse(text) }
  if (known.size >= knownMax) known.clear()
  known.set(text, settings)
  return settings
}

export const layer: Layer.Layer<TenantStore, Dialect.UnsupportedDatabase, SqlClient.SqlClient> = Layer.effect(
  TenantStore,
  Effect.map(Database.make, (database) => make(database))
)

const make = ({ rows, read, write, sql, dialect }: Database.Database): TenantStore["Type"] => ({
  insert: Span.named("TenantStore.insert", (tenant) =>
    write(
      rows(
        sql`INSERT INTO tenant (id, name, settings, created)
          VALUES (${tenant.id}, ${tenant.name}, ${JSON.stringify(tenant.settings)}, ${tenant.created})
          ON CONFLICT DO NOTHING RETURNING id`
      )
    ).pipe(Effect.map((inserted) => inserted.length > 0))
  ),
  find: Span.named("TenantStore.find", (id) =>
    read(rows(sql<TenantRow>`SELECT id, name, settings, created FROM tenant WHERE id = ${id}`)).pipe(
      Effect.map(([row]) => Option.map(Option.fromNullable(row), decode))
    )
  ),
  list: Span.named("TenantStore.list", () =>
    read(rows(sql<TenantRow>`SELECT id, name, settings, created FROM tenant ORDER BY created, id`)).pipe(
      Effect.map((found) => found.map(decode))
    )
  ),
  page: Span.named("TenantStore.page", (after, limit) =>
    read(
      rows(
        sql<TenantRow>`SELECT id, name, settings, created FROM tenant WHERE id > ${after ?? ""} ORDER BY id ${dialect.limit(limit)}`
      )
    ).pipe(Effect.map((found) => found.map(decode)))
  ),
  update: Span.named("TenantStore.update", (tenant) =>
    write(rows(updated(sql, tenant))).pipe(Effect.map((found) => found.length > 0))
  ),
  change: (id, decide) =>
    write(
      Effect.gen(function* () {
        const [row] = yield* rows(
          sql<TenantRow>`SELECT id, name, settings, created FROM tenant WHERE id = ${id} ${dialect.forUpdate}`
        )
        if (row === undefined) return Option.none()
        const tenant = decode(row)
        const changed = { ...tenant, ...(yield* decide(tenant)) }
        yield* rows(updated(sql, changed))
        return Option.some(changed)
      })
    ).pipe(Span.within("TenantStore.change"))
})

const updated = (sql: SqlClient.SqlClient, tenant: Tenant.Tenant) =>
  sql`UPDATE tenant SET name = ${tenant.name}, settings = ${JSON.stringify(tenant.settings)}
    WHERE id = ${tenant.id} RETURNING id`
