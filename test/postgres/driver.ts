/** Runs the driver contract in whichever runtime this is: the module of an adapter's clients, and a database, as JSON. */
import type { SqlClient, SqlError } from "@effect/sql"
import { Effect, Layer } from "effect"
import * as DriverContract from "./DriverContract.ts"

const [module = "", database = "{}"] = process.argv.slice(2)
const clients: { readonly layer: (url: object) => Layer.Layer<SqlClient.SqlClient, SqlError.SqlError> } = await import(
  module
)
const url = JSON.parse(database)
const client = Layer.fresh(clients.layer(url))

const program = Effect.gen(function* () {
  const answered = yield* DriverContract.check
  if (url._tag === "Postgres") return answered
  const pragmas = yield* DriverContract.settings
  return { ...answered, pragmas, busyIsBusy: yield* DriverContract.busy(client) }
})

console.log(JSON.stringify(await Effect.runPromise(Effect.provide(program, client))))
