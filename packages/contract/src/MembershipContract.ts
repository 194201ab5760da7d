/** What the ResourceStore port promises of members and the changes to them, whichever database is below. */
import { MemberChanges } from "@rollcall/core"
import { Refusal, ResourceStore } from "@rollcall/provider"
import { Effect, Either, Option } from "effect"
import { about, between, type Case } from "./Case.ts"
import { expect } from "./Expectation.ts"
import * as Fixtures from "./Fixtures.ts"

const { adding, find, group, insert, insertGroup, insertUser, memberFilter, members, membersOf, tenant, update, user } =
  Fixtures

/** Another tenant has a group and users of the same ids: nothing that happens here may touch them. */
const neighbour = Effect.gen(function* () {
  yield* insert({ type: group, id: "g1", members: membersOf("u1", "u9") }, "other")
  yield* insert({ type: user, id: "u1" }, "other")
})

const unharmed = Effect.gen(function* () {
  const store = yield* ResourceStore
  yield* expect(yield* store.members("other", ["g1"]), new Map([["g1", [{ value: "u1", type: "User" }]]]))
})

const people = Effect.forEach(["u1", "u2", "u3"], (id) => insertUser(id, { userName: id.toUpperCase() }))

const version = Effect.map(
  find(group, "g1"),
  Option.map(({ version, lastModified }) => [version, lastModified])
)

const { remove, removeWhere, replaceAll } = MemberChanges
const start = ["u1", "u2"]
const u3 = { value: "u3" }

/** What is done to a group of u1 and u2, who is in it then, and in which version it is. */
const changes: ReadonlyArray<readonly [string, MemberChanges.MemberChanges, ReadonlyArray<string>, number]> = [
  ["adds members", adding("u3"), ["u1", "u2", "u3"], 2],
  ["adds those that are there without a difference", adding("u1", "u2"), start, 1],
  ["removes members", remove([], ["u1", "nobody"]), ["u2"], 2],
  ["removes those that are not there without a difference", remove([], ["u3", "nobody"]), start, 1],
  ["adds and removes at once", remove(adding("u3"), ["u1"]), ["u2", "u3"], 2],
  ["removes and adds again without a difference", [...remove([], ["u1"]), ...adding("u1")], start, 1],
  ["adds and removes again without a difference", [...adding("u3"), ...remove([], ["u3"])], start, 1],
  ["replaces all", replaceAll([u3, { value: "u2" }]), ["u2", "u3"], 2],
  ["replaces all by the same without a difference", replaceAll([{ value: "u2" }, { value: "u1" }]), start, 1],
  ["removes all", replaceAll([]), [], 2],
  ["removes those that match", removeWhere([], memberFilter('display sw "u1"')), ["u2"], 2],
  ["removes all where all match", removeWhere([], memberFilter('type eq "user"')), [], 2],
  ["removes none where none match, without a difference", removeWhere([], memberFilter('type eq "group"')), start, 1],
  [
    "replaces the one that matches by another",
    removeWhere([], memberFilter('value eq "u2"'), { mustMatch: 'members[value eq "u2"]', add: [u3] }),
    ["u1", "u3"],
    2
  ],
  [
    "takes stages in their order",
    [...adding("u3"), ...removeWhere([], memberFilter('value gt "u1"')), ...adding("u2")],
    start,
    1
  ]
]

const none = { total: 0, ids: [] }

