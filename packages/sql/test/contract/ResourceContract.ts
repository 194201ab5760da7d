/** What the ResourceStore port promises of single resources, whichever database is below. */
import { it } from "@effect/vitest"
import { EnterpriseUserSchema, ScimError } from "@rollcall/core"
import { ResourceStore } from "@rollcall/provider"
import { Effect, Either, type Layer, Option } from "effect"
import { describe, expect } from "vitest"
import {
  find,
  group,
  insert,
  insertGroup,
  insertUser,
  members,
  query,
  remove,
  resource,
  tenant,
  update,
  user
} from "../Fixtures.ts"

const bjensen = { userName: "BJensen", emails: [{ value: "b@x.example", type: "work" }], active: true }

const taken = Either.left(
  new ScimError.Uniqueness({
    attribute: "userName",
    detail:
      'There is a User with this userName already. Look it up with a filter (userName eq "…") and update that one, or send another userName.'
  })
)

/** Another tenant has users of the same ids and names: nothing that happens here may touch them. */
const neighbours = [resource(user, "1", bjensen), resource(user, "2", { userName: "other" }), resource(user, "3", {})]

const neighbour = Effect.forEach(neighbours, ({ type, id, document }) => insert({ type, id, document }, "other"))

const unharmed = Effect.gen(function* () {
  const store = yield* ResourceStore
  expect(yield* Effect.forEach(neighbours, ({ type, id }) => store.find("other", type, id))).toEqual(
    neighbours.map(Option.some)
  )
})

