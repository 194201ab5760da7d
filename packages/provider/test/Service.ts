/** The ports over a real database in memory, and a source of bytes that is the same in every run. */
import { SqlClients } from "@rollcall/node"
import { Storage } from "@rollcall/sql"
import { Effect, Layer, TestClock } from "effect"
import * as Randomness from "../src/Randomness.ts"

/** When every test begins. */
export const start = Date.UTC(2025, 0, 31, 9, 30)
export const day = 86_400_000

/** Counts from 1, so that no two secrets are the same. */
const counting: Layer.Layer<Randomness.Randomness> = Layer.sync(Randomness.Randomness, () => {
  let calls = 0
  return { bytes: (count) => Effect.sync(() => new Uint8Array(count).fill(++calls)) }
})

const storage = Storage.layer.pipe(Layer.provide(SqlClients.layer({ _tag: "SqliteMemory" })), Layer.orDie)

/** Runs a test from `start` on, with a database of its own. */
export const run = <A, E>(test: Effect.Effect<A, E, Storage.Storage | Randomness.Randomness>): Effect.Effect<A, E> =>
  Effect.zipRight(TestClock.setTime(start), test).pipe(Effect.provide(Layer.merge(storage, counting)))
