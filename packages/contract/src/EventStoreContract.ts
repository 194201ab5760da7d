/** What the EventStore port promises: every change that the ResourceStore makes is recorded with it, and read in order. */
import { Event, MemberChanges } from "@rollcall/core"
import { EventStore, type NewestQuery, ResourceStore } from "@rollcall/provider"
import { Effect, Fiber, Option } from "effect"
import { about, type Case } from "./Case.ts"
import { expect } from "./Expectation.ts"
import * as Fixtures from "./Fixtures.ts"

const { adding, group, insert, insertGroup, insertUser, membersOf, remove, tenant, update, user } = Fixtures

const after = (seq: number, limit = 1_000) => Effect.flatMap(EventStore, (store) => store.after(tenant, seq, limit))
const end = Effect.flatMap(EventStore, (store) => store.end(tenant))

/** Each as `updated User/u1 version 2 at 2`, with what it tells. */
const recorded = (given: ReadonlyArray<Event.Recorded>) =>
  given.map(({ change, resource: { type, id, version }, at, told }) => [
    `${change} ${type}/${id} version ${version} at ${at}`,
    told
  ])

/** Each as `user.updated u1`, or `group.member_added g1 u1`. */
const told = Effect.map(after(0), (given) =>
  given
    .flatMap(Event.tell)
    .map(({ kind, resource, member }) => [kind, resource.id, ...(member === undefined ? [] : [member])].join(" "))
)

