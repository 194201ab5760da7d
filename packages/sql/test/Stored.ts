/** Storage as the server has it, over databases for tests. */
import type { SqlClient } from "@effect/sql"
import { SchemaRegistry } from "@rollcall/core"
import { Storage } from "@rollcall/sql"
import { Layer } from "effect"
import * as Sqlite from "./Sqlite.ts"

/** The ports over the client, and the client for a look at the tables. */
export const over = (
  client: Layer.Layer<SqlClient.SqlClient>,
  registry: SchemaRegistry.SchemaRegistry = SchemaRegistry.standard
): Layer.Layer<Storage.Storage | SqlClient.SqlClient> =>
  Layer.provideMerge(Layer.orDie(Storage.layerOf(registry)), client)

export const memory = (registry?: SchemaRegistry.SchemaRegistry) => over(Sqlite.prepared, registry)
