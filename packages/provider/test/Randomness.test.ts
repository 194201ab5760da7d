import { it } from "@effect/vitest"
import { Effect, FastCheck as fc } from "effect"
import { describe, expect } from "vitest"
import * as Randomness from "../src/Randomness.ts"
import * as StandingClock from "./StandingClock.ts"

/** The identifier that is made at this time of these bytes. */
const identifierAt = (millis: number, bytes: Uint8Array): string =>
  Randomness.identifier.pipe(
    Effect.provideService(Randomness.Randomness, { bytes: () => Effect.succeed(Uint8Array.from(bytes)) }),
    StandingClock.at(millis),
    Effect.runSync
  )

const bytes = fc.uint8Array({ minLength: 16, maxLength: 16 })
const time = fc.nat({ max: 2 ** 48 - 1 })

describe("Randomness.identifier", () => {
  it("is the UUID of RFC 9562, appendix A.6, made of that time and those bits", () => {
    const random = [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xfc, 0xc3, 0xd8, 0xc4, 0xdc, 0x0c, 0x0c, 0x07, 0x39, 0x8f]
    expect(identifierAt(0x017f22e279b0, Uint8Array.from(random))).toBe("017f22e2-79b0-7cc3-98c4-dc0c0c07398f")
  })

  it.prop("has version 7, the variant of the RFC, and the time in its first 48 bits", [time, bytes], ([at, random]) => {
    const made = identifierAt(at, random)
    expect([made.length, made[8], made[13], made[18], made[23]]).toEqual([36, "-", "-", "-", "-"])
    expect(made[14]).toBe("7")
    expect("89ab").toContain(made[19])
    expect(Number.parseInt(made.slice(0, 8) + made.slice(9, 13), 16)).toBe(at)
  })

  it.prop("sorts as text after every one that was made earlier", [time, time, bytes, bytes], ([a, b, left, right]) => {
    const [earlier, later] = [Math.min(a, b), Math.max(a, b)]
    if (earlier === later) return
    expect(identifierAt(earlier, left) < identifierAt(later, right)).toBe(true)
  })
})

describe("Randomness.layer", () => {
  it.effect("gives as many bytes as are asked for, and others each time", () =>
    Effect.gen(function* () {
      const random = yield* Randomness.Randomness
      const drawn = yield* Effect.forEach([0, 1, 16, 32, 32], random.bytes)
      expect(drawn.map((bytes) => bytes.length)).toEqual([0, 1, 16, 32, 32])
      expect(drawn[3]).not.toEqual(drawn[4])
    }).pipe(Effect.provide(Randomness.layer))
  )
})
