/**
 * Bun's HTTP server in front of the handler. It translates and bounds what the network may do; it decides nothing of
 * SCIM.
 *
 * Bun sets some bounds itself: it answers what is no HTTP request, HTTP/1.1 without a Host header included, with 400 and
 * no body, and headers beyond 16 KiB with 431 and no body. That bound is a flag of the process, which is started with
 * `--max-http-header-size=32768` so that the longest URL fits. Headers that take more than ten seconds to arrive are
 * given up without an answer.
 *
 * @see https://bun.com/docs/api/http
 */
import { type Address, CliError } from "@rollcall/cli"
import { ScimError } from "@rollcall/core"
import { ErrorResponse, FetchHandler, type ScimHandler } from "@rollcall/http"
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

const bind = (
  address: Address,
  fetch: FetchHandler.FetchHandler
): Effect.Effect<Bun.Server<undefined>, CliError.CliError> =>
  Effect.try({
    try: () =>
      Bun.serve({
        hostname: address.host,
        port: address.port,
        idleTimeout: idleSecondsMax,
        // The handler reads no further than its bound and says so; Bun would refuse without a word.
        maxRequestBodySize: Number.MAX_SAFE_INTEGER,
        // Its pages for developers show the source.
        development: false,
        // Without those pages, Bun would share a port with whoever else of the same user has it, and nobody would know.
        reusePort: false,
        error: () => FetchHandler.toResponse(failed),
        fetch: (request, server) => {
          const remoteAddress = server.requestIP(request)?.address
          return fetch(request, remoteAddress === undefined ? {} : { remoteAddress })
        }
      }),
    catch: (error) => CliError.cannotListen(address, error)
  })

/** The handler answers every error itself. This is for what nobody foresaw: Bun would answer without a body. */
const failed = ErrorResponse.render(new ScimError.InternalError({ detail: "Something went wrong inside the server." }))

/** Takes no new connection and lets requests under way finish; what is left after `stopMillisMax` is cut. */
const stop = (server: Bun.Server<undefined>): Effect.Effect<void> =>
  Effect.promise(async () => {
    const late = setTimeout(() => server.stop(true), stopMillisMax)
    await server.stop()
    clearTimeout(late)
  })
