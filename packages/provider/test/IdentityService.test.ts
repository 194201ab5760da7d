import { it } from "@effect/vitest"
import { Effect, Option } from "effect"
import { describe, expect } from "vitest"
import * as AdministratorService from "../src/AdministratorService.ts"
import * as IdentityService from "../src/IdentityService.ts"
import { AdministratorStore } from "../src/port/AdministratorStore.ts"
import { run } from "./Service.ts"

const name = "ada@example.com"
const ada = AdministratorService.create({ name })
const claims: IdentityService.Claims = {
  issuer: "https://id.example.com/",
  subject: "1",
  email: "Ada@Example.com",
  isEmailVerified: true
}

const signIn = (given: Partial<IdentityService.Claims> = {}) =>
  IdentityService.signIn({ ...claims, ...given }, "Firefox")
const reasonOf = (given: Partial<IdentityService.Claims>) =>
  Effect.map(Effect.flip(signIn(given)), (error) => ("reason" in error ? error.reason : error._tag))

describe("an account of an OpenID provider", () => {
  it.effect("finds its administrator by the verified address once, and by its subject from then on", () =>
    run(
      Effect.gen(function* () {
        const { id } = yield* ada
        const { access, administrator } = yield* signIn()
        expect([administrator.id, access.kind, access.name]).toEqual([id, "session", "Firefox"])
        expect((yield* signIn({ email: "other@example.com", isEmailVerified: false })).administrator.id).toBe(id)
        expect(yield* reasonOf({ subject: "2" })).toBe("bound")
        expect(yield* reasonOf({ issuer: "https://other.example.com/" })).toBe("bound")
      })
    )
  )

  it.effect("finds nobody by an address that is not verified, not there, or folds to another one", () =>
    run(
      Effect.gen(function* () {
        const { id } = yield* ada
        yield* AdministratorService.create({ name: "kim@example.com" })
        const { email: _, ...nameless } = claims
        expect(yield* reasonOf({ isEmailVerified: false })).toBe("unverified")
        expect((yield* Effect.flip(IdentityService.signIn(nameless, "")))._tag).toBe("IdentityRefused")
        const lookalikes = ["ａda@example.com", " ada@example.com", "\u212aim@example.com", "bob@example.com"]
        for (const email of lookalikes) expect([email, yield* reasonOf({ email })]).toEqual([email, "unknown"])
        expect(yield* (yield* AdministratorStore).identityOf(id)).toEqual(Option.none())
      })
    )
  )

  it.effect("is bound to nobody who is disabled, and lets nobody in who is", () =>
    run(
      Effect.gen(function* () {
        const { id } = yield* ada
        yield* AdministratorService.setDisabled(name, true)
        expect(yield* reasonOf({})).toBe("disabled")
        expect(yield* (yield* AdministratorStore).identityOf(id)).toEqual(Option.none())
        yield* AdministratorService.setDisabled(name, false)
        yield* signIn()
        yield* AdministratorService.setDisabled(name, true)
        expect(yield* reasonOf({})).toBe("disabled")
      })
    )
  )

  it.effect("is taken away with the sessions, and another one can be bound", () =>
    run(
      Effect.gen(function* () {
        yield* ada
        const { text } = yield* signIn()
        yield* IdentityService.unbind(name)
        expect(yield* AdministratorService.recognise(text)).toEqual(Option.none())
        yield* IdentityService.bind(name, { issuer: claims.issuer, subject: "2" })
        expect(yield* reasonOf({})).toBe("bound")
        yield* signIn({ subject: "2", isEmailVerified: false })
        const taken = IdentityService.bind(name, { issuer: claims.issuer, subject: "3" })
        expect((yield* Effect.flip(taken))._tag).toBe("IdentityTaken")
      })
    )
  )
})