export const cases: ReadonlyArray<Case<ResourceStore>> = [
  ...about("members", {
    "are answered by group, in the order of their ids, with what they show of themselves": Effect.gen(function* () {
      const store = yield* ResourceStore
      yield* people
      yield* insertUser("u4", { userName: "u4", displayName: "Four" })
      yield* insertUser("u5", {})
      yield* insertGroup("g2", ["u5", "u4", "u1"])
      yield* insertGroup("g1", ["g2"])
      yield* insertGroup("g3")
      yield* expect(
        yield* store.members(tenant, ["g1", "g2", "g3", "g4", "u1"]),
        new Map([
          ["g1", [{ value: "g2", type: "Group", display: "g2" }]],
          [
            "g2",
            [
              { value: "u1", type: "User", display: "U1" },
              { value: "u4", type: "User", display: "Four" },
              { value: "u5", type: "User" }
            ]
          ]
        ])
      )
      yield* expect(yield* store.members(tenant, []), new Map())
    })
  }),

  ...about("a change of members", {
    ...Object.fromEntries(
      changes.map(([title, given, after, versionAfter]) => [
        title,
        Effect.gen(function* () {
          yield* people
          yield* insertGroup("g1", start)
          const outcome = yield* update(group, "g1", { members: given })
          yield* expect(
            Option.map(outcome, ({ changed }) => changed),
            Option.some(versionAfter > 1)
          )
          yield* expect(yield* members("g1"), after)
          yield* expect(yield* version, Option.some([versionAfter, versionAfter]))
        })
      ])
    ),

    "changes nothing at all where a member must match and none does": Effect.gen(function* () {
      yield* people
      yield* insertGroup("g1", start)
      const mustMatch = 'members[value eq "u9"]'
      const given = removeWhere(adding("u3"), memberFilter('value eq "u9"'), { mustMatch })
      const refused = yield* Effect.either(update(group, "g1", { document: { displayName: "new" }, members: given }))
      yield* expect(refused, Either.left(Refusal.noMember(mustMatch)))
      yield* expect(yield* members("g1"), start)
      yield* expect(yield* version, Option.some([1, 1]))
    }),

    "is not made where the new document is refused": Effect.gen(function* () {
      yield* people
      yield* insertGroup("g2", [], { externalId: "taken" })
      yield* insertGroup("g1", start)
      const change = { document: { displayName: "g1", externalId: "taken" }, members: adding("u3", "u4") }
      const refused = yield* Effect.either(update(group, "g1", change))
      yield* expect(refused, Either.left(Refusal.taken(group, "externalId")))
      yield* insertUser("u4")
      yield* expect(yield* members("g1"), start)
      yield* expect(yield* version, Option.some([1, 1]))
    }),

    "goes along with a new document in one version": Effect.gen(function* () {
      yield* people
      yield* insertGroup("g1", start)
      yield* update(group, "g1", { document: { displayName: "new" }, members: adding("u3") })
      yield* expect(
        yield* find(group, "g1"),
        Option.some(Fixtures.resource(group, "g1", { displayName: "new" }, { version: 2, lastModified: 2 }))
      )
      yield* expect(yield* members("g1"), ["u1", "u2", "u3"])
    })
  }),

  ...about("members that are not known", {
    "wait unseen until a resource of their id comes, and make a new version of the group then": Effect.gen(
      function* () {
        const store = yield* ResourceStore
        const inserted = yield* insertGroup("g1", ["u2", "u1", "g2"])
        yield* expect(inserted.waiting, ["u2", "u1", "g2"])
        yield* expect(yield* members("g1"), [])
        yield* expect(yield* Fixtures.query(group, { filter: 'members.value eq "u1" or members pr' }), none)
        yield* expect(yield* store.memberships(tenant, ["u1"]), new Map())
        yield* insertUser("u1")
        yield* expect(yield* members("g1"), ["u1"])
        yield* expect(yield* version, Option.some([2, 1]))
        yield* insertGroup("g2")
        yield* expect(yield* members("g1"), ["g2", "u1"])
        yield* expect(yield* version, Option.some([3, 1]))
      }
    ),

    "are adopted by a resource that has their id as its externalId, when it comes or when it gets it": Effect.gen(
      function* () {
        yield* insertGroup("g1", ["e1", "e2", "E1"])
        yield* insertUser("u1", { externalId: "e1" })
        yield* insertUser("u2", { externalId: "" })
        yield* expect(yield* members("g1"), ["u1"])
        yield* update(user, "u2", { document: { externalId: "e2" } })
        yield* expect(yield* members("g1"), ["u1", "u2"])
        yield* expect(yield* version, Option.some([3, 2]))
      }
    ),

    "are told again each time they are named, and can be removed while they wait, without a new version": Effect.gen(
      function* () {
        yield* insertGroup("g1", ["u1", "u2"])
        const again = yield* update(group, "g1", { members: adding("u1") })
        yield* expect(
          Option.map(again, ({ waiting, changed }) => [waiting, changed]),
          Option.some([["u1"], false])
        )
        yield* update(group, "g1", { members: remove([], ["u1"]) })
        yield* insertUser("u1")
        yield* insertUser("u2")
        yield* expect(yield* members("g1"), ["u2"])
        yield* expect(yield* version, Option.some([2, 1]))
      }
    ),

    "match filters by what they were called, so that they can be removed and replaced": Effect.gen(function* () {
      yield* insertGroup("g1", ["u1", "u2"])
      yield* update(group, "g1", { members: removeWhere([], memberFilter('value eq "u1"')) })
      const replaced = removeWhere([], memberFilter('value eq "u2"'), {
        mustMatch: 'members[value eq "u2"]',
        add: [u3]
      })
      yield* update(group, "g1", { members: replaced })
      yield* people
      yield* expect(yield* members("g1"), ["u3"])
    }),

    "may be named by the externalId of a resource that is there, when they come and when they go": Effect.gen(
      function* () {
        yield* insertUser("u1", { externalId: "e1" })
        yield* insertUser("u2", { externalId: "u1" })
        yield* insertGroup("g1", ["e1", "u1", "u2"])
        yield* expect(yield* members("g1"), ["u1", "u2"])
        yield* update(group, "g1", { members: remove([], ["e1"]) })
        yield* expect(yield* members("g1"), ["u2"])
        yield* update(group, "g1", { members: [...adding("e1"), ...remove([], ["u1"])] })
        yield* expect(yield* members("g1"), ["u2"])
        yield* update(group, "g1", { members: replaceAll([{ value: "e1" }]) })
        yield* expect(yield* members("g1"), ["u1"])
      }
    ),

    "are refused by name where that is asked for, and then nothing is stored": Effect.gen(function* () {
      yield* insertUser("u1")
      const refused = { unknownMembers: "refuse" } as const
      const unknown = membersOf("u1", "a", "b", "c", "d", "e", "f", "g")
      yield* expect(
        yield* Effect.either(insert({ type: group, id: "g1", members: unknown, ...refused })),
        Either.left(Refusal.unknownMembers(["a", "b", "c", "d", "e", "f", "g"]))
      )
      yield* expect(yield* find(group, "g1"), Option.none())
      yield* insertGroup("g1", ["u1"])
      yield* expect(
        yield* Effect.either(update(group, "g1", { members: adding("x"), ...refused })),
        Either.left(Refusal.unknownMembers(["x"]))
      )
      yield* expect(yield* members("g1"), ["u1"])
    })
  })
].map(between(neighbour, unharmed))
