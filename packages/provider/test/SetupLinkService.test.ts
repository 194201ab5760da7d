import { it } from "@effect/vitest"
import { Effect, Option, TestClock } from "effect"
import { describe, expect } from "vitest"
import * as Administrator from "../src/Administrator.ts"
import { digest } from "../src/Digest.ts"
import { SetupLinkStore } from "../src/port/SetupLinkStore.ts"
import * as SetupLink from "../src/SetupLink.ts"
import * as SetupLinkService from "../src/SetupLinkService.ts"
import { run, start } from "./Service.ts"

const issue = (given: Partial<SetupLinkService.Request> = {}) => SetupLinkService.issue({ tenant: "default", ...given })
const isIn = (text: string) => Effect.map(SetupLinkService.recognise(text), Option.isSome)
const reasonOf = (secret: string) =>
  Effect.map(Effect.flip(SetupLinkService.open(secret)), (error) => ("reason" in error ? error.reason : error._tag))

describe("a set-up link", () => {
  it.effect("is kept as a digest, and lives a week, or what is asked for up to a month", () =>
    run(
      Effect.gen(function* () {
        const { link, secret } = yield* issue()
        expect([link.digest, link.expires - link.created]).toEqual([digest(secret), SetupLink.lifetimeMillis])
        expect(JSON.stringify(link)).not.toContain(secret)
        const day = 24 * 3_600_000
        const [short, long] = [yield* issue({ lifetime: day }), yield* issue({ lifetime: 365 * day })]
        expect(short.link.expires - short.link.created).toBe(day)
        expect(long.link.expires - long.link.created).toBe(SetupLink.lifetimeMillisMax)
        expect((yield* Effect.flip(issue({ tenant: "nobody" })))._tag).toBe("UnknownTenant")
      })
    )
  )

  it.effect("opens something until the instant at which it expires", () =>
    run(
      Effect.gen(function* () {
        const [first, second] = [yield* issue({ lifetime: 10 }), yield* issue({ lifetime: 10 })]
        yield* TestClock.adjust(9)
        expect((yield* SetupLinkService.open(first.secret)).tenant).toBe("default")
        yield* TestClock.adjust(1)
        expect(yield* reasonOf(second.secret)).toBe("expired")
        expect(yield* reasonOf(first.secret)).toBe("opened")
        expect(yield* reasonOf("rollcall_setup_other")).toBe("unknown")
      })
    )
  )

  it.effect("opens a session of eight hours that has the rights of the list and no other", () =>
    run(
      Effect.gen(function* () {
        const { link, secret } = yield* issue({ note: "the directory" })
        const { text } = yield* SetupLinkService.open(secret)
        const { access, administrator } = Option.getOrThrow(yield* SetupLinkService.recognise(text))
        expect(access).toMatchObject({ id: link.id, kind: "setup", name: "the directory" })
        expect(administrator).toMatchObject({ id: link.id, name: "set-up link for the directory", tenant: "default" })
        expect([Administrator.may(access, "tokens"), Administrator.may(access, "administration")]).toEqual([
          true,
          false
        ])
        expect(Administrator.may({ ...access, kind: "session" }, "administration")).toBe(true)
        expect([yield* isIn(secret), yield* isIn(`${text}x`)]).toEqual([false, false])
        yield* TestClock.adjust(SetupLink.sessionMillis - 1)
        expect(yield* isIn(text)).toBe(true)
        yield* TestClock.adjust(1)
        expect(yield* isIn(text)).toBe(false)
      })
    )
  )

  it.effect("is revoked under its own tenant alone, with its session", () =>
    run(
      Effect.gen(function* () {
        const { link, secret } = yield* issue()
        const { text } = yield* SetupLinkService.open(secret)
        expect(yield* SetupLinkService.revoke("other", link.id)).toEqual(Option.none())
        expect(yield* isIn(text)).toBe(true)
        expect(Option.getOrThrow(yield* SetupLinkService.revoke("default", link.id)).revoked).toBe(start)
        expect([yield* isIn(text), yield* reasonOf(secret)]).toEqual([false, "revoked"])
      })
    )
  )
})

describe("a link for the first operator", () => {
  it.effect("expires after an hour, and is forgotten when the next one is made", () =>
    run(
      Effect.gen(function* () {
        const { link, secret } = yield* SetupLinkService.issueForFirstOperator
        expect(link.tenant).toBeUndefined()
        yield* TestClock.adjust(SetupLink.firstOperatorMillis)
        const password = "correct horse battery staple"
        const request = { secret, name: "ada", password, browser: "Firefox" }
        expect(yield* Effect.flip(SetupLinkService.makeFirstOperator(request))).toMatchObject({ reason: "expired" })
        const next = yield* SetupLinkService.issueForFirstOperator
        expect(yield* (yield* SetupLinkStore).findByDigest(link.digest)).toEqual(Option.none())
        const { administrator } = yield* SetupLinkService.makeFirstOperator({ ...request, secret: next.secret })
        expect([administrator.name, Administrator.isOperator(administrator)]).toEqual(["ada", true])
        expect((yield* Effect.flip(SetupLinkService.issueForFirstOperator))._tag).toBe("OperatorExists")
      })
    )
  )
})
