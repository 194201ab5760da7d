/**
 * Deno's HTTP server in front of the handler. It translates and bounds what the network may do; it decides nothing of
 * SCIM.
 *
 * @see https://docs.deno.com/api/deno/~/Deno.serve
 */
import { type Address, CliError } from "@rollcall/cli"
import { FetchHandler, type ScimHandler } from "@rollcall/http"
import { Effect, type Scope } from "effect"

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
    return { host: address.host, port: server.addr.port }
  })

const bind = (address: Address, fetch: FetchHandler.FetchHandler) =>
  Effect.try({
    try: () =>
      Deno.serve({ hostname: address.host, port: address.port, onListen: () => {} }, (request, { remoteAddr }) =>
        fetch(request, { remoteAddress: remoteAddr.hostname })
      ),
    catch: (error) => CliError.cannotListen(address, error)
  })

/** Takes no new connection and lets requests under way finish; what is left after a while is cut. */
const stop = (server: Deno.HttpServer): Effect.Effect<void> =>
  Effect.promise(() => server.shutdown()).pipe(Effect.timeout(stopMillisMax), Effect.ignore)