export const cases: ReadonlyArray<Case<ResourceStore | EventStore>> = about("a recorded change", {
  "tells of names and ids, in the version and at the time of the change": Effect.gen(function* () {
    yield* insertUser("u1", { userName: "u1", title: "Boss" })
    yield* update(user, "u1", { document: { userName: "u1", displayName: "One" } })
    yield* insertGroup("g1", ["u1"])
    const members = MemberChanges.remove(adding("g1"), ["u1"])
    yield* update(group, "g1", { document: { displayName: "new" }, members })
    yield* remove(user, "u1")
    yield* expect(recorded(yield* after(0)), [
      ["created User/u1 version 1 at 1", { attributes: ["userName", "title"] }],
      ["updated User/u1 version 2 at 2", { attributes: ["title", "displayName"] }],
      ["created Group/g1 version 1 at 1", { attributes: ["displayName"], membersAdded: ["u1"] }],
      [
        "updated Group/g1 version 2 at 2",
        { attributes: ["displayName"], membersAdded: ["g1"], membersRemoved: ["u1"] }
      ],
      ["deleted User/u1 version 2 at 3", {}]
    ])
  }),

  "says who may come in and who no longer, whatever else it changes": Effect.gen(function* () {
    const change = (active?: boolean) =>
      update(user, "u1", { document: { userName: "u1", ...(active === undefined ? {} : { active }) } })
    yield* insertUser("u1", { userName: "u1", active: true })
    for (const active of [false, undefined, true, false, false, true]) yield* change(active)
    yield* insertUser("u2", { userName: "u2", active: false })
    yield* expect(
      (yield* told).filter((text) => !text.startsWith("user.updated")),
      [
        "user.created u1",
        "user.deactivated u1",
        "user.reactivated u1",
        "user.deactivated u1",
        "user.reactivated u1",
        "user.created u2",
        "user.deactivated u2"
      ]
    )
  }),

  "is told of the groups that a resource joins when it comes and leaves when it goes": Effect.gen(function* () {
    yield* insertGroup("g1", ["u1"])
    yield* insertUser("u1")
    yield* remove(user, "u1")
    yield* expect(yield* told, [
      "group.created g1",
      "group.updated g1",
      "group.member_added g1 u1",
      "user.created u1",
      "group.updated g1",
      "group.member_removed g1 u1",
      "user.deleted u1"
    ])
  }),

  "is read from the newest on, of all resources or of one": Effect.gen(function* () {
    const store = yield* EventStore
    yield* insertUser("u1")
    yield* insertUser("u2")
    yield* update(user, "u1", { document: { userName: "u1", title: "Boss" } })
    const newest = (query: NewestQuery, of = tenant) =>
      Effect.map(store.newest(of, query), (found) => found.map(({ resource: { id, version } }) => `${id} ${version}`))
    const before = (yield* end) + 1
    yield* expect(yield* newest({ before, limit: 2 }), ["u1 2", "u2 1"])
    yield* expect(yield* newest({ before: before - 1, limit: 2 }), ["u2 1", "u1 1"])
    yield* expect(yield* newest({ before, limit: 2, resource: { type: "User", id: "u1" } }), ["u1 2", "u1 1"])
    yield* expect(yield* newest({ before, limit: 2, resource: { type: "Group", id: "u1" } }), [])
    yield* expect(yield* newest({ before, limit: 2 }, "another"), [])
  }),

  "is not there for what made no difference, waits, was refused or was undone": Effect.gen(function* () {
    const store = yield* ResourceStore
    yield* insertUser("u1")
    yield* insertGroup("g1", ["u1"])
    const before = yield* end
    yield* update(group, "g1", { members: adding("u1", "nobody") })
    yield* Effect.either(insert({ type: user, id: "u2", document: { userName: "U1" } }))
    yield* Effect.either(insert({ type: group, id: "g2", members: membersOf("nobody"), unknownMembers: "refuse" }))
    yield* Effect.either(store.atomically(Effect.zipRight(insertUser("u3"), Effect.fail("no"))))
    yield* expect(yield* after(before), [])
    yield* expect(yield* end, before)
  }),

  "is read in order, a page at a time, from wherever one stopped": Effect.gen(function* () {
    yield* expect([yield* end, yield* after(0)], [0, []])
    for (const id of ["u1", "u2", "u3", "u4", "u5"]) yield* insertUser(id)
    const all = yield* after(0)
    const seqs = all.map(({ seq }) => seq)
    yield* expect(
      all.map(({ resource }) => resource.id),
      ["u1", "u2", "u3", "u4", "u5"]
    )
    yield* expect(
      seqs,
      [...seqs].sort((left, right) => left - right)
    )
    yield* expect(yield* after(seqs[1] ?? 0, 2), all.slice(2, 4))
    yield* expect(yield* after(seqs[4] ?? 0), [])
    yield* expect(yield* end, seqs[4])
  }),

  "is seen by its own tenant alone": Effect.gen(function* () {
    const events = yield* EventStore
    yield* insertUser("u1")
    yield* insert({ type: user, id: "u1", document: { userName: "u1" } }, "other")
    for (const of of [tenant, "other"]) {
      const found = yield* events.after(of, 0, 10)
      yield* expect(
        found.map(({ resource }) => resource.id),
        ["u1"],
        of
      )
    }
    yield* expect(yield* events.prune("other", 10), 1)
    yield* expect((yield* after(0)).length, 1)
  }),

  "is forgotten when it is old": Effect.gen(function* () {
    const events = yield* EventStore
    for (const id of ["u1", "u2"]) yield* insertUser(id)
    yield* update(user, "u2", { document: { userName: "new" } })
    const last = yield* end
    yield* expect([yield* events.prune(tenant, 2), yield* events.prune(tenant, 2)], [2, 0])
    yield* expect(recorded(yield* after(0)), [["updated User/u2 version 2 at 2", { attributes: ["userName"] }]])
    yield* insertUser("u3")
    yield* expect(
      (yield* after(last)).map(({ resource }) => resource.id),
      ["u3"]
    )
  }),

  "is read once and in order by who follows while ten others write": Effect.gen(function* () {
    const ids = Array.from({ length: 50 }, (_, index) => `u${index}`)
    const found: Array<string> = []
    const writing = yield* Effect.fork(Effect.forEach(ids, (id) => insertUser(id), { concurrency: 10, discard: true }))
    let [seq, isOver] = [0, false]
    while (!isOver) {
      isOver = Option.isSome(yield* Fiber.poll(writing))
      for (const next of yield* after(seq)) {
        seq = next.seq
        found.push(next.resource.id)
      }
      yield* Effect.yieldNow()
    }
    yield* Fiber.join(writing)
    yield* expect([...found].sort(), [...ids].sort())
  })
})
