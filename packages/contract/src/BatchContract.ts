/** What the ResourceStore port promises of many changes at once: several new resources, and transactions around changes. */
import { MemberChanges, type Resource, ScimError } from "@rollcall/core"
import { type Insert, Refusal, ResourceStore } from "@rollcall/provider"
import { Effect, Either, Option } from "effect"
import { about, type Case } from "./Case.ts"
import { expect } from "./Expectation.ts"
import * as Fixtures from "./Fixtures.ts"

const { adding, find, group, insertGroup, insertUser, members, membersOf, remove, tenant, update, user } = Fixtures

const insertAll = (...inserts: ReadonlyArray<Pick<Insert, "type" | "id"> & Partial<Insert>>) =>
  Effect.flatMap(ResourceStore, (store) =>
    store.insert(
      tenant,
      inserts.map((given) => ({ document: {}, members: [], unknownMembers: "wait", now: 1, ...given }) as const)
    )
  )

const named = (id: string, userName: string = id, more: Partial<Insert> = {}) => ({
  type: user,
  id,
  document: { userName },
  ...more
})

const groupOf = (id: string, ...names: ReadonlyArray<string>) => ({
  type: group,
  id,
  document: { displayName: id },
  members: membersOf(...names)
})

/** What became of each: the ids that wait, or the name of the error. */
const outcomes = <A extends { readonly waiting: ReadonlyArray<string> }, E extends { readonly _tag: string }>(
  found: ReadonlyArray<Either.Either<A, E>>
) => found.map((each) => Either.match(each, { onLeft: ({ _tag }) => _tag, onRight: ({ waiting }) => waiting }))

const thousand = Array.from({ length: 1_000 }, (_, index) => named(`u${index}`))

const refused = new ScimError.InvalidSyntax({ detail: "No." })

const stored = (id: string) =>
  Effect.map(
    find(user, id),
    Option.map(({ document }) => document.userName)
  )

const versions = (...ids: ReadonlyArray<string>) =>
  Effect.flatMap(ResourceStore, (store) => store.versions(tenant, ids))

