/** What the ResourceStore port promises of values that are longer than an index takes, whichever database is below. */
import { EnterpriseUserSchema } from "@rollcall/core"
import type { ResourceStore } from "@rollcall/provider"
import { Effect, Either } from "effect"
import { about, type Case } from "./Case.ts"
import { expect } from "./Expectation.ts"
import { adding, group, insertGroup, insertUser, members, query, remove, update, user } from "./Fixtures.ts"

/** Text of that length that no compression makes small. Two with different middles begin and end alike. */
const long = (length: number, middle: string): string => {
  const noise = Array.from({ length: length / 8 }, (_, i) => ((i * 2_654_435_761) % 2 ** 32).toString(36).slice(-4))
  return `${noise.join("")}${middle}${noise.reverse().join("")}`
}

const [one, other] = [long(60_000, "1"), long(60_000, "2")]

/** As much as a filter may hold. */
const [asked, unasked] = [long(3_200, "1"), long(3_200, "2")]

const documentOf = (userName: string) => ({
  userName,
  externalId: userName,
  emails: [{ value: userName, type: "work" }]
})

/** Filters that an index answers, for a value of that length. */
const filters = (value: string): ReadonlyArray<string> => [
  `userName eq "${value}"`,
  `userName eq "${value.toUpperCase()}"`,
  `externalId eq "${value}"`,
  `emails.value eq "${value}"`,
  `emails[type eq "work" and value eq "${value}"]`,
  `userName eq "${value}" or userName eq "nobody"`
]

export const cases: ReadonlyArray<Case<ResourceStore>> = [
  ...about("values longer than an index takes", {
    "are found exactly": Effect.gen(function* () {
      yield* insertUser("u1", documentOf(asked))
      yield* insertUser("u2", documentOf(unasked))
      for (const filter of filters(asked)) yield* expect(yield* query(user, { filter }), { total: 1, ids: ["u1"] })
      for (const filter of filters(`${asked}x`)) yield* expect((yield* query(user, { filter })).ids, [])
    }),

    "are found by what they begin with, as short ones are": Effect.gen(function* () {
      const others = [
        "fingerprint:1",
        "fina",
        "fi\u{d7ff}a",
        "fi\u{e000}",
        "fi\u{10ffff}",
        "fi\u{10ffff}\u{10ffff}a",
        "fj"
      ]
      const names = [`fi\u{10ffff}${asked}`, ...others]
      for (const [index, name] of names.entries()) yield* insertUser(`${index}`, documentOf(name))
      for (const start of ["f", "fi", "fin", "fi\u{d7ff}", "fi\u{10ffff}", "fingerprint:", "FIN", asked, "fk"]) {
        const ids = names.flatMap((name, index) => (name.startsWith(start.toLowerCase()) ? [`${index}`] : []))
        for (const path of ["userName", "emails.value"]) {
          const filter = `${path} sw "${start}"`
          yield* expect(yield* query(user, { filter }), { total: ids.length, ids }, filter)
        }
      }
    }),

    "are unique where they have to be, and free again when they are gone": Effect.gen(function* () {
      yield* insertUser("u1", { userName: one })
      const again = yield* Effect.either(insertUser("u2", { userName: one.toUpperCase() }))
      yield* expect(
        Either.mapLeft(again, ({ _tag }) => _tag),
        Either.left("Uniqueness")
      )
      yield* update(user, "u1", { document: { userName: other } })
      yield* insertUser("u2", { userName: one })
      yield* remove(user, "u2")
      yield* expect((yield* query(user)).ids, ["u1"])
    }),

    "name members that wait, and references": Effect.gen(function* () {
      yield* insertGroup("g1", [one, other])
      yield* expect(yield* members("g1"), [])
      yield* insertUser("u1", {
        userName: "u1",
        externalId: one,
        [EnterpriseUserSchema.urn]: { manager: { value: asked } }
      })
      yield* expect(yield* members("g1"), ["u1"])
      yield* update(group, "g1", { members: adding(one) })
      yield* expect(yield* members("g1"), ["u1"])
      const filter = `${EnterpriseUserSchema.urn}:manager.value eq "${asked}"`
      yield* expect((yield* query(user, { filter })).ids, ["u1"])
    })
  })
]
