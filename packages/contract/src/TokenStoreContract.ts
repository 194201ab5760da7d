/** What the TokenStore port promises, whichever database is below. */
import type { Token } from "@rollcall/core"
import { Tenant, TenantStore, TokenStore } from "@rollcall/provider"
import { Effect, Either, Option } from "effect"
import { about, between, type Case } from "./Case.ts"
import { expect } from "./Expectation.ts"

const tenant = (id: string): Tenant.Tenant => ({
  id,
  name: `name of ${id}`,
  settings: Tenant.defaultSettings,
  created: 7
})

/** As much of a digest as `Apart` leaves to the case. */
const digest = (of: string): string => of.padStart(48, "a")

const token = (id: string, given: Partial<Token.Token> = {}): Token.Token => ({
  id,
  tenant: "acme",
  name: `name of ${id}`,
  digest: digest(id),
  hint: "rc_1",
  scopes: ["users:read", "groups:write"],
  created: 1,
  expires: 1_000,
  ...given
})

const twoTenants = Effect.gen(function* () {
  const tenants = yield* TenantStore
  yield* tenants.insert(tenant("acme"))
  yield* tenants.insert(tenant("other"))
})

/** Whether a change fails. */
const isRefused = <E, R>(effect: Effect.Effect<void, E, R>) => Effect.map(Effect.either(effect), Either.isLeft)

export const cases: ReadonlyArray<Case<TenantStore | TokenStore>> = about("a token", {
  "is found by its digest, with its tenant, and by its id": Effect.gen(function* () {
    const tokens = yield* TokenStore
    const made = { createdBy: "ada@example.com", identityProvider: "okta" }
    const used = token("2", { ...made, revoked: 5, lastUsed: 4, tenant: "other" })
    yield* tokens.insert(token("1"))
    yield* tokens.insert(used)
    yield* expect(yield* tokens.findByDigest(digest("1")), Option.some({ token: token("1"), tenant: tenant("acme") }))
    yield* expect(yield* tokens.find("1"), Option.some(token("1")))
    yield* expect(yield* tokens.find("2"), Option.some(used))
  }),

  "is not found by another digest or id, nor where its tenant is not there": Effect.gen(function* () {
    const tokens = yield* TokenStore
    yield* tokens.insert(token("1"))
    yield* Effect.ignore(tokens.insert(token("2", { tenant: "gone" })))
    for (const other of [digest("2"), digest("3"), digest("1").toUpperCase(), digest("%"), ""]) {
      yield* expect(yield* tokens.findByDigest(other), Option.none(), `the digest ${other}`)
    }
    yield* expect(yield* tokens.find("3"), Option.none())
    yield* expect(yield* tokens.find("1"), Option.some(token("1")))
  }),

  "is listed with those of its tenant, or of all, in the order in which they were made": Effect.gen(function* () {
    const tokens = yield* TokenStore
    const [first, second, other] = [token("b"), token("a", { created: 2 }), token("c", { tenant: "other" })]
    for (const each of [second, other, first]) yield* tokens.insert(each)
    yield* expect(yield* tokens.list("acme"), [first, second])
    yield* expect(yield* tokens.list(), [first, other, second])
    yield* expect(yield* tokens.list("nobody"), [])
  }),

  "gets another expiry and a revocation, and nothing else": Effect.gen(function* () {
    const tokens = yield* TokenStore
    yield* tokens.insert(token("1"))
    yield* tokens.insert(token("2"))
    yield* tokens.update(token("1", { expires: 9, revoked: 8, name: "new", scopes: [] }))
    yield* expect(yield* tokens.list(), [token("1", { expires: 9, revoked: 8 }), token("2")])
    yield* tokens.update(token("1", { tenant: "other", expires: 2 }))
    yield* expect(yield* tokens.find("1"), Option.some(token("1", { expires: 9, revoked: 8 })))
  }),

  "keeps a revocation, whatever is written after it": Effect.gen(function* () {
    const tokens = yield* TokenStore
    yield* tokens.insert(token("1", { revoked: 5 }))
    yield* tokens.update(token("1", { expires: 9 }))
    yield* tokens.update(token("1", { expires: 9, revoked: 6 }))
    yield* tokens.rotate(token("1", { expires: 8 }), token("2"))
    yield* expect(yield* tokens.list(), [token("1", { expires: 8, revoked: 5 }), token("2")])
  }),

  "is rotated as a whole: none is retired without its successor": Effect.gen(function* () {
    const tokens = yield* TokenStore
    yield* tokens.insert(token("1"))
    const taken = token("2", { digest: digest("1") })
    yield* expect(yield* isRefused(tokens.rotate(token("1", { expires: 2 }), taken)), true)
    yield* expect(yield* tokens.list(), [token("1")])
    yield* tokens.rotate(token("1", { expires: 2 }), token("2"))
    yield* expect(yield* tokens.list(), [token("1", { expires: 2 }), token("2")])
  }),

  "has its use noted at most once a minute": Effect.gen(function* () {
    const tokens = yield* TokenStore
    yield* tokens.insert(token("1"))
    const noted: Array<number | undefined> = []
    for (const now of [100, 60_099, 60_100, 60_101]) {
      yield* tokens.touch("1", now)
      noted.push(Option.getOrUndefined(yield* tokens.find("1"))?.lastUsed)
    }
    yield* expect(noted, [100, 100, 60_100, 60_100])
  }),

  "shares neither digest nor id with another": Effect.gen(function* () {
    const tokens = yield* TokenStore
    yield* tokens.insert(token("1"))
    for (const again of [token("2", { digest: digest("1") }), token("1", { digest: digest("3"), tenant: "other" })]) {
      yield* expect(yield* isRefused(tokens.insert(again)), true, `the token ${again.id} of ${again.tenant}`)
    }
    yield* expect(yield* tokens.list(), [token("1")])
  })
}).map(between<TenantStore | TokenStore>(twoTenants, Effect.void))
