/** What the ResourceStore port promises of single resources, whichever database is below. */
import { EnterpriseUserSchema, ResourceType } from "@rollcall/core"
import { Refusal, ResourceStore } from "@rollcall/provider"
import { Effect, Either, Option } from "effect"
import { about, between, type Case } from "./Case.ts"
import { expect } from "./Expectation.ts"
import {
  find,
  group,
  insert,
  insertGroup,
  insertUser,
  members,
  query,
  queryOf,
  remove,
  resource,
  tenant,
  update,
  user
} from "./Fixtures.ts"

const bjensen = { userName: "BJensen", emails: [{ value: "b@x.example", type: "work" }], active: true }

const later = { ...bjensen, userName: "Babs", title: "Dr." }

const taken = Either.left(Refusal.taken(user, "userName"))

/** Another tenant has users of the same ids and names: nothing that happens here may touch them. */
const neighbours = [resource(user, "1", bjensen), resource(user, "2", { userName: "other" }), resource(user, "3", {})]

const neighbour = Effect.forEach(neighbours, ({ type, id, document }) => insert({ type, id, document }, "other"))

const unharmed = Effect.gen(function* () {
  const store = yield* ResourceStore
  yield* expect(
    yield* Effect.forEach(neighbours, ({ type, id }) => store.find("other", type, id)),
    neighbours.map(Option.some)
  )
})

