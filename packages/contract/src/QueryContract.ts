/** What the ResourceStore port promises of queries, whichever database is below. */
import { Filter, Limits, type ResourceType, Sorting } from "@rollcall/core"
import { ResourceStore, type Source } from "@rollcall/provider"
import { Effect, Either } from "effect"
import { about, type Case } from "./Case.ts"
import { expect } from "./Expectation.ts"
import {
  type Asked,
  base,
  filterOf,
  group,
  insert,
  insertGroup,
  insertUser,
  managedBy,
  query,
  queryOf,
  remove,
  start,
  tenant,
  user
} from "./Fixtures.ts"
import * as Walk from "./Walk.ts"

const people = Effect.gen(function* () {
  yield* insert({ type: user, id: "d", document: { userName: "Dora", title: "b", active: true }, now: 1 })
  yield* insert({ type: user, id: "a", document: { userName: "ANNA", title: "a", active: false }, now: 3 })
  yield* insert({ type: user, id: "c", document: { userName: "carl", title: "B" }, now: 3 })
  yield* insert({ type: user, id: "b", document: { userName: "bert" }, now: 2 })
  yield* insert({ type: user, id: "x", document: { userName: "xaver", title: "a" } }, "other")
  yield* insertGroup("g")
})

const whole: ReadonlyArray<readonly [string, Parameters<typeof query>[1], ReadonlyArray<string>]> = [
  ["answers every resource of the type and tenant, oldest first, ties by id", {}, ["d", "b", "a", "c"]],
  ["sorts without regard to letter case", { sortBy: "userName" }, ["a", "b", "c", "d"]],
  ["sorts descending", { sortBy: "userName", sortOrder: "descending" }, ["d", "c", "b", "a"]],
  ["puts what has no value last, and breaks ties by id", { sortBy: "title" }, ["a", "c", "d", "b"]],
  ["puts it first in descending order", { sortBy: "title", sortOrder: "descending" }, ["b", "c", "d", "a"]],
  ["filters and sorts", { filter: 'title eq "B"', sortBy: "userName" }, ["c", "d"]],
  ["finds what is not assigned under not", { filter: 'not (title eq "b")' }, ["b", "a"]],
  ["finds what is not assigned under ne", { filter: "active ne true" }, ["b", "a", "c"]],
  ["finds several by one or", { filter: 'id eq "c" or id eq "a" or id eq "nobody"' }, ["a", "c"]],
  ["finds by the time of change", { filter: 'meta.created gt "1970-01-01T00:00:00.001Z"' }, ["b", "a", "c"]]
]

/** RFC 7644 §3.4.2.4 over four resources: which of them are on the page. The total is four on every page. */
const pages: ReadonlyArray<readonly [offset: number, limit: number, ids: ReadonlyArray<string>]> = [
  [0, 2, ["d", "b"]],
  [1, 2, ["b", "a"]],
  [2, 2, ["a", "c"]],
  [3, 2, ["c"]],
  [0, 4, ["d", "b", "a", "c"]],
  [4, 2, []],
  [100, 2, []],
  [0, 0, []],
  [2, 0, []]
]

const walks: ReadonlyArray<Asked> = [
  {},
  { filter: 'title eq "b"' },
  ...["userName", "title", "active", "meta.created", "id"].flatMap(
    (sortBy): ReadonlyArray<Asked> => [{ sortBy }, { sortBy, sortOrder: "descending" }]
  )
]

const sortedBy = (type: ResourceType.ResourceType, sortBy: string): Pick<Source, "sortBy"> => {
  const [path] = Either.getOrThrow(Sorting.resolveAmong(sortBy, [type]))
  return path === undefined ? {} : { sortBy: path }
}

/** As many comparisons as a filter may have. */
const joined = (comparison: string, word: string) =>
  Array.from({ length: Limits.standard.filterComparisonsMax }, () => comparison).join(` ${word} `)

