/**
 * Bun's HTTP server in front of the handler. It translates and bounds what the network may do; it decides nothing of
 * SCIM.
 *
 * @see https://bun.com/docs/api/http
 */
import { type Address, CliError } from "@rollcall/cli"
import { Limits } from "@rollcall/core"
import { FetchHandler, type ScimHandler } from "@rollcall/http"
import { Effect, type Scope } from "effect"

/** Seconds after which a connection on which nothing moves is closed; longer than proxies keep an idle one. */
const idleSecondsMax = 65
/** What was accepted has this long to finish when the process is asked to stop. */
const stopMillisMax = 10_000

/** Serves until the scope closes; what was accepted by then is finished first. */
export const listen = (
  address: Address,
  handler: ScimHandler.Handler
): Effect.Effect<Address, CliError.CliError, Scope.Scope> =>
  Effect.gen(function* () {
    const fetch = yield* FetchHandler.of(handler)
    const server = yield* Effect.acquireRelease(bind(address, fetch), stop)
    return { host: address.host, port: server.port ?? address.port }
  })

const bind = (address: Address, fetch: FetchHandler.FetchHandler) =>
  Effect.try({
    try: () =>
      Bun.serve({
        hostname: address.host,
        port: address.port,
        idleTimeout: idleSecondsMax,
        // The handler answers a body that is too large itself; this is the bound behind it.
        maxRequestBodySize: 2 * Limits.standard.bodyBytesMax,
        fetch: (request, server) => {
          const remoteAddress = server.requestIP(request)?.address
          return fetch(request, remoteAddress === undefined ? {} : { remoteAddress })
        }
      }),
    catch: (error) => CliError.cannotListen(address, error)
  })

/** Takes no new connection and lets requests under way finish; what is left after a while is cut. */
const stop = (server: Bun.Server<undefined>): Effect.Effect<void> =>
  Effect.promise(() => server.stop()).pipe(
    Effect.timeout(stopMillisMax),
    Effect.catchAll(() => Effect.promise(() => server.stop(true)))
  )
