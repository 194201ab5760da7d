/** `rollcall serve`: the server, until it is asked to stop. */
import { Command } from "@effect/cli"
import { Limits, SchemaRegistry } from "@rollcall/core"
import { ScimHandler } from "@rollcall/http"
import { TokenService, TokenStore } from "@rollcall/provider"
import { Console, Effect } from "effect"
import type { Configuration } from "./Configuration.ts"
import * as Endpoint from "./Endpoint.ts"
import * as Environment from "./Environment.ts"
import * as Output from "./Output.ts"
import { type Address, Platform } from "./Platform.ts"

export const command = Command.make("serve", { json: Output.json }, (options) =>
  // No tracer is configured, so no spans are made.
  Environment.run((configuration) => Effect.withTracerEnabled(Effect.scoped(serve(configuration, options.json)), false))
).pipe(Command.withDescription("Serve SCIM until asked to stop."))

const serve = Effect.fnUntraced(function* (configuration: Configuration, json: boolean) {
  const platform = yield* Platform
  const handler = yield* ScimHandler.make({
    basePath: Endpoint.basePath,
    ...(configuration.baseUrl === undefined ? {} : { baseUrl: configuration.baseUrl }),
    trustedProxies: configuration.trustedProxies,
    registry: SchemaRegistry.standard,
    limits: Limits.standard
  })
  const address = yield* platform.listen(configuration, handler)
  const url = `${Endpoint.origin(address)}${Endpoint.basePath}`
  yield* Output.print(json, { url }, `Rollcall listens on ${url}`)
  if (platform.stdoutIsTerminal && !json) yield* welcome(configuration, address)
  return yield* Effect.never
})

/** On a terminal, while there is no token: how to make one and what to do with it. */
const welcome = Effect.fnUntraced(function* (configuration: Configuration, address: Address) {
  const tokens = yield* (yield* TokenStore).list()
  if (tokens.length > 0) return
  const url = `${Endpoint.origin(reachable(address))}${Endpoint.basePath}/Users`
  yield* Console.log(
    ["", ...(yield* makeToken(configuration)), `  curl -H "Authorization: Bearer $TOKEN" ${url}`, ""].join("\n")
  )
})

/** No other process sees a database in memory, so its first token is made here. */
const makeToken = Effect.fnUntraced(function* (configuration: Configuration) {
  if (configuration.database._tag === "SqliteMemory") {
    const { text } = yield* TokenService.issue({ tenant: "default", name: "first" })
    return ["The database is in memory and goes with this process. Its first token:", "", `  TOKEN=${text}`]
  }
  return [
    "There is no token yet. Make one in another terminal, here, and try it:",
    "",
    "  TOKEN=$(npx rollcall token create --name first --quiet)"
  ]
})

/** An address that stands for all of the machine's is none to connect to. */
const reachable = ({ host, port }: Address): Address => {
  if (host === "0.0.0.0") return { host: "127.0.0.1", port }
  return host === "::" ? { host: "::1", port } : { host, port }
}
