import { it } from "@effect/vitest"
import { Effect } from "effect"
import { describe, expect } from "vitest"
import * as Seal from "../src/Seal.ts"
import { run } from "./Service.ts"

const purpose: Seal.Purpose = { key: "cursor", context: "acme" }

describe("a seal", () => {
  it.effect("shows nothing of the text, is another one each time, and opens for the same purpose alone", () =>
    run(
      Effect.gen(function* () {
        const [first, second] = [yield* Seal.seal(purpose, "ada ä"), yield* Seal.seal(purpose, "ada ä")]
        expect(first).toMatch(/^[\w-]+$/)
        expect(first).not.toBe(second)
        expect([yield* Seal.open(purpose, first), yield* Seal.open(purpose, second)]).toEqual(["ada ä", "ada ä"])
        expect(yield* Seal.open({ ...purpose, context: "other" }, first)).toBeUndefined()
        expect(yield* Seal.open({ ...purpose, key: "signin" }, first)).toBeUndefined()
        expect(yield* Seal.open(purpose, `${first.slice(0, -4)}AAAA`)).toBeUndefined()
        for (const text of ["", "x", "!", "A".repeat(32)]) expect(yield* Seal.open(purpose, text)).toBeUndefined()
      })
    )
  )
})
