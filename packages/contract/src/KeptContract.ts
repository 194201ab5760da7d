/** What the ResourceStore port promises of resources that were put aside when they were removed, and come back. */
import { References, SchemaRegistry } from "@rollcall/core"
import { type Kept, type KeptPosition, Refusal, ResourceStore } from "@rollcall/provider"
import { Effect, Either, Option } from "effect"
import { about, type Case } from "./Case.ts"
import { expect } from "./Expectation.ts"
import * as Fixtures from "./Fixtures.ts"

const { find, group, insert, insertGroup, insertUser, members, membersOf, query, remove, resource, tenant, user } =
  Fixtures

/** Removes and keeps at a time of the case's choice. */
const putAside = (type: typeof user, id: string, now: number) =>
  Effect.flatMap(ResourceStore, (store) => store.remove(tenant, type, id, now, true, () => Either.void))

const kept = (type: typeof user, from: { readonly after?: KeptPosition; readonly limit: number } = { limit: 100 }) =>
  Effect.flatMap(ResourceStore, (store) => store.kept(tenant, type, from))

/** Brings a resource back at the time 4, as it was put aside unless the case says otherwise. */
const restore = (type: typeof user, id: string, document?: Kept["resource"]["document"]) =>
  Effect.flatMap(ResourceStore, (store) =>
    store.restore(tenant, type, id, 4, (found) => {
      const next = document ?? found.resource.document
      return Either.right({ document: next, references: References.of(type, next, SchemaRegistry.standard) })
    })
  )

const bjensen = { userName: "BJensen", emails: [{ value: "b@x.example" }], active: true }
const inactive = { ...bjensen, active: false }

