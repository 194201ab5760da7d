/** Holds the store to everything that the ports promise: `node --import tsx --test prove.ts`. */
import { test } from "node:test"
import { Contract } from "@rollcall/contract"
import { Effect } from "effect"
import * as MemoryStore from "./MemoryStore.ts"

for (const { name, run } of Contract.storage) {
  test(name, () => Effect.runPromise(Effect.provide(run, MemoryStore.layer)))
}

for (const { name, run } of Contract.oracle({ worlds: 15 })) {
  test(name, () => Effect.runPromise(Effect.provide(run, MemoryStore.layerOf(Contract.registry))))
}
