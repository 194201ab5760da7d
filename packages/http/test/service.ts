/** A service provider over a real database in memory, for tests that look at it through plain values. */
import { Limits, SchemaRegistry } from "@rollcall/core"
import { Randomness, TokenService } from "@rollcall/provider"
import type { Storage } from "@rollcall/sql"
import { Effect, Layer, Logger } from "effect"
import * as Stored from "../../sql/test/Stored.ts"
import type * as ScimHandler from "../src/ScimHandler.ts"
import * as TrustedProxies from "../src/TrustedProxies.ts"

export const config: ScimHandler.Config = {
  basePath: "/scim/v2",
  baseUrl: "https://scim.example.com/scim/v2",
  trustedProxies: TrustedProxies.none,
  registry: SchemaRegistry.standard,
  limits: Limits.standard,
  metrics: undefined,
  securityEvents: false
}

export const services: Layer.Layer<Storage.Storage | Randomness.Randomness> = Layer.merge(
  Stored.memory(),
  Randomness.layer
)

/** The text of a new token of the default tenant. */
export const token = Effect.map(
  TokenService.issue({ tenant: "default", name: "test" }).pipe(Effect.orDie),
  ({ text }) => text
)

/** Every line that is logged while the layer is there, as text. */
export const logged = (lines: Array<string>): Layer.Layer<never> =>
  Logger.replace(
    Logger.defaultLogger,
    Logger.map(Logger.jsonLogger, (line) => {
      lines.push(line)
    })
  )
