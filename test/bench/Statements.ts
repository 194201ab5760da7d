/**
 * How many statements a request makes the server ask of its database, BEGIN and COMMIT among them, counted where they
 * reach the connection: the same request, given in this process to the same handler over the same database. Every runtime
 * runs this code, so what is counted on Node is so on all.
 */
import { DatabaseUrl } from "@rollcall/cli"
import { ScimHandler } from "@rollcall/http"
import { SqlClients } from "@rollcall/node"
import { Randomness, TokenStore } from "@rollcall/provider"
import { Storage } from "@rollcall/sql"
import { Context, Effect, Layer, Logger, LogLevel } from "effect"
import { overheard } from "../../packages/sql/test/Sqlite.ts"
import type { Operation } from "./Operation.ts"
import type { Population } from "./Population.ts"

/** Of each operation, the most statements that one of a few requests takes: some of them may have nothing to change. */
export const count = (
  databaseUrl: string,
  token: string,
  population: Population,
  operations: ReadonlyArray<Operation>
): Promise<ReadonlyMap<string, number>> => {
  let asked = 0
  const client = Layer.unwrapEffect(Effect.map(Effect.orDie(DatabaseUrl.parse(databaseUrl)), SqlClients.layer))
  const storage = Storage.layer.pipe(
    Layer.provide(overheard(Layer.orDie(client), () => void asked++)),
    Layer.map((context) => Context.add(context, TokenStore, untouched(Context.get(context, TokenStore)))),
    Layer.merge(Randomness.layer)
  )
  return Effect.gen(function* () {
    const handler = yield* ScimHandler.make()
    const ask = Effect.fnUntraced(function* (operation: Operation, turn: number) {
      asked = 0
      const response = yield* handler(wire(operation, token, population, turn))
      return response.status < 300 ? asked : yield* Effect.dieMessage(`${operation.name}: ${String(response.body)}`)
    })
    const counted = new Map<string, number>()
    for (const operation of operations) {
      const turns = [firstTurn, firstTurn + 1, firstTurn + population.size, firstTurn + population.size + 1]
      counted.set(operation.name, Math.max(...(yield* Effect.forEach(turns, (turn) => ask(operation, turn)))))
    }
    return counted
  }).pipe(Effect.provide(storage), Logger.withMinimumLogLevel(LogLevel.None), Effect.runPromise)
}

/** Once a minute the use of a token is noted, beside the request and with statements of its own: they are not counted. */
const untouched = (tokens: TokenStore["Type"]): TokenStore["Type"] => ({ ...tokens, touch: () => Effect.void })

/** An even number beyond all that a measurement gets to: nobody has been created under it. */
const firstTurn = 1_000_000_000

const wire = (operation: Operation, token: string, population: Population, turn: number) => {
  const { method, path, body } = operation.request({ population, stream: 0, streams: 1, turn })
  const [pathname = "", query = ""] = path.split("?")
  const headers: Readonly<Record<string, string>> = {
    host: "127.0.0.1",
    authorization: `Bearer ${token}`,
    "content-type": "application/scim+json"
  }
  return {
    method,
    path: `${ScimHandler.standard.basePath}${pathname}`,
    query,
    header: (name: string) => headers[name],
    readBody: () => Effect.succeed(new TextEncoder().encode(JSON.stringify(body)))
  }
}