export const cases: ReadonlyArray<Case<ResourceStore>> = [
  ...about("a new resource", {
    "is answered in its first version, and found as it was given": Effect.gen(function* () {
      yield* expect(yield* insertUser("1", bjensen), { resource: resource(user, "1", bjensen), waiting: [] })
      yield* expect(yield* find(user, "1"), Option.some(resource(user, "1", bjensen)))
    }),

    "is found under no other id, type or tenant": Effect.gen(function* () {
      yield* expect(yield* find(user, "1"), Option.none())
      yield* insertUser("2", bjensen)
      yield* expect(yield* find(group, "2"), Option.none())
      yield* expect(yield* find(user, "' OR 1 = 1 --"), Option.none())
    }),

    "is of the type that was asked for, as the caller has it": Effect.gen(function* () {
      const store = yield* ResourceStore
      const demanding = ResourceType.withRequired(user, ["title"])
      yield* insert({ type: demanding, id: "1", document: bjensen })
      const found = yield* store.find(tenant, demanding, "1")
      yield* expect(
        Option.map(found, ({ type }) => type === demanding),
        Option.some(true)
      )
      const { resources } = yield* store.query(tenant, queryOf(demanding, {}))
      yield* expect(
        resources.map(({ type }) => type === demanding),
        [true]
      )
    }),

    "keeps any text and any number as it is": Effect.gen(function* () {
      const document = {
        userName: "'; DROP TABLE resource; --",
        displayName: 'İß😀e\u0301\u2028\\"%_$?',
        numbers: [0.1, 5e-324, 2 ** 62, -1],
        [EnterpriseUserSchema.urn]: { costCenter: "{}" }
      }
      yield* insertUser("it's", document)
      yield* expect(yield* find(user, "it's"), Option.some(resource(user, "it's", document)))
    })
  }),

  ...about("uniqueness", {
    "refuses a userName that is taken, in whatever letter case, and stores nothing of it": Effect.gen(function* () {
      yield* insertUser("2", bjensen)
      yield* insertGroup("g", ["3"])
      yield* expect(yield* Effect.either(insertUser("3", { userName: "bjENSEN" })), taken)
      yield* expect(yield* find(user, "3"), Option.none())
      yield* expect(yield* members("g"), [])
    }),

    "refuses a group the externalId of another, and no user": Effect.gen(function* () {
      for (const id of ["2", "3"]) yield* insertUser(id, { userName: id, externalId: "e" })
      yield* insertGroup("4", [], { externalId: "e" })
      yield* insertGroup("5", [], { externalId: "E" })
      const again = yield* Effect.either(insertGroup("6", [], { externalId: "e" }))
      yield* expect(again, Either.left(Refusal.taken(group, "externalId")))
      yield* expect(yield* query(group), { total: 2, ids: ["4", "5"] })
    }),

    "refuses an update to a userName that is taken, and changes nothing": Effect.gen(function* () {
      yield* insertUser("2", bjensen)
      yield* insertUser("3", { userName: "other" })
      yield* expect(yield* Effect.either(update(user, "3", { document: { userName: "BJENSEN" } })), taken)
      yield* expect(yield* find(user, "3"), Option.some(resource(user, "3", { userName: "other" })))
      yield* expect(yield* query(user, { filter: 'userName eq "other"' }), { total: 1, ids: ["3"] })
    }),

    "frees a userName that is given up or whose user is removed": Effect.gen(function* () {
      yield* insertUser("2", bjensen)
      yield* update(user, "2", { document: { userName: "other" } })
      yield* insertUser("3", bjensen)
      yield* remove(user, "3")
      yield* insertUser("4", bjensen)
      yield* expect(yield* query(user, { filter: 'userName eq "bjensen"' }), { total: 1, ids: ["4"] })
    }),

    "lets a user keep the own userName, and any number of users have an empty one or none": Effect.gen(function* () {
      yield* insertUser("2", bjensen)
      yield* update(user, "2", { document: { ...bjensen, userName: "BJENSEN" } })
      for (const [id, document] of Object.entries({ 3: { userName: "" }, 4: { userName: "" }, 5: {}, 6: {} })) {
        yield* insertUser(id, document)
      }
      yield* expect(yield* query(user), { total: 5, ids: ["2", "3", "4", "5", "6"] })
    })
  }),

  ...about("an update", {
    "writes the new document in the next version, and searches what it holds now": Effect.gen(function* () {
      yield* insertUser("2", bjensen)
      const after = resource(user, "2", later, { version: 2, lastModified: 2 })
      const change = { document: later, members: [], unknownMembers: "wait", base: "" }
      yield* expect(
        yield* update(user, "2", { document: later }),
        Option.some({ resource: after, changed: true, waiting: [], change })
      )
      yield* expect(yield* find(user, "2"), Option.some(after))
      yield* expect(yield* query(user, { filter: 'userName eq "bjensen"' }), { total: 0, ids: [] })
      yield* expect(yield* query(user, { filter: 'userName eq "babs" and title sw "dr"' }), { total: 1, ids: ["2"] })
    }),

    "makes no new version of what makes no difference": Effect.gen(function* () {
      yield* insertUser("2", bjensen)
      const { active, ...rest } = bjensen
      for (const change of [{}, { document: bjensen }, { document: { active, ...rest } }]) {
        const outcome = yield* update(user, "2", change)
        yield* expect(
          Option.map(outcome, ({ changed }) => changed),
          Option.some(false)
        )
      }
      yield* expect(yield* find(user, "2"), Option.some(resource(user, "2", bjensen)))
    }),

    "shows the resource to the decision, and changes nothing where that refuses": Effect.gen(function* () {
      const store = yield* ResourceStore
      yield* insertUser("2", bjensen)
      const refused = yield* Effect.either(store.update(tenant, user, "2", 2, (found) => Either.left(found)))
      yield* expect(refused, Either.left(resource(user, "2", bjensen)))
      yield* expect(yield* find(user, "2"), Option.some(resource(user, "2", bjensen)))
    }),

    "answers nothing for an unknown id, another type or another tenant": Effect.gen(function* () {
      yield* insertUser("2", bjensen)
      yield* expect(yield* update(user, "1", { document: later }), Option.none())
      yield* expect(yield* update(group, "2", { document: later }), Option.none())
      yield* expect(yield* find(user, "2"), Option.some(resource(user, "2", bjensen)))
    })
  }),

  ...about("a removal", {
    "takes the resource away, once": Effect.gen(function* () {
      yield* insertUser("2", bjensen)
      yield* expect(yield* remove(user, "2"), true)
      yield* expect(yield* find(user, "2"), Option.none())
      yield* expect(yield* query(user, { filter: 'emails.value eq "b@x.example"' }), { total: 0, ids: [] })
      yield* expect(yield* remove(user, "2"), false)
    }),

    "with keep puts it where no query finds it, and frees its userName": Effect.gen(function* () {
      yield* insertUser("2", bjensen)
      yield* expect(yield* remove(user, "2", true), true)
      yield* expect(yield* find(user, "2"), Option.none())
      yield* expect(yield* query(user, { filter: "id pr" }), { total: 0, ids: [] })
      yield* insertUser("3", bjensen)
      yield* expect(yield* remove(user, "2", true), false)
    }),

    "removes nothing where the decision refuses, or under another type or tenant": Effect.gen(function* () {
      const store = yield* ResourceStore
      yield* insertUser("2", bjensen)
      const refused = yield* Effect.either(store.remove(tenant, user, "2", 3, false, (found) => Either.left(found)))
      yield* expect(refused, Either.left(resource(user, "2", bjensen)))
      yield* expect(yield* remove(group, "2"), false)
      yield* expect(yield* remove(user, "1"), false)
      yield* expect(yield* find(user, "2"), Option.some(resource(user, "2", bjensen)))
    })
  }),

  ...about("a census", {
    "counts the resources of each type, and those that are inactive, of one tenant": Effect.gen(function* () {
      const store = yield* ResourceStore
      yield* expect(yield* store.census(tenant), [])
      yield* insertUser("1", bjensen)
      yield* insertUser("2", { userName: "b", active: false })
      yield* insertUser("3", { userName: "c" })
      yield* insertGroup("4")
      const groups = { type: "Group", total: 1, inactive: 0 }
      yield* expect(yield* store.census(tenant), [groups, { type: "User", total: 3, inactive: 1 }])
      yield* update(user, "1", { document: { ...bjensen, active: false } })
      yield* update(user, "2", { document: { userName: "b", active: true } })
      yield* remove(user, "3")
      yield* expect(yield* store.census(tenant), [groups, { type: "User", total: 2, inactive: 1 }])
    }),

    "counts nobody who was put out of sight": Effect.gen(function* () {
      yield* insertUser("2", { userName: "b", active: false })
      yield* remove(user, "2", true)
      yield* expect(yield* (yield* ResourceStore).census(tenant), [])
    })
  })
].map(between(neighbour, unharmed))