export const cases: ReadonlyArray<Case<ResourceStore>> = [
  ...about("what is kept", {
    "is answered by type as it was last, deactivated, with the time of its removal": Effect.gen(function* () {
      yield* insertUser("1", bjensen)
      yield* insertGroup("2")
      yield* remove(user, "1", true)
      yield* remove(group, "2", true)
      const of = (found: Kept["resource"]) => ({ kept: [{ resource: found, removed: 3 }], hasMore: false })
      yield* expect(yield* kept(user), of(resource(user, "1", inactive)))
      yield* expect(yield* kept(group), of(resource(group, "2", { displayName: "2" })))
    }),

    "is nothing that was removed without being kept, and nothing of another tenant": Effect.gen(function* () {
      const store = yield* ResourceStore
      yield* insertUser("1", bjensen)
      yield* remove(user, "1")
      yield* insert({ type: user, id: "2", document: bjensen }, "other")
      yield* store.remove("other", user, "2", 3, true, () => Either.void)
      yield* expect(yield* kept(user), { kept: [], hasMore: false })
      yield* expect(yield* restore(user, "2"), Option.none())
      yield* expect((yield* store.kept("other", user, { limit: 1 })).kept.length, 1)
    }),

    "is answered in pages, the latest removal first and those of one instant by their ids": Effect.gen(function* () {
      const removals = { a: 5, b: 9, c: 5, d: 5, e: 7 }
      for (const [id, now] of Object.entries(removals)) {
        yield* insertUser(id)
        yield* putAside(user, id, now)
      }
      const pages: Array<ReadonlyArray<string>> = []
      let after: KeptPosition | undefined
      for (let more = true; more; ) {
        const page = yield* kept(user, { limit: 2, ...(after === undefined ? {} : { after }) })
        pages.push(page.kept.map(({ resource: { id } }) => id))
        const last = page.kept.at(-1)
        after = last === undefined ? undefined : { removed: last.removed, id: last.resource.id }
        more = page.hasMore
      }
      yield* expect(pages, [["b", "e"], ["d", "c"], ["a"]])
    })
  }),

  ...about("a restoration", {
    "brings a resource back in the next version, found as before, and is not kept any more": Effect.gen(function* () {
      yield* insertUser("1", bjensen)
      yield* remove(user, "1", true)
      const back = resource(user, "1", inactive, { version: 2, lastModified: 4 })
      yield* expect(yield* restore(user, "1"), Option.some(back))
      yield* expect(yield* find(user, "1"), Option.some(back))
      yield* expect(yield* query(user, { filter: 'emails.value eq "b@x.example"' }), { total: 1, ids: ["1"] })
      yield* expect(yield* kept(user), { kept: [], hasMore: false })
      yield* expect(yield* restore(user, "1"), Option.none())
    }),

    "stores what the decision says, and nothing where that refuses": Effect.gen(function* () {
      const store = yield* ResourceStore
      yield* insertUser("1", bjensen)
      yield* remove(user, "1", true)
      const refused = yield* Effect.either(store.restore(tenant, user, "1", 4, (found) => Either.left(found)))
      yield* expect(refused, Either.left({ resource: resource(user, "1", inactive), removed: 3 }))
      yield* expect(yield* find(user, "1"), Option.none())
      const back = resource(user, "1", bjensen, { version: 2, lastModified: 4 })
      yield* expect(yield* restore(user, "1", bjensen), Option.some(back))
    }),

    "is refused where a unique value is taken meanwhile, and leaves the resource kept": Effect.gen(function* () {
      yield* insertUser("1", bjensen)
      yield* remove(user, "1", true)
      yield* insertUser("2", bjensen)
      yield* expect(yield* Effect.either(restore(user, "1")), Either.left(Refusal.taken(user, "userName")))
      yield* expect((yield* kept(user)).kept.length, 1)
      yield* expect(yield* query(user), { total: 1, ids: ["2"] })
      yield* remove(user, "2")
      yield* expect(Option.isSome(yield* restore(user, "1")), true)
    }),

    "answers nothing for an unknown id, another type, or what was never removed": Effect.gen(function* () {
      yield* insertUser("1", bjensen)
      yield* expect(yield* restore(user, "1"), Option.none())
      yield* remove(user, "1", true)
      yield* expect(yield* restore(group, "1"), Option.none())
      yield* expect(yield* restore(user, "3"), Option.none())
      yield* expect(yield* find(user, "1"), Option.none())
      yield* expect(Option.isSome(yield* restore(user, "1")), true)
    }),

    "makes it a member of the groups that wait for it, and of none that it was in": Effect.gen(function* () {
      yield* insertUser("1", bjensen)
      yield* insertGroup("g1", ["1"])
      yield* remove(user, "1", true)
      yield* insertGroup("g2", ["1"])
      yield* restore(user, "1")
      yield* expect([yield* members("g1"), yield* members("g2")], [[], ["1"]])
    }),

    "brings a group back without the members that it had": Effect.gen(function* () {
      yield* insertUser("1", bjensen)
      yield* insertGroup("g", ["1", "nobody"])
      yield* remove(group, "g", true)
      yield* expect(Option.isSome(yield* restore(group, "g")), true)
      yield* insertUser("nobody")
      yield* expect(yield* members("g"), [])
    }),

    "happens once, however many ask for it at the same time": Effect.gen(function* () {
      yield* insertUser("1", bjensen)
      yield* remove(user, "1", true)
      const answers = yield* Effect.all(
        Array.from({ length: 5 }, () => restore(user, "1")),
        {
          concurrency: "unbounded"
        }
      )
      yield* expect(answers.filter(Option.isSome).length, 1)
    })
  }),

  ...about("members of a group", {
    "are answered page by page in the order of their ids, without those that wait": Effect.gen(function* () {
      const store = yield* ResourceStore
      for (const id of ["c", "a", "b", "d"]) yield* insertUser(id, { userName: id, displayName: id.toUpperCase() })
      yield* insert({ type: group, id: "g", members: membersOf("d", "b", "a", "c", "bb") })
      const shown = (id: string) => ({ value: id, type: "User", display: id.toUpperCase() })
      const first = yield* store.memberPage(tenant, "g", { limit: 2 })
      yield* expect(first, { members: [shown("a"), shown("b")], hasMore: true })
      const second = yield* store.memberPage(tenant, "g", { after: "b", limit: 2 })
      yield* expect(second, { members: [shown("c"), shown("d")], hasMore: false })
      const none = { members: [], hasMore: false }
      yield* expect(yield* store.memberPage(tenant, "g", { after: "d", limit: 2 }), none)
      yield* expect(yield* store.memberPage("other", "g", { limit: 2 }), none)
    }),

    "are counted without those that wait": Effect.gen(function* () {
      const store = yield* ResourceStore
      for (const id of ["a", "b"]) yield* insertUser(id)
      yield* insertGroup("g1", ["a", "b", "nobody"])
      yield* insertGroup("g2", ["a", "g1"])
      yield* insertGroup("g3", ["nobody"])
      const groups = ["g1", "g2", "g3", "g4"]
      yield* expect(
        yield* store.memberCounts(tenant, groups),
        new Map([
          ["g1", 2],
          ["g2", 2]
        ])
      )
      yield* expect(yield* store.memberCounts("other", groups), new Map())
    })
  })
]
