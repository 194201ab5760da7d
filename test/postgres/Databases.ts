/** PostgreSQL databases for tests of the storage, each new, and gone with its scope. */
import type { SqlClient } from "@effect/sql"
import { PostgresClient } from "@rollcall/postgres"
import { Effect, Layer, type Scope } from "effect"
import * as Postgres from "../cells/Postgres.ts"

type Url = Effect.Effect<string, never, Scope.Scope>

const urlOf = (make: () => Promise<Postgres.Database>): Url =>
  Effect.map(
    Effect.acquireRelease(Effect.promise(make), ({ drop }) => Effect.promise(drop)),
    (database) => database.url
  )

/** The URL of a database of its own, with its tables. */
export const url: Url = urlOf(Postgres.database)

/** The URL of a database in which nobody has made tables yet. */
export const emptyUrl: Url = urlOf(Postgres.empty)

/** A pool of connections to the database of that URL. */
export const client = (of: string): Layer.Layer<SqlClient.SqlClient> => Layer.orDie(PostgresClient.layer(of))

/** A database of its own with its tables, each time the layer is built. */
export const fresh: Layer.Layer<SqlClient.SqlClient> = Layer.unwrapScoped(Effect.map(url, client))