export const cases: ReadonlyArray<Case<ResourceStore>> = [
  ...about("new resources at once", {
    "are all stored, and answered in their order": Effect.gen(function* () {
      const found = yield* insertAll(named("b"), groupOf("g", "b", "a"), named("a"))
      yield* expect(found.map(Either.map(({ resource }) => resource)), [
        Either.right(Fixtures.resource(user, "b", { userName: "b" })),
        Either.right(Fixtures.resource(group, "g", { displayName: "g" })),
        Either.right(Fixtures.resource(user, "a", { userName: "a" }))
      ])
      yield* expect(yield* members("g"), ["a", "b"])
      yield* expect((yield* Fixtures.query(user, { filter: 'userName eq "A"' })).ids, ["a"])
      yield* expect(yield* insertAll(), [])
    }),

    "may be a thousand": Effect.gen(function* () {
      const found = yield* insertAll(...thousand)
      yield* expect(found.filter(Either.isRight).length, 1_000)
      yield* expect((yield* Fixtures.query(user)).total, 1_000)
    }),

    "are refused one by one where a unique value is taken, and nothing is left of those": Effect.gen(function* () {
      yield* insertUser("old", { userName: "taken" })
      const found = yield* insertAll(
        named("u1", "one"),
        named("u2", "TAKEN"),
        named("u3", "ONE"),
        named("u4", "four"),
        groupOf("g", "u1", "u2", "u4")
      )
      yield* expect(found[1], Either.left(Refusal.taken(user, "userName")))
      yield* expect(outcomes(found), [[], "Uniqueness", "Uniqueness", [], ["u2"]])
      yield* expect(yield* members("g"), ["u1", "u4"])
      yield* expect(yield* Effect.forEach(["u2", "u3"], stored), [Option.none(), Option.none()])
      yield* expect((yield* Fixtures.query(user, { filter: 'userName eq "taken"' })).ids, ["old"])
      yield* insertUser("u2", { userName: "two" })
      yield* expect(yield* members("g"), ["u1", "u2", "u4"])
    }),

    "take what one before them could not have": Effect.gen(function* () {
      yield* insertAll({ type: group, id: "old", document: { displayName: "old", externalId: "e" } })
      const found = yield* insertAll(
        { type: group, id: "g1", document: { displayName: "g1", externalId: "e" } },
        { type: group, id: "g2", document: { displayName: "g2", externalId: "f" } },
        { type: group, id: "g3", document: { displayName: "g3", externalId: "f" } }
      )
      yield* expect(outcomes(found), ["Uniqueness", [], "Uniqueness"])
    }),

    "are refused one by one for members that are not known and must be": Effect.gen(function* () {
      const refuse = { unknownMembers: "refuse" } as const
      const found = yield* insertAll(
        { ...groupOf("g1", "u1", "nobody"), ...refuse },
        { ...groupOf("g2", "u1", "g1"), ...refuse },
        { ...groupOf("g4", "u1", "g5"), ...refuse },
        { ...groupOf("g5", "g2"), ...refuse },
        { ...groupOf("g6", "u1"), ...refuse },
        { ...groupOf("g3", "later"), ...refuse, expected: new Map([["later", "User"]]) },
        named("u1")
      )
      yield* expect(found[0], Either.left(Refusal.unknownMembers(["nobody"])))
      const lost = "InvalidValue"
      yield* expect(outcomes(found), [lost, lost, lost, lost, [], ["later"], []])
      yield* expect(yield* Effect.forEach(["g1", "g2", "g4", "g5"], (id) => find(group, id)), [
        Option.none(),
        Option.none(),
        Option.none(),
        Option.none()
      ])
      yield* expect(yield* members("g6"), ["u1"])
      yield* insertUser("later")
      yield* expect(yield* members("g3"), ["later"])
    }),

    "are refused one by one for references to nothing, and to what is of another type": Effect.gen(function* () {
      yield* insertGroup("g1")
      const owned = (id: string, owner: string): Insert => ({
        ...named(id),
        members: [],
        unknownMembers: "wait",
        now: 1,
        references: [{ attribute: "owner.value", id: owner, types: ["User"] }]
      })
      const found = yield* insertAll(
        owned("u1", "nobody"),
        owned("u2", "g1"),
        owned("u3", "u4"),
        named("u4"),
        { ...owned("u5", "later"), expected: new Map([["later", "User"]]) },
        owned("u6", "u6"),
        { ...owned("u7", "later"), expected: new Map([["later", "Group"]]) }
      )
      const lost = { attribute: "owner.value", id: "nobody", types: ["User"] }
      yield* expect(found[0], Either.left(Refusal.unknownReference(lost)))
      yield* expect(outcomes(found), ["InvalidValue", "InvalidValue", [], [], [], [], "InvalidValue"])
      yield* expect(yield* Effect.forEach(["u1", "u2"], stored), [Option.none(), Option.none()])
      const references = [lost]
      const changed = yield* tagOf(update(user, "u3", { document: { userName: "changed" }, references }))
      yield* expect([changed, yield* stored("u3")], ["InvalidValue", Option.some("u3")])
    }),

    "are given to the groups that waited for them, which change once": Effect.gen(function* () {
      yield* insertGroup("g1", ["u1", "u2", "e3"])
      yield* insertGroup("g2", ["u2"])
      yield* insertAll(named("u1"), named("u2"), {
        type: user,
        id: "u3",
        document: { userName: "u3", externalId: "e3" }
      })
      yield* expect([yield* members("g1"), yield* members("g2")], [["u1", "u2", "u3"], ["u2"]])
      yield* expect(
        yield* versions("g1", "g2", "u1", "nobody"),
        new Map([
          ["g1", 2],
          ["g2", 2],
          ["u1", 1]
        ])
      )
    }),

    "may be groups that hold one another": Effect.gen(function* () {
      yield* insertAll(groupOf("g1", "g2"), groupOf("g2", "g3"), groupOf("g3", "g1"))
      yield* expect([yield* members("g1"), yield* members("g2"), yield* members("g3")], [["g2"], ["g3"], ["g1"]])
    })
  }),

  ...about("a transaction", {
    "stores what is done in it, together": Effect.gen(function* () {
      const store = yield* ResourceStore
      const value = yield* store.atomically(
        Effect.gen(function* () {
          yield* insertUser("u1")
          yield* insertGroup("g1", ["u1"])
          yield* update(user, "u1", { document: { userName: "changed" } })
          return (yield* Fixtures.query(user, { filter: 'userName eq "changed"' })).total
        })
      )
      yield* expect([value, yield* stored("u1"), yield* members("g1")], [1, Option.some("changed"), ["u1"]])
    }),

    "that fails stores nothing": Effect.gen(function* () {
      const store = yield* ResourceStore
      yield* insertUser("u1")
      yield* insertGroup("g1", ["u1"])
      const failed = store.atomically(
        Effect.gen(function* () {
          yield* insertUser("u2")
          yield* update(user, "u1", { document: { userName: "changed" } })
          yield* update(group, "g1", { members: adding("u2") })
          yield* remove(user, "u1")
          return yield* refused
        })
      )
      yield* expect(yield* Effect.either(failed), Either.left(refused))
      yield* expect(
        [yield* stored("u1"), yield* stored("u2"), yield* members("g1")],
        [Option.some("u1"), Option.none(), ["u1"]]
      )
      yield* insertUser("u2", { userName: "changed" })
    }),

    "goes on where an operation in it fails, of which nothing is left": Effect.gen(function* () {
      const store = yield* ResourceStore
      yield* insertUser("u1", { userName: "taken" })
      yield* insertGroup("g1", ["u1"])
      const tags = yield* store.atomically(
        Effect.gen(function* () {
          yield* insertUser("u2")
          const results = yield* Effect.all([
            tagOf(insertUser("u3", { userName: "taken" })),
            tagOf(update(user, "u2", { document: { userName: "taken" } })),
            tagOf(update(group, "g1", { members: [...MemberChanges.remove([], ["u1"]), ...mustMatch] })),
            tagOf(store.remove(tenant, user, "u1", 3, false, () => Either.left(refused)))
          ])
          yield* update(user, "u2", { document: { userName: "two" } })
          return results
        })
      )
      yield* expect(tags, ["Uniqueness", "Uniqueness", "NoTarget", "InvalidSyntax"])
      yield* expect(
        [yield* stored("u1"), yield* stored("u2"), yield* stored("u3"), yield* members("g1")],
        [Option.some("taken"), Option.some("two"), Option.none(), ["u1"]]
      )
    }),

    "may stand inside another one": Effect.gen(function* () {
      const store = yield* ResourceStore
      const tag = yield* store.atomically(
        Effect.gen(function* () {
          yield* insertUser("u1")
          const inner = yield* tagOf(store.atomically(Effect.zipRight(insertUser("u2"), refused)))
          yield* store.atomically(insertUser("u3"))
          return inner
        })
      )
      yield* expect(tag, "InvalidSyntax")
      yield* expect(yield* Effect.forEach(["u1", "u2", "u3"], stored), [
        Option.some("u1"),
        Option.none(),
        Option.some("u3")
      ])
    }),

    "lets one of twenty at once have a userName, and keeps what the others did beside": Effect.gen(function* () {
      const store = yield* ResourceStore
      const one = (index: number) =>
        store.atomically(
          Effect.zipRight(insertUser(`own${index}`), tagOf(insertUser(`u${index}`, { userName: "same" })))
        )
      const tags = yield* Effect.all(
        Array.from({ length: 20 }, (_, index) => one(index)),
        { concurrency: "unbounded" }
      )
      yield* expect(tags.filter((tag) => tag === "done").length, 1)
      yield* expect((yield* Fixtures.query(user)).total, 21)
    })
  })
]

const tagOf = <A, E extends { readonly _tag: string }, R>(effect: Effect.Effect<A, E, R>) =>
  Effect.match(effect, { onFailure: ({ _tag }) => _tag as string, onSuccess: () => "done" })

const noOne: ReadonlyArray<Resource.Member> = []
const mustMatch = MemberChanges.removeWhere([], Fixtures.memberFilter('value eq "nobody"'), {
  mustMatch: "x",
  add: noOne
})
