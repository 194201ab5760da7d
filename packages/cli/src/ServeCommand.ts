/** `rollcall serve`: the server, until it is asked to stop. */
import { Command } from "@effect/cli"
import { assets } from "@rollcall/console"
import { Limits } from "@rollcall/core"
import { ConsoleHandler, ProvisioningLog, ScimHandler, SecurityEvents } from "@rollcall/http"
import * as AdminHandler from "@rollcall/http/AdminHandler"
import * as OpenIdProvider from "@rollcall/http/OpenIdProvider"
import { AccessSweep, ExpiryWatch, TokenService, TokenStore, WebhookWorker } from "@rollcall/provider"
import { Clock, Console, Deferred, Effect } from "effect"
import type { Address } from "./Address.ts"
import type { Configuration } from "./Configuration.ts"
import * as DatabaseUrl from "./DatabaseUrl.ts"
import * as Endpoint from "./Endpoint.ts"
import * as Environment from "./Environment.ts"
import * as FirstOperator from "./FirstOperator.ts"
import * as Issuance from "./Issuance.ts"
import * as OpenIdSettings from "./OpenIdSettings.ts"
import * as Output from "./Output.ts"
import { Platform } from "./Platform.ts"
import * as ProcessUsage from "./ProcessUsage.ts"
import * as Telemetry from "./Telemetry.ts"

export const command = Command.make("serve", { json: Output.json }, (options) =>
  Environment.run((configuration) =>
    // Requests under way end before the log is closed, and the log before the database.
    Effect.scoped(serve(configuration, options.json)).pipe(
      Effect.provide(ProvisioningLog.layerOf(configuration.registry)),
      Telemetry.around(configuration.telemetry)
    )
  )
).pipe(Command.withDescription("Serve SCIM until asked to stop."))

const serve = Effect.fnUntraced(function* (configuration: Environment.Surroundings, json: boolean) {
  const platform = yield* Platform
  const now = yield* Clock.currentTimeMillis
  const source = {
    basePath: configuration.basePath,
    ...(configuration.baseUrl === undefined ? {} : { baseUrl: configuration.baseUrl }),
    trustedProxies: configuration.trustedProxies
  }
  const scim = yield* ScimHandler.make({
    ...source,
    registry: configuration.registry,
    limits: Limits.standard,
    metrics:
      configuration.metrics === undefined
        ? undefined
        : { secret: configuration.metrics, usage: ProcessUsage.of(platform.process, now) },
    ...(configuration.telemetry === undefined ? {} : { telemetry: configuration.telemetry }),
    securityEvents: true
  })
  const ending = yield* Deferred.make<void>()
  const { registry, webhookReach: reach } = configuration
  const events = yield* SecurityEvents.before(scim, { registry, ending: Deferred.await(ending) })
  const openId = yield* OpenIdSettings.load(configuration)
  const administered = yield* AdminHandler.before(events, source, {
    registry,
    reach,
    ending: Deferred.await(ending),
    ...(openId === undefined ? {} : { openId: yield* OpenIdProvider.make(openId) })
  })
  const handler = configuration.console ? ConsoleHandler.before(administered, assets, source) : administered
  yield* Effect.forkScoped(WebhookWorker.run({ reach, registry }))
  yield* Effect.forkScoped(WebhookWorker.forget)
  yield* ExpiryWatch.watch
  yield* AccessSweep.repeatedly
  const address = yield* platform.listen(configuration, handler)
  // Before the server waits for answers that are under way: some would go on for minutes.
  yield* Effect.addFinalizer(() => Deferred.succeed(ending, undefined))
  const url = Endpoint.at(configuration, address)
  const setupLink = yield* FirstOperator.link(configuration, address)
  const invitation = setupLink === undefined ? [] : FirstOperator.invitation(setupLink)
  const lines = [`Rollcall listens on ${url}`, ...invitation]
  yield* Output.print(json, { url, ...(setupLink === undefined ? {} : { setupLink }) }, lines.join("\n"))
  if (platform.stdoutIsTerminal && !json) yield* welcome(configuration, address)
  return yield* Effect.never
})

/** On a terminal, while there is no token: how to make one and what to do with it. */
const welcome = Effect.fnUntraced(function* (configuration: Configuration, address: Address) {
  const tokens = yield* (yield* TokenStore).list()
  if (tokens.length > 0) return
  const lines = [
    "",
    ...(yield* makeToken(configuration)),
    `  curl -H "Authorization: Bearer $TOKEN" "${Endpoint.at(configuration, Endpoint.reachable(address))}/Users"`,
    "",
    `Give your identity provider a token of its own, and this endpoint: ${Endpoint.base(configuration, address)}`,
    ""
  ]
  yield* Console.log(lines.join("\n"))
})

/** No other process sees a database in memory, so its first token is made here. */
const makeToken = Effect.fnUntraced(function* ({ database }: Configuration) {
  if (database._tag === "SqliteMemory") {
    const { text } = yield* TokenService.issue({ tenant: "default", name: "first", createdBy: Issuance.commandLine })
    return ["The database is in memory and goes with this process. Its first token:", "", `  TOKEN=${text}`]
  }
  return [
    "There is no token yet. Make one in another terminal, in this directory, and try it:",
    "",
    `  TOKEN=$(${surroundings(database)}npx rollcall token create --name first --quiet)`
  ]
})

/** What another terminal has to be told to find the same database, quoted for its shell. */
const surroundings = (database: DatabaseUrl.DatabaseUrl): string => {
  const url = DatabaseUrl.print(database)
  return url === DatabaseUrl.standard ? "" : `ROLLCALL_DATABASE_URL='${url.replaceAll("'", "'\\''")}' `
}