export const cases: ReadonlyArray<Case<ResourceStore>> = [
  ...about("a query", {
    ...Object.fromEntries(
      whole.map(([title, asked, ids]) => [
        title,
        Effect.gen(function* () {
          yield* people
          yield* expect(yield* query(user, asked), { total: ids.length, ids })
        })
      ])
    ),

    "answers the total whatever the page": Effect.gen(function* () {
      yield* people
      for (const [offset, limit, ids] of pages) {
        const page = yield* query(user, { offset, limit })
        yield* expect(page, { total: 4, ids }, `${limit} after ${offset}`)
      }
      yield* expect(yield* query(user, { offset: 1, limit: 1, filter: 'title eq "b"' }), { total: 2, ids: ["c"] })
    }),

    "answers no total where nobody wants one": Effect.gen(function* () {
      yield* people
      const store = yield* ResourceStore
      const page = yield* store.query(tenant, { ...queryOf(user, { limit: 2 }), counted: false })
      yield* expect([page.total, page.resources.length, page.hasMore], [undefined, 2, true])
    }),

    "walks on from where a page ended, and back, in every order": Effect.gen(function* () {
      yield* people
      const store = yield* ResourceStore
      for (const asked of walks) {
        const { sources, order, base } = queryOf(user, asked)
        const ids = (yield* query(user, asked)).ids
        yield* expect(ids.length, asked.filter === undefined ? 4 : 2)
        for (const limit of [1, 2, 3, 4, 5]) {
          const walk = Walk.through((from) =>
            store.query(tenant, { sources, ...(order === undefined ? {} : { order }), from, limit, base })
          )
          yield* expect(yield* walk, { forwards: ids, backwards: ids }, `${JSON.stringify(asked)} by ${limit}`)
        }
      }
    }),

    "passes over nobody and repeats nobody while others come and go": Effect.gen(function* () {
      yield* people
      const store = yield* ResourceStore
      const asked = { ...queryOf(user, { sortBy: "userName" }), limit: 1 }
      const first = yield* store.query(tenant, asked)
      yield* remove(user, "a")
      yield* insert({ type: user, id: "aa", document: { userName: "aaron" } })
      yield* insert({ type: user, id: "bb", document: { userName: "bo" } })
      const position = first.ends?.last ?? { key: null, id: "" }
      const rest = yield* store.query(tenant, { ...asked, from: { _tag: "After", position }, limit: 10 })
      yield* expect(
        [...first.resources, ...rest.resources].map(({ id }) => id),
        ["a", "b", "bb", "c", "d"]
      )
      yield* expect([rest.hasMore, rest.total], [false, undefined])
    }),

    "is about several types at once where it is asked to be": Effect.gen(function* () {
      yield* people
      yield* insertGroup("h", ["a"], { displayName: "B group" })
      const store = yield* ResourceStore
      const named = filterOf(user, 'userName sw "b"')
      const sources: ReadonlyArray<Source> = [
        { type: user, filter: named, ...sortedBy(user, "userName") },
        { type: group, filter: filterOf(group, 'displayName sw "b"'), ...sortedBy(group, "displayName") }
      ]
      const asked = { sources, order: "descending", from: start, limit: 10, base } as const
      const page = yield* store.query(tenant, asked)
      yield* expect(
        [page.total, page.resources.map(({ type, id }) => [type.name, id])],
        [
          2,
          [
            ["User", "b"],
            ["Group", "h"]
          ]
        ]
      )
      const nobody = { type: group, filter: Filter.never }
      const [only] = sources
      const found = yield* store.query(tenant, { ...asked, sources: only === undefined ? [] : [only, nobody] })
      yield* expect([found.total, found.resources.map(({ id }) => id)], [1, ["b"]])
      const all = sources.map(({ type }) => ({ type, filter: Filter.always }))
      const walk = Walk.through((from) => store.query(tenant, { sources: all, from, limit: 2, base }))
      const ids = ["d", "g", "h", "b", "a", "c"]
      yield* expect(yield* walk, { forwards: ids, backwards: ids })
    }),

    "takes text in filters for what it is": Effect.gen(function* () {
      yield* insertUser("1", { userName: "100%", displayName: "O'Hara; DROP TABLE resource" })
      yield* insertUser("2", { userName: "1000", displayName: 'say "hi" \\ _' })
      const asked = {
        'userName sw "100%"': ["1"],
        'userName co "_"': [],
        'displayName co "o\'hara; drop"': ["1"],
        'displayName co "\\"HI\\" \\\\ _"': ["2"],
        'userName eq "\' OR 1=1 --"': []
      }
      for (const [filter, ids] of Object.entries(asked)) {
        yield* expect(yield* query(user, { filter }), { total: ids.length, ids }, filter)
      }
    }),

    "sees what a reference names, by the name that it has now": Effect.gen(function* () {
      yield* insertUser("boss", { userName: "boss", displayName: "The Boss" })
      yield* insertUser("1", { userName: "1", ...managedBy("boss") })
      yield* insertUser("2", { userName: "2", ...managedBy("gone") })
      const manager = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager"
      const asked = {
        [`${manager} eq "boss"`]: ["1"],
        [`${manager}.displayName eq "THE BOSS"`]: ["1"],
        [`${manager}[value pr and not (displayName pr)]`]: ["2"]
      }
      for (const [filter, ids] of Object.entries(asked)) {
        yield* expect(yield* query(user, { filter }), { total: ids.length, ids }, filter)
      }
    }),

    "answers filters as long and as deep as the limits allow": Effect.gen(function* () {
      yield* people
      for (const filter of ['groups.type eq "d"', 'emails.value co "x"', 'meta.location ew "x"', "emails pr"]) {
        yield* expect(yield* query(user, { filter: joined(filter, "or") }), { total: 0, ids: [] }, filter)
        yield* expect(
          yield* query(user, { filter: `not (${joined(filter, "and")})` }),
          {
            total: 4,
            ids: ["d", "b", "a", "c"]
          },
          filter
        )
      }
      const depth = Limits.standard.filterDepthMax - 2
      const deep = `${"not (".repeat(depth)}title pr${")".repeat(depth)}`
      yield* expect(yield* query(user, { filter: deep }), { total: 3, ids: ["d", "a", "c"] })
      yield* expect(yield* query(group, { filter: joined('members.display eq "x"', "or") }), { total: 0, ids: [] })
    })
  })
]
