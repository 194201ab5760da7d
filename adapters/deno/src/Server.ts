/**
 * Deno's HTTP server in front of the handler. It translates; it decides nothing of SCIM.
 *
 * What the network may do is bounded by Deno, which lets nobody change it. What is no HTTP request, and headers of more
 * than 64 KiB or 100 lines, it answers with 400 and no body. HTTP/1.1 without a Host header it takes. A connection that
 * is idle, or sends its headers slowly, it keeps for as long as the client wants: where clients are not trusted, a proxy
 * belongs in front. Bodies are bounded by the handler, in size and in time, as everywhere.
 *
 * @see https://docs.deno.com/api/deno/~/Deno.serve
 */
import { type Address, CliError } from "@rollcall/cli"
import { ScimError } from "@rollcall/core"
import { ErrorResponse, FetchHandler, type ScimHandler } from "@rollcall/http"
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

const bind = (
  address: Address,
  fetch: FetchHandler.FetchHandler
): Effect.Effect<Deno.HttpServer<Deno.NetAddr>, CliError.CliError> =>
  Effect.try({
    try: () =>
      Deno.serve(
        {
          hostname: address.host,
          port: address.port,
          onListen: () => {},
          onError: () => FetchHandler.toResponse(failed)
        },
        (request, { remoteAddr }) => fetch(request, { remoteAddress: remoteAddr.hostname })
      ),
    catch: (error) => CliError.cannotListen(address, error)
  })

/** The handler answers every error itself. This is for what nobody foresaw: Deno would answer without a body. */
const failed = ErrorResponse.render(new ScimError.InternalError({ detail: "Something went wrong inside the server." }))

/** Takes no new connection and lets requests under way finish; what takes longer ends with the process. */
const stop = (server: Deno.HttpServer): Effect.Effect<void> =>
  Effect.promise(() => server.shutdown()).pipe(
    // A scope closes uninterruptibly, and then nobody could stop waiting.
    Effect.interruptible,
    Effect.timeoutOption(stopMillisMax),
    Effect.asVoid
  )
