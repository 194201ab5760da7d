/** What the EventStore port promises of the history of a resource: who changed what, and the values before and after. */
import { EnterpriseUserSchema, MemberChanges } from "@rollcall/core"
import { EventStore, type HistoryQuery, Origin, type Recording, ResourceStore } from "@rollcall/provider"
import { Effect, Either } from "effect"
import { about, type Case } from "./Case.ts"
import { expect } from "./Expectation.ts"
import * as Fixtures from "./Fixtures.ts"

const { adding, group, insert, insertGroup, insertUser, membersOf, remove, tenant, update, user } = Fixtures

const okta: Recording = {
  origin: { actor: { kind: "token", id: "t1", name: "Okta" }, request: "r1" }
}
const entra: Recording = {
  origin: { actor: { kind: "administrator", id: "a1", name: "ada@example.com" }, request: "r2" }
}
const byOkta = okta.origin
const byEntra = entra.origin

const history = (type: "User" | "Group", id: string, asked: Partial<HistoryQuery> = {}, of = tenant) =>
  Effect.flatMap(EventStore, (store) => store.history(of, { type, id, limit: 100, ...asked }))

/** Newest first, without numbers: those are the database's. */
const entries = (type: "User" | "Group", id: string) =>
  Effect.map(history(type, id), (found) => found.map(({ seq: _, ...entry }) => entry))

const versions = (type: "User" | "Group", id: string, asked: Partial<HistoryQuery> = {}) =>
  Effect.map(history(type, id, asked), (found) => found.map(({ version }) => version))

/** Takes the resource away at the time 3. */
const removeBy = (type: typeof user, id: string, recording: Recording) =>
  Effect.flatMap(ResourceStore, (store) => store.remove(tenant, type, id, 3, false, () => Either.void, recording))

/** So many versions of the user `u1`, whose title is the version's number. */
const rewritten = (last: number) =>
  Effect.zipRight(
    insertUser("u1"),
    Effect.forEach(
      Array.from({ length: last - 1 }, (_, index) => index + 2),
      (version) => update(user, "u1", { document: { userName: "u1", title: `${version}` } }),
      { discard: true }
    )
  )

