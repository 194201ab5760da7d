import { it } from "@effect/vitest"
import { Effect, Option, TestClock } from "effect"
import { describe, expect } from "vitest"
import * as Administrator from "../src/Administrator.ts"
import * as AdministratorService from "../src/AdministratorService.ts"
import { digest } from "../src/Digest.ts"
import { AdministratorStore } from "../src/port/AdministratorStore.ts"
import { run } from "./Service.ts"

const password = "correct horse battery staple"
const ada = AdministratorService.create({ name: "ada@example.com", password })
const signIn = (given: Partial<AdministratorService.SignIn> = {}) =>
  AdministratorService.signIn({ name: "Ada@Example.com ", password, browser: "Firefox", ...given })
const isIn = (text: string) => Effect.map(AdministratorService.recognise(text), Option.isSome)

describe("a sign-in", () => {
  it.effect("lets in who knows the password, for twelve hours, and keeps nothing but a digest", () =>
    run(
      Effect.gen(function* () {
        const { id } = yield* ada
        const { access, administrator, text } = yield* signIn()
        expect(administrator.id).toBe(id)
        expect(access).toMatchObject({ kind: "session", name: "Firefox", digest: digest(text) })
        expect(text).toMatch(/^rollcall_session_[\w-]{49}$/)
        expect(yield* isIn(text)).toBe(true)
        expect(yield* isIn(text.slice(0, -1))).toBe(false)
        yield* TestClock.adjust(Administrator.sessionMillis - 1)
        expect(yield* isIn(text)).toBe(true)
        yield* TestClock.adjust(1)
        expect(yield* isIn(text)).toBe(false)
      })
    )
  )

  it.effect("says the same of a name that nobody has, of a wrong password, and of who is disabled", () =>
    run(
      Effect.gen(function* () {
        yield* ada
        const refused = [
          yield* Effect.flip(signIn({ name: "bob@example.com" })),
          yield* Effect.flip(signIn({ password: "wrong" }))
        ]
        yield* AdministratorService.setDisabled("ada@example.com", true)
        refused.push(yield* Effect.flip(signIn()))
        expect(refused.map(({ _tag }) => _tag)).toEqual(["SignInRefused", "SignInRefused", "SignInRefused"])
      })
    )
  )

  it.effect("waits longer and longer after the fifth wrong password, and forgets them with the right one", () =>
    run(
      Effect.gen(function* () {
        yield* ada
        const outcome = Effect.map(Effect.flip(signIn({ password: "wrong" })), (error) =>
          error._tag === "SignInDelayed" ? error.retryAfterSeconds : error._tag
        )
        const outcomes = [
          yield* outcome,
          yield* outcome,
          yield* outcome,
          yield* outcome,
          yield* outcome,
          yield* outcome
        ]
        yield* TestClock.adjust(1_000)
        outcomes.push(yield* outcome, yield* outcome)
        expect(outcomes).toEqual([...Array.from({ length: 5 }, () => "SignInRefused"), 1, "SignInRefused", 2])
        expect((yield* Effect.flip(signIn()))._tag).toBe("SignInDelayed")
        yield* TestClock.adjust(2_000)
        yield* signIn()
        expect(yield* outcome).toBe("SignInRefused")
      })
    )
  )

  it.effect("ends with another password, and with being disabled, which ends keys too", () =>
    run(
      Effect.gen(function* () {
        const administrator = yield* ada
        const key = yield* AdministratorService.issueKey(administrator, "terraform")
        const first = yield* signIn()
        yield* AdministratorService.setPassword("ada@example.com", `${password}!`)
        expect([yield* isIn(first.text), yield* isIn(key.text)]).toEqual([false, true])
        expect((yield* Effect.flip(signIn()))._tag).toBe("SignInRefused")
        const second = yield* signIn({ password: `${password}!` })
        yield* AdministratorService.setDisabled("ada@example.com", true)
        expect([yield* isIn(second.text), yield* isIn(key.text)]).toEqual([false, false])
        yield* AdministratorService.setDisabled("ada@example.com", false)
        expect([yield* isIn(second.text), yield* isIn(key.text)]).toEqual([false, true])
      })
    )
  )
})

describe("an administrator", () => {
  it.effect("is kept with neither password nor key", () =>
    run(
      Effect.gen(function* () {
        const administrator = yield* ada
        const { text } = yield* AdministratorService.issueKey(administrator, "terraform")
        const store = yield* AdministratorStore
        const kept = JSON.stringify([yield* store.list(), yield* store.accesses(administrator.id)])
        expect(kept).not.toContain(password)
        expect(kept).not.toContain(text)
      })
    )
  )

  it("has a tenant, or all", () => {
    const operator = { id: "1", name: "a", password: "", created: 0, failures: 0, waitsUntil: 0 }
    const own = { ...operator, tenant: "acme" }
    const cases = [operator, own].flatMap((each) => ["acme", "other"].map((id) => Administrator.administers(each, id)))
    expect(cases).toEqual([true, true, true, false])
  })
})
