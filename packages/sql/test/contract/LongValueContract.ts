/** What the ResourceStore port promises of values that are longer than an index takes, whichever database is below. */
import { it } from "@effect/vitest"
import { EnterpriseUserSchema } from "@rollcall/core"
import type { ResourceStore } from "@rollcall/provider"
import { Effect, Either, type Layer } from "effect"
import { describe, expect } from "vitest"
import { adding, group, insertGroup, insertUser, members, query, remove, update, user } from "../Fixtures.ts"

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

export const contract = (storage: Layer.Layer<ResourceStore>): void => {
  const test = (title: string, body: Effect.Effect<void, unknown, ResourceStore>) =>
    it.effect(title, () => Effect.provide(body, storage))

  describe("values longer than an index takes", () => {
    test(
      "are found exactly",
      Effect.gen(function* () {
        yield* insertUser("u1", documentOf(asked))
        yield* insertUser("u2", documentOf(unasked))
        for (const filter of filters(asked)) expect(yield* query(user, { filter })).toEqual({ total: 1, ids: ["u1"] })
        for (const filter of filters(`${asked}x`)) expect((yield* query(user, { filter })).ids).toEqual([])
      })
    )

    test(
      "are unique where they have to be, and free again when they are gone",
      Effect.gen(function* () {
        yield* insertUser("u1", { userName: one })
        const again = yield* Effect.either(insertUser("u2", { userName: one.toUpperCase() }))
        expect(Either.mapLeft(again, ({ _tag }) => _tag)).toEqual(Either.left("Uniqueness"))
        yield* update(user, "u1", { document: { userName: other } })
        yield* insertUser("u2", { userName: one })
        yield* remove(user, "u2")
        expect((yield* query(user)).ids).toEqual(["u1"])
      })
    )

    test(
      "name members that wait, and references",
      Effect.gen(function* () {
        yield* insertGroup("g1", [one, other])
        expect(yield* members("g1")).toEqual([])
        yield* insertUser("u1", {
          userName: "u1",
          externalId: one,
          [EnterpriseUserSchema.urn]: { manager: { value: asked } }
        })
        expect(yield* members("g1")).toEqual(["u1"])
        yield* update(group, "g1", { members: adding(one) })
        expect(yield* members("g1")).toEqual(["u1"])
        const filter = `${EnterpriseUserSchema.urn}:manager.value eq "${asked}"`
        expect((yield* query(user, { filter })).ids).toEqual(["u1"])
      })
    )
  })
}
