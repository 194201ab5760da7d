/**
 * The steps by which the tables came to be what they are, in order. A step that was released is never changed, and a new
 * one leaves the tables so that the release before still serves from them: processes are replaced one by one.
 */
import type { SqlClient } from "@effect/sql"
import { Tenant } from "@rollcall/provider"
import { Clock, Effect } from "effect"
import type { Database } from "../Database.ts"
import * as AdministratorTables from "./AdministratorTables.ts"
import * as LogTables from "./LogTables.ts"
import * as ResourceTables from "./ResourceTables.ts"
import * as TokenTables from "./TokenTables.ts"
import * as WebhookTables from "./WebhookTables.ts"

/** By number and name. */
export const steps = ({
  sql,
  dialect
}: Database): Record<string, Effect.Effect<void, unknown, SqlClient.SqlClient>> => ({
  "1_tables": Effect.gen(function* () {
    for (const table of ResourceTables.tables(dialect.columns)) yield* sql.unsafe(table)
    const settings = JSON.stringify(Tenant.defaultSettings)
    const created = yield* Clock.currentTimeMillis
    yield* sql`INSERT INTO tenant (id, name, settings, created) VALUES ('default', 'Default', ${settings}, ${created})`
  }),
  "2_statistics": Effect.gen(function* () {
    for (const statement of dialect.statistics) yield* sql.unsafe(statement)
  }),
  // What the processes of the service share and nobody else may know; it belongs to no tenant.
  "3_secrets": sql.unsafe(
    `CREATE TABLE secret (name ${dialect.columns.text} PRIMARY KEY, value ${dialect.columns.text} NOT NULL)`
  ),
  // A token may stand for a user.
  "4_token_user": sql.unsafe(`ALTER TABLE token ADD COLUMN user_id ${dialect.columns.text}`),
  "5_log": Effect.forEach(LogTables.tables(dialect.columns), (statement) => sql.unsafe(statement), { discard: true }),
  // What processes have let in of the requests that a tenant, or a token of it, may send.
  "7_rate": sql.unsafe(
    `CREATE TABLE rate (
      tenant ${dialect.columns.text} NOT NULL,
      token ${dialect.columns.text} NOT NULL,
      full_at ${dialect.columns.integer} NOT NULL,
      PRIMARY KEY (tenant, token)
    ) ${dialect.columns.clustered}`
  ),
  "8_administrator": Effect.forEach(AdministratorTables.tables(dialect.columns), (table) => sql.unsafe(table)),
  "9_webhook": Effect.forEach(WebhookTables.tables(dialect.columns), (table) => sql.unsafe(table), { discard: true }),
  // Those who are inactive are counted without reading everybody else.
  "10_inactive": Effect.forEach(
    [
      `CREATE INDEX resource_inactive ON resource (tenant, type) WHERE ${dialect.inactive}`,
      ...dialect.statistic("resource", "resource_inactive", "10000 10000 10000")
    ],
    (statement) => sql.unsafe(statement),
    { discard: true }
  ),
  // People look through what was put aside, the latest removal first.
  "11_kept": sql.unsafe(`CREATE INDEX kept_resource_order ON kept_resource (tenant, type, removed, id)`),
  "12_signin": Effect.forEach(AdministratorTables.signInTables(dialect.columns), (table) => sql.unsafe(table)),
  "13_oauth": Effect.forEach(
    [...TokenTables.clientTables(dialect.columns), ...TokenTables.provenanceColumns(dialect.columns)],
    (step) => sql.unsafe(step)
  ),
  "15_receiver": Effect.forEach(WebhookTables.receiverColumns(dialect.columns), (change) => sql.unsafe(change), {
    discard: true
  }),
  "16_history": Effect.forEach(ResourceTables.historyColumns(dialect.columns), (statement) => sql.unsafe(statement), {
    discard: true
  }),
  // Whoever has the id of a request finds what became of it; empty in what an older server writes.
  "17_log_request": Effect.forEach(
    [
      `ALTER TABLE log_entry ADD COLUMN request_id ${dialect.columns.text}`,
      `CREATE INDEX log_entry_request ON log_entry (tenant, request_id, at, seq) WHERE request_id IS NOT NULL`
    ],
    (statement) => sql.unsafe(statement),
    { discard: true }
  ),
  "18_log_history": Effect.forEach(LogTables.historyIndex, (statement) => sql.unsafe(statement), { discard: true })
})
