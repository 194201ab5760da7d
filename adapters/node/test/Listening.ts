/** A real server on a free port of this machine, for one test. */
import type { ScimError } from "@rollcall/core"
import { ErrorResponse, type ScimHandler, type WireRequest, WireResponse } from "@rollcall/http"
import { Effect, Exit, Scope } from "effect"
import { onTestFinished } from "vitest"
import * as Server from "../src/Server.ts"

export interface Listening {
  readonly port: number
  /** Asks the server to stop; done when it has. */
  readonly stop: () => Promise<void>
}

/** Stopped when the test is over, whoever else stops it before. */
export const start = async (handler: ScimHandler.Handler, bounds: Partial<Server.Bounds> = {}): Promise<Listening> => {
  const scope = Effect.runSync(Scope.make())
  const stop = () => Effect.runPromise(Scope.close(scope, Exit.void))
  onTestFinished(stop)
  const listening = Server.listen({ host: "127.0.0.1", port: 0 }, handler, { ...Server.standard, ...bounds })
  const { port } = await Effect.runPromise(Scope.extend(listening, scope))
  return { port, stop }
}

/** Answers with what it was asked, its body read up to a hundred bytes. */
export const mirror: ScimHandler.Handler = (request) =>
  request.readBody(100).pipe(
    Effect.map((body) => WireResponse.scim(200, seen(request, new TextDecoder().decode(body)), { etag: 'W/"1"' })),
    Effect.catchAll((error: ScimError.ScimError) => Effect.succeed(ErrorResponse.render(error)))
  )

const seen = (request: WireRequest, body: string) => ({
  method: request.method,
  path: request.path,
  query: request.query,
  authorization: request.header("authorization") ?? null,
  remoteAddress: request.remoteAddress ?? null,
  body
})