export const contract = (storage: Layer.Layer<ResourceStore>): void => {
  const test = (title: string, body: Effect.Effect<void, unknown, ResourceStore>) =>
    it.effect(title, () => Effect.zipRight(neighbour, body).pipe(Effect.zipRight(unharmed), Effect.provide(storage)))

  describe("insert and find", () => {
    test(
      "answers the resource in its first version, and finds it as it was given",
      Effect.gen(function* () {
        expect(yield* insertUser("1", bjensen)).toEqual({ resource: resource(user, "1", bjensen), waiting: [] })
        expect(yield* find(user, "1")).toEqual(Option.some(resource(user, "1", bjensen)))
      })
    )

    test(
      "finds nothing under an unknown id, another type or another tenant",
      Effect.gen(function* () {
        expect(yield* find(user, "1")).toEqual(Option.none())
        yield* insertUser("2", bjensen)
        expect(yield* find(group, "2")).toEqual(Option.none())
        expect(yield* find(user, "' OR 1 = 1 --")).toEqual(Option.none())
      })
    )

    test(
      "keeps any text and any number as it is",
      Effect.gen(function* () {
        const document = {
          userName: "'; DROP TABLE resource; --",
          displayName: 'İß😀e\u0301\u2028\\"%_$?',
          numbers: [0.1, 5e-324, 2 ** 62, -1],
          [EnterpriseUserSchema.urn]: { costCenter: "{}" }
        }
        yield* insertUser("it's", document)
        expect(yield* find(user, "it's")).toEqual(Option.some(resource(user, "it's", document)))
      })
    )
  })

  describe("uniqueness", () => {
    test(
      "refuses a userName that is taken, in whatever letter case, and stores nothing of it",
      Effect.gen(function* () {
        yield* insertUser("2", bjensen)
        yield* insertGroup("g", ["3"])
        expect(yield* Effect.either(insertUser("3", { userName: "bjENSEN" }))).toEqual(taken)
        expect(yield* find(user, "3")).toEqual(Option.none())
        expect(yield* members("g")).toEqual([])
      })
    )

    test(
      "refuses an update to a userName that is taken, and changes nothing",
      Effect.gen(function* () {
        yield* insertUser("2", bjensen)
        yield* insertUser("3", { userName: "other" })
        expect(yield* Effect.either(update(user, "3", { document: { userName: "BJENSEN" } }))).toEqual(taken)
        expect(yield* find(user, "3")).toEqual(Option.some(resource(user, "3", { userName: "other" })))
        expect(yield* query(user, { filter: 'userName eq "other"' })).toEqual({ total: 1, ids: ["3"] })
      })
    )

    test(
      "frees a userName that is given up or whose user is removed",
      Effect.gen(function* () {
        yield* insertUser("2", bjensen)
        yield* update(user, "2", { document: { userName: "other" } })
        yield* insertUser("3", bjensen)
        yield* remove(user, "3")
        yield* insertUser("4", bjensen)
        expect(yield* query(user, { filter: 'userName eq "bjensen"' })).toEqual({ total: 1, ids: ["4"] })
      })
    )

    test(
      "lets a user keep the own userName, and any number of users have an empty one or none",
      Effect.gen(function* () {
        yield* insertUser("2", bjensen)
        yield* update(user, "2", { document: { ...bjensen, userName: "BJENSEN" } })
        for (const [id, document] of Object.entries({ 3: { userName: "" }, 4: { userName: "" }, 5: {}, 6: {} })) {
          yield* insertUser(id, document)
        }
        expect(yield* query(user)).toEqual({ total: 5, ids: ["2", "3", "4", "5", "6"] })
      })
    )
  })

  describe("update", () => {
    const later = { ...bjensen, userName: "Babs", title: "Dr." }

    test(
      "writes the new document in the next version, and searches what it holds now",
      Effect.gen(function* () {
        yield* insertUser("2", bjensen)
        const after = resource(user, "2", later, { version: 2, lastModified: 2 })
        const change = { document: later, members: [], unknownMembers: "wait", base: "" }
        expect(yield* update(user, "2", { document: later })).toEqual(
          Option.some({ resource: after, changed: true, waiting: [], change })
        )
        expect(yield* find(user, "2")).toEqual(Option.some(after))
        expect(yield* query(user, { filter: 'userName eq "bjensen"' })).toEqual({ total: 0, ids: [] })
        expect(yield* query(user, { filter: 'userName eq "babs" and title sw "dr"' })).toEqual({ total: 1, ids: ["2"] })
      })
    )

    test(
      "makes no new version of what makes no difference",
      Effect.gen(function* () {
        yield* insertUser("2", bjensen)
        const { active, ...rest } = bjensen
        for (const change of [{}, { document: bjensen }, { document: { active, ...rest } }]) {
          const outcome = yield* update(user, "2", change)
          expect(Option.map(outcome, ({ changed }) => changed)).toEqual(Option.some(false))
        }
        expect(yield* find(user, "2")).toEqual(Option.some(resource(user, "2", bjensen)))
      })
    )

    test(
      "shows the resource to the decision, and changes nothing where that refuses",
      Effect.gen(function* () {
        const store = yield* ResourceStore
        yield* insertUser("2", bjensen)
        const refused = yield* Effect.either(store.update(tenant, user, "2", 2, (found) => Either.left(found)))
        expect(refused).toEqual(Either.left(resource(user, "2", bjensen)))
        expect(yield* find(user, "2")).toEqual(Option.some(resource(user, "2", bjensen)))
      })
    )

    test(
      "answers nothing for an unknown id, another type or another tenant",
      Effect.gen(function* () {
        yield* insertUser("2", bjensen)
        expect(yield* update(user, "1", { document: later })).toEqual(Option.none())
        expect(yield* update(group, "2", { document: later })).toEqual(Option.none())
        expect(yield* find(user, "2")).toEqual(Option.some(resource(user, "2", bjensen)))
      })
    )
  })

  describe("remove", () => {
    test(
      "takes the resource away, once",
      Effect.gen(function* () {
        yield* insertUser("2", bjensen)
        expect(yield* remove(user, "2")).toBe(true)
        expect(yield* find(user, "2")).toEqual(Option.none())
        expect(yield* query(user, { filter: 'emails.value eq "b@x.example"' })).toEqual({ total: 0, ids: [] })
        expect(yield* remove(user, "2")).toBe(false)
      })
    )

    test(
      "with keep puts it where no query finds it, and frees its userName",
      Effect.gen(function* () {
        yield* insertUser("2", bjensen)
        expect(yield* remove(user, "2", true)).toBe(true)
        expect(yield* find(user, "2")).toEqual(Option.none())
        expect(yield* query(user, { filter: "id pr" })).toEqual({ total: 0, ids: [] })
        yield* insertUser("3", bjensen)
        expect(yield* remove(user, "2", true)).toBe(false)
      })
    )

    test(
      "removes nothing where the decision refuses, or under another type or tenant",
      Effect.gen(function* () {
        const store = yield* ResourceStore
        yield* insertUser("2", bjensen)
        const refused = yield* Effect.either(store.remove(tenant, user, "2", 3, false, (found) => Either.left(found)))
        expect(refused).toEqual(Either.left(resource(user, "2", bjensen)))
        expect(yield* remove(group, "2")).toBe(false)
        expect(yield* remove(user, "1")).toBe(false)
        expect(yield* find(user, "2")).toEqual(Option.some(resource(user, "2", bjensen)))
      })
    )
  })
}
