/** The ports over a real database in memory, and a source of bytes that is the same in every run. */
import { Limits, SchemaRegistry, Token } from "@rollcall/core"
import type { Storage } from "@rollcall/sql"
import { Effect, Layer, TestClock } from "effect"
import * as Stored from "../../sql/test/Stored.ts"
import * as Principal from "../src/Principal.ts"
import * as Randomness from "../src/Randomness.ts"
import * as Session from "../src/Session.ts"
import * as Tenant from "../src/Tenant.ts"
import * as Passwords from "./Passwords.ts"

/** When every test begins. */
export const start = Date.UTC(2025, 0, 31, 9, 30)
export const day = 86_400_000

const token: Token.Token = {
  id: "1",
  tenant: "default",
  name: "",
  digest: "",
  hint: "",
  scopes: Token.allScopes,
  created: 0,
  expires: 1
}

const tenant: Tenant.Tenant = { id: "default", name: "Default", settings: Tenant.defaultSettings, created: 0 }

/** A client of the tenant that is there, with every scope. */
export const session: Session.Session = Session.factory(SchemaRegistry.standard, Limits.standard)(
  { principal: Principal.token(token), tenant },
  "https://scim.example/v2"
)

/** Counts from 1, so that no two secrets are the same. */
const counting: Layer.Layer<Randomness.Randomness> = Layer.sync(Randomness.Randomness, () => {
  let calls = 0
  return { bytes: (count) => Effect.sync(() => new Uint8Array(count).fill(++calls)) }
})

const storage = Stored.memory()

/** Runs a test from `start` on, with a database of its own. */
export const run = <A, E>(test: Effect.Effect<A, E, Storage.Storage | Randomness.Randomness>): Effect.Effect<A, E> =>
  Effect.zipRight(TestClock.setTime(start), test).pipe(
    Effect.provide(Layer.mergeAll(storage, counting, Passwords.light))
  )
