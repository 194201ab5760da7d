/**
 * The whole storage: every port over one database whose tables are made, or brought up to date, before it is used.
 */
import type { Migrator, SqlClient, SqlError } from "@effect/sql"
import { SchemaRegistry } from "@rollcall/core"
import {
  type AdministratorStore,
  type ClientStore,
  type EventStore,
  type LogStore,
  News,
  type RateLedger,
  type ResourceStore,
  type SecretStore,
  type SetupLinkStore,
  type StorageStatus,
  type TenantStore,
  type TokenStore,
  type TransferStore,
  type WarningStore,
  type WebhookStore
} from "@rollcall/provider"
import { Effect, Layer } from "effect"
import * as Database from "./Database.ts"
import type * as Dialect from "./Dialect.ts"
import * as Migrations from "./Migrations.ts"
import * as SqlAdministratorStore from "./SqlAdministratorStore.ts"
import * as SqlClientStore from "./SqlClientStore.ts"
import * as SqlEventStore from "./SqlEventStore.ts"
import * as SqlLogStore from "./SqlLogStore.ts"
import * as SqlRateLedger from "./SqlRateLedger.ts"
import * as SqlResourceStore from "./SqlResourceStore.ts"
import * as SqlSecretStore from "./SqlSecretStore.ts"
import * as SqlSetupLinkStore from "./SqlSetupLinkStore.ts"
import * as SqlStorageStatus from "./SqlStorageStatus.ts"
import * as SqlTenantStore from "./SqlTenantStore.ts"
import * as SqlTokenStore from "./SqlTokenStore.ts"
import * as SqlTransferStore from "./SqlTransferStore.ts"
import * as SqlWarningStore from "./SqlWarningStore.ts"
import * as SqlWebhookStore from "./SqlWebhookStore.ts"

/** Why storage cannot be started. */
export type StorageError = Dialect.UnsupportedDatabase | SqlError.SqlError | Migrator.MigrationError

/** Sets the connection up and makes the tables; answers the names of the steps that were taken. */
export const prepare: Effect.Effect<ReadonlyArray<string>, StorageError, SqlClient.SqlClient> = Effect.gen(
  function* () {
    const database = yield* Database.make
    yield* database.patiently(Effect.forEach(database.settings, database.everywhere))
    if (yield* Migrations.areTaken(database)) return []
    // Several processes may start at once: one makes the tables while the others wait for it.
    return yield* database.transaction(Migrations.run(database))
  }
)

export type Storage =
  | ResourceStore
  | TokenStore
  | TenantStore
  | SecretStore
  | RateLedger
  | AdministratorStore
  | SetupLinkStore
  | LogStore
  | WarningStore
  | ClientStore
  | EventStore
  | WebhookStore
  | StorageStatus
  | TransferStore

/** Storage for resources of these types, with the news of what is stored. */
export const layerOf = (
  registry: SchemaRegistry.SchemaRegistry
): Layer.Layer<Storage, StorageError, SqlClient.SqlClient> =>
  Layer.mergeAll(
    SqlResourceStore.layerOf(registry),
    SqlTokenStore.layer,
    SqlTenantStore.layer,
    SqlSecretStore.layer,
    SqlAdministratorStore.layer,
    SqlSetupLinkStore.layer,
    SqlRateLedger.layer,
    SqlLogStore.layer,
    SqlEventStore.layer,
    SqlWebhookStore.layer,
    SqlStorageStatus.layer,
    SqlWarningStore.layer,
    SqlClientStore.layer,
    SqlTransferStore.layerOf(registry)
  ).pipe(Layer.provideMerge(News.layer), Layer.provide(Layer.effectDiscard(prepare)))

export const layer = layerOf(SchemaRegistry.standard)
