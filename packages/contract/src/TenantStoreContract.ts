/** What the TenantStore port promises, whichever database is below. */
import { Tenant, TenantStore } from "@rollcall/provider"
import { Effect, Either, Option } from "effect"
import { about, type Case } from "./Case.ts"
import { expect } from "./Expectation.ts"

const acme: Tenant.Tenant = {
  id: "acme",
  name: 'Acme\'s "best"',
  settings: {
    required: ["userName"],
    onDelete: "keep",
    patchAnswers: "resource",
    ifMatch: "required",
    canonicalValues: "enforce",
    provisioning: "off",
    inactiveUsers: "reactivate",
    unknownAttributes: "refuse",
    unknownMembers: "refuse",
    requestsPerSecond: 50,
    tokenRequestsPerSecond: 0,
    strict: true,
    quirksOff: ["Wrapped"],
    logBodies: "whole",
    logDays: 7,
    historyDays: 90
  },
  created: 5
}

/** The tenants of the case, in the order of their ids. */
const listed = Effect.gen(function* () {
  const tenants = yield* (yield* TenantStore).list()
  return tenants.filter(({ id }) => id !== "default").sort((left, right) => (left.id < right.id ? -1 : 1))
})

export const cases: ReadonlyArray<Case<TenantStore>> = about("a tenant", {
  "of the name default is there from the start": Effect.gen(function* () {
    const tenants = yield* TenantStore
    yield* expect(
      Option.map(yield* tenants.find("default"), ({ id }) => id),
      Option.some("default")
    )
    const ids = (yield* tenants.list()).map(({ id }) => id)
    yield* expect(
      ids.filter((id) => id === "default"),
      ["default"]
    )
  }),

  "is inserted where its id is free, and one that is there is left as it is": Effect.gen(function* () {
    const tenants = yield* TenantStore
    yield* expect(yield* tenants.insert(acme), true)
    yield* expect(yield* tenants.insert({ ...acme, name: "other" }), false)
    yield* expect(yield* tenants.find("acme"), Option.some(acme))
    yield* expect(yield* tenants.find("ACME"), Option.none())
    yield* expect(yield* listed, [acme])
  }),

  "gets another name and other settings, and keeps the rest": Effect.gen(function* () {
    const tenants = yield* TenantStore
    const other = { ...acme, id: "other" }
    yield* tenants.insert(acme)
    yield* tenants.insert(other)
    const renamed = { ...acme, name: "Acme", settings: Tenant.defaultSettings }
    yield* expect(yield* tenants.update({ ...renamed, created: 9 }), true)
    yield* expect(yield* listed, [renamed, other])
  }),

  "that is not there is not changed": Effect.gen(function* () {
    const tenants = yield* TenantStore
    yield* tenants.insert(acme)
    yield* expect(yield* tenants.update({ ...acme, id: "gone" }), false)
    yield* expect(yield* listed, [acme])
  }),

  "stands on one page, in the order of ids": Effect.gen(function* () {
    const tenants = yield* TenantStore
    const ids = ["a", "a-b", "b", "b_c"]
    for (const id of [...ids].reverse()) yield* tenants.insert({ ...acme, id })
    const walked: Array<ReadonlyArray<string>> = []
    let after: string | undefined
    for (;;) {
      const page = yield* tenants.page(after, 3)
      walked.push(page.map(({ id }) => id).filter((id) => ids.includes(id)))
      after = page.at(-1)?.id
      if (page.length < 3) break
    }
    yield* expect(walked.flat(), ids)
  }),

  "becomes what is decided when it is seen, or stays where that is refused": Effect.gen(function* () {
    const tenants = yield* TenantStore
    yield* tenants.insert(acme)
    const renamed = { ...acme, name: "Acme" }
    const given = { name: "Acme", settings: acme.settings }
    yield* expect(yield* tenants.change("acme", () => Either.right(given)), Option.some(renamed))
    const refused = Effect.either(tenants.change("acme", ({ name }) => Either.left(`no ${name}`)))
    yield* expect(yield* refused, Either.left("no Acme"))
    yield* expect(yield* tenants.change("gone", () => Either.right(given)), Option.none())
    yield* expect(yield* listed, [renamed])
  }),

  "has every change of twenty who make one at once": Effect.gen(function* () {
    const tenants = yield* TenantStore
    yield* tenants.insert({ ...acme, settings: { ...acme.settings, quirksOff: [] } })
    const names = Array.from({ length: 20 }, (_, index) => `Quirk${index + 10}`)
    const off = (quirk: string) =>
      tenants.change("acme", ({ name, settings }) =>
        Either.right({ name, settings: { ...settings, quirksOff: [...settings.quirksOff, quirk] } })
      )
    yield* Effect.all(names.map(off), { concurrency: "unbounded" })
    const found = yield* tenants.find("acme")
    yield* expect(
      Option.map(found, ({ settings }) => [...settings.quirksOff].sort()),
      Option.some(names)
    )
  }),

  "is inserted by one of twenty that try at once": Effect.gen(function* () {
    const tenants = yield* TenantStore
    const tries = Array.from({ length: 20 }, () => tenants.insert(acme))
    const inserted = yield* Effect.all(tries, { concurrency: "unbounded" })
    yield* expect(inserted.filter(Boolean), [true])
  })
})