export const cases: ReadonlyArray<Case<ResourceStore | EventStore>> = about("a history", {
  "says who made each change by which request, and what was there before and after": Effect.gen(function* () {
    const [before, after] = [
      { userName: "u1", active: true },
      { userName: "u1", active: false, [EnterpriseUserSchema.urn]: { department: "R&D" } }
    ]
    yield* insert({ type: user, id: "u1", document: before, ...okta })
    yield* update(user, "u1", { document: after, ...entra })
    yield* removeBy(user, "u1", okta)
    const department = `${EnterpriseUserSchema.urn}:department`
    yield* expect(yield* entries("User", "u1"), [
      {
        change: "deleted",
        version: 2,
        at: 3,
        ...byOkta,
        values: [
          { path: "userName", before: "u1" },
          { path: "active", before: false },
          { path: department, before: "R&D" }
        ]
      },
      {
        change: "updated",
        version: 2,
        at: 2,
        attributes: ["active", department],
        activity: "deactivated",
        ...byEntra,
        values: [
          { path: "active", before: true, after: false },
          { path: department, after: "R&D" }
        ]
      },
      {
        change: "created",
        version: 1,
        at: 1,
        attributes: ["userName", "active"],
        ...byOkta,
        values: [
          { path: "userName", after: "u1" },
          { path: "active", after: true }
        ]
      }
    ])
  }),

  "of a group has its members, and says why it changed where nobody asked for that": Effect.gen(function* () {
    yield* insertGroup("g1", ["u1"])
    yield* insert({ type: user, id: "u1", document: { userName: "u1" }, ...okta })
    yield* update(group, "g1", { members: MemberChanges.remove(adding("g1"), ["nobody"]), ...entra })
    yield* removeBy(user, "u1", okta)
    yield* expect(yield* entries("Group", "g1"), [
      { change: "updated", version: 4, at: 3, membersRemoved: ["u1"], ...byOkta, because: "memberDeleted" },
      { change: "updated", version: 3, at: 2, membersAdded: ["g1"], ...byEntra },
      { change: "updated", version: 2, at: 1, membersAdded: ["u1"], ...byOkta, because: "memberArrived" },
      {
        change: "created",
        version: 1,
        at: 1,
        attributes: ["displayName"],
        values: [{ path: "displayName", after: "g1" }]
      }
    ])
  }),

  "has each of several that came together": Effect.gen(function* () {
    const store = yield* ResourceStore
    const of = { members: [], unknownMembers: "wait", now: 1, ...okta } as const
    yield* store.insert(tenant, [
      { ...of, type: user, id: "u1", document: { userName: "u1" } },
      { ...of, type: user, id: "u2", document: { userName: "U1" } },
      { ...of, type: group, id: "g1", document: { displayName: "g" }, members: membersOf("u1") }
    ])
    const of1 = { change: "created", version: 1, at: 1, ...byOkta } as const
    yield* expect(
      [yield* entries("User", "u1"), yield* entries("User", "u2"), yield* entries("Group", "g1")],
      [
        [{ ...of1, attributes: ["userName"], values: [{ path: "userName", after: "u1" }] }],
        [],
        [
          {
            ...of1,
            attributes: ["displayName"],
            membersAdded: ["u1"],
            values: [{ path: "displayName", after: "g" }]
          }
        ]
      ]
    )
  }),

  "has no value where none is to be recorded": Effect.gen(function* () {
    yield* insert({ type: user, id: "u1", document: { userName: "u1" }, values: false, origin: Origin.commandLine })
    yield* update(user, "u1", { document: { userName: "u1", title: "secret" }, values: false })
    yield* removeBy(user, "u1", { values: false })
    yield* expect(yield* entries("User", "u1"), [
      { change: "deleted", version: 2, at: 3 },
      { change: "updated", version: 2, at: 2, attributes: ["title"] },
      { change: "created", version: 1, at: 1, attributes: ["userName"], actor: { kind: "commandLine" } }
    ])
  }),

  "says what was too large to be kept, and keeps the rest": Effect.gen(function* () {
    const photos = [{ value: `https://x.example/${"a".repeat(100_000)}` }]
    yield* insertUser("u1", { userName: "u1", photos, title: "Boss" })
    const [entry] = yield* entries("User", "u1")
    yield* expect(entry?.values, [
      { path: "userName", after: "u1" },
      { path: "photos", cut: true },
      { path: "title", after: "Boss" }
    ])
  }),

  "keeps text as it is, whatever characters it has": Effect.gen(function* () {
    const title = "a\"'\\\n\u2028ß👩‍🚀 %_ null"
    yield* insertUser("u1", { userName: "u1" })
    yield* update(user, "u1", { document: { userName: "u1", title } })
    const [entry] = yield* entries("User", "u1")
    yield* expect(entry?.values, [{ path: "title", after: title }])
  }),

  "is read page by page, from the newest change on": Effect.gen(function* () {
    yield* rewritten(5)
    yield* insertUser("u2")
    const [, second] = yield* history("User", "u1", { limit: 2 })
    yield* expect(yield* versions("User", "u1", { limit: 2 }), [5, 4])
    const before = second?.seq ?? 0
    yield* expect(yield* versions("User", "u1", { before, limit: 2 }), [3, 2])
    yield* expect(yield* versions("User", "u1", { before }), [3, 2, 1])
  }),

  "is of one resource, in one type and one tenant": Effect.gen(function* () {
    yield* insertUser("1")
    yield* insert({ type: user, id: "1", document: { userName: "other", title: "x" } }, "other")
    yield* insertUser("2")
    const [own] = yield* history("User", "1")
    yield* expect(own?.attributes, ["userName"])
    yield* expect((yield* history("User", "1")).length, 1)
    yield* expect([yield* history("Group", "1"), yield* history("User", "3")], [[], []])
    const [another] = yield* history("User", "1", {}, "other")
    yield* expect(another?.attributes, ["userName", "title"])
  }),

  "loses its values when they are old, and nothing else": Effect.gen(function* () {
    const events = yield* EventStore
    yield* rewritten(2)
    yield* insert({ type: user, id: "u1", document: { userName: "other" }, ...okta }, "other")
    yield* remove(user, "u1")
    yield* expect([yield* events.forget(tenant, 3), yield* events.forget(tenant, 3)], [2, 0])
    yield* expect(yield* entries("User", "u1"), [
      {
        change: "deleted",
        version: 2,
        at: 3,
        values: [
          { path: "userName", before: "u1" },
          { path: "title", before: "2" }
        ]
      },
      { change: "updated", version: 2, at: 2, attributes: ["title"] },
      { change: "created", version: 1, at: 1, attributes: ["userName"] }
    ])
    const [untouched] = yield* history("User", "u1", {}, "other")
    yield* expect(untouched?.values, [{ path: "userName", after: "other" }])
    yield* events.prune(tenant, 3)
    yield* expect(yield* versions("User", "u1"), [2])
  })
})
