/** PostgreSQL databases for tests of the storage, each new and empty, and gone with its scope. */
import type { SqlClient } from "@effect/sql"
import { PostgresClient } from "@rollcall/postgres"
import { Effect, Layer, type Scope } from "effect"
import * as Postgres from "../cells/Postgres.ts"

/** The URL of a database of its own. */
export const url: Effect.Effect<string, never, Scope.Scope> = Effect.map(
  Effect.acquireRelease(
    Effect.promise(() => Postgres.database()),
    ({ drop }) => Effect.promise(drop)
  ),
  (database) => database.url
)

/** A pool of connections to the database of that URL. */
export const client = (of: string): Layer.Layer<SqlClient.SqlClient> => Layer.orDie(PostgresClient.layer(of))

/** A database of its own, each time the layer is built. */
export const fresh: Layer.Layer<SqlClient.SqlClient> = Layer.unwrapScoped(Effect.map(url, client))
