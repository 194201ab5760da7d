/**
 * The service provider inside a program that does not use Effect: plain functions and promises over a runtime of its
 * own. The program brings the storage, chooses the function that suits its server, and disposes of the mount when it
 * stops.
 */
import { Randomness } from "@rollcall/provider"
import { Effect, Layer, ManagedRuntime } from "effect"
import * as FetchHandler from "./FetchHandler.ts"
import * as NodeListener from "./NodeListener.ts"
import * as ScimHandler from "./ScimHandler.ts"

export interface Mount {
  /** For servers that speak in `Request` and `Response`. */
  readonly fetch: FetchHandler.FetchHandler
  /** For Node's own server, and for Express. */
  readonly listener: NodeListener.NodeListener
  /** Runs an effect over the same storage, such as one of `TokenService`. */
  readonly run: <A, E>(effect: Effect.Effect<A, E, ScimHandler.Services>) => Promise<A>
  /** Closes the storage. */
  readonly dispose: () => Promise<void>
}

/** Rejects when the storage cannot be opened. */
export const make = async <E>(
  storage: Layer.Layer<Exclude<ScimHandler.Services, Randomness.Randomness>, E>,
  config?: Partial<ScimHandler.Config>
): Promise<Mount> => {
  const runtime = ManagedRuntime.make(Layer.merge(storage, Randomness.layer))
  const handlers = Effect.flatMap(ScimHandler.make(config), (handler) =>
    Effect.all({ fetch: FetchHandler.of(handler), listener: NodeListener.of(handler) })
  )
  return {
    ...(await runtime.runPromise(handlers)),
    run: (effect) => runtime.runPromise(effect),
    dispose: () => runtime.dispose()
  }
}
