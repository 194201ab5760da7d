import { Effect, Layer } from "effect"
import { describe, expect, it } from "vitest"
import * as Password from "../src/Password.ts"
import * as Randomness from "../src/Randomness.ts"

const hash = (text: string) => Effect.runPromise(Effect.provide(Password.hash(text), Randomness.layer))
const verify = (text: string, kept: string) => Effect.runPromise(Password.verify(text, kept))
const other = Layer.merge(Randomness.layer, Layer.succeed(Password.Cost, { memoryKibibytes: 64, passes: 3 }))

describe("a password", () => {
  it("is known again, and no other, in whatever form its characters were typed", async () => {
    const kept = await hash("correct horse bättery")
    expect(kept).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/)
    expect(await verify("correct horse bättery", kept)).toBe(true)
    expect(await verify("correct horse battery", kept)).toBe(false)
    expect(await hash("correct horse bättery")).not.toBe(kept)
  })

  it("is not known where what is kept is none, nor when it is empty", async () => {
    const kept = await hash("correct horse battery")
    expect(await verify("", kept)).toBe(false)
    for (const none of ["", "x", "$argon2id$v=19$m=19456,t=2,p=1$AA", kept.slice(0, -1)]) {
      expect(await verify("correct horse battery", none)).toBe(false)
    }
  })

  it("takes as long where nobody has it", async () => {
    expect(await Effect.runPromise(Password.verifyNobody("x"))).toBe(false)
  })

  it("is as much work as is asked for, and known by what is kept of it", async () => {
    const kept = await Effect.runPromise(Password.hash("correct horse battery").pipe(Effect.provide(other)))
    expect(kept).toMatch(/^\$argon2id\$v=19\$m=64,t=3,p=1\$/)
    expect(await verify("correct horse battery", kept)).toBe(true)
  })

  it("must be long enough, counted in characters", () => {
    const lengths = ["😀".repeat(14), "😀".repeat(15), "x".repeat(200), "x".repeat(201)].map(Password.isLongEnough)
    expect(lengths).toEqual([false, true, true, false])
  })
})
