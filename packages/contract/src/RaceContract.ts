/** What the ResourceStore port promises of changes that come at the same time, whichever database is below. */
import { MemberChanges } from "@rollcall/core"
import { ResourceStore } from "@rollcall/provider"
import { Effect, Either, Option } from "effect"
import { about, type Case } from "./Case.ts"
import { expect } from "./Expectation.ts"
import * as Fixtures from "./Fixtures.ts"

const { adding, find, group, insertGroup, insertUser, members, memberships, remove, tenant, update, user } = Fixtures

const times = <A>(count: number, make: (index: number) => A): ReadonlyArray<A> =>
  Array.from({ length: count }, (_, index) => make(index))

const atOnce = <A, E, R>(effects: ReadonlyArray<Effect.Effect<A, E, R>>) =>
  Effect.all(effects, { concurrency: "unbounded" })

const tagOf = <A, E extends { readonly _tag: string }, R>(effect: Effect.Effect<A, E, R>) =>
  Effect.match(effect, { onFailure: ({ _tag }) => _tag, onSuccess: () => "done" })

const nineteen = (tag: string): ReadonlyArray<string> => [...times(19, () => tag), "done"].sort()

/** Ids in the order of their text. */
const users = times(50, (index) => `u${10 + index}`)

/** Twenty groups and as many users, each pair apart from the others, and two changes of each pair. */
const pairs = (
  one: (user: string, group: string) => Fixtures.Work,
  other: (user: string, group: string) => Fixtures.Work
) => atOnce(times(20, (index) => [one(`u${index}`, `g${index}`), other(`u${index}`, `g${index}`)]).flat())

/** The members of the twenty groups, by group. */
const held = Effect.gen(function* () {
  const found = yield* (yield* ResourceStore).members(
    tenant,
    times(20, (index) => `g${index}`)
  )
  return new Map(Array.from(found, ([id, list]) => [id, list.map(({ value }) => value)]))
})

const everyGroupHoldsItsUser = new Map(times(20, (index) => [`g${index}`, [`u${index}`]]))

const groups = atOnce(times(20, (index) => insertGroup(`g${index}`)))
const join = (name: string, id: string) => update(group, id, { members: adding(name) })

export const cases: ReadonlyArray<Case<ResourceStore>> = about("changes at the same time", {
  "lose none of fifty updates of one user": Effect.gen(function* () {
    const store = yield* ResourceStore
    yield* insertUser("u1", { userName: "u1", displayName: "" })
    const rename = (index: number) =>
      store.update(tenant, user, "u1", 2, ({ document }) =>
        Either.right({
          document: { ...document, displayName: `${document.displayName} ${index}` },
          members: MemberChanges.none,
          unknownMembers: "wait",
          base: ""
        } as const)
      )
    yield* atOnce(times(50, rename))
    const found = Option.getOrUndefined(yield* find(user, "u1"))
    yield* expect(found?.version, 51)
    yield* expect(new Set(String(found?.document.displayName).split(" ")), new Set(["", ...times(50, String)]))
  }),

  "lose none of fifty members that join one group": Effect.gen(function* () {
    yield* atOnce(users.map((id) => insertUser(id)))
    yield* insertGroup("g1")
    yield* atOnce(users.map((id) => join(id, "g1")))
    yield* expect(yield* members("g1"), users)
    yield* expect(
      Option.map(yield* find(group, "g1"), ({ version }) => version),
      Option.some(51)
    )
  }),

  "give a userName to one of twenty new users": Effect.gen(function* () {
    const outcomes = yield* atOnce(times(20, (index) => tagOf(insertUser(`u${index}`, { userName: "same" }))))
    yield* expect([...outcomes].sort(), nineteen("Uniqueness"))
    yield* expect((yield* Fixtures.query(user)).total, 1)
  }),

  "give a userName to one of twenty users that ask for it": Effect.gen(function* () {
    yield* atOnce(times(20, (index) => insertUser(`u${index}`)))
    const take = (index: number) => tagOf(update(user, `u${index}`, { document: { userName: "same" } }))
    const outcomes = yield* atOnce(times(20, take))
    yield* expect([...outcomes].sort(), nineteen("Uniqueness"))
    yield* expect((yield* Fixtures.query(user, { filter: 'userName eq "same"' })).total, 1)
  }),

  "let one of twenty through that want a version": Effect.gen(function* () {
    const store = yield* ResourceStore
    yield* insertUser("u1")
    const change = (index: number) =>
      store.update(tenant, user, "u1", 2, ({ version, document }) =>
        version === 1
          ? Either.right({
              document: { ...document, displayName: String(index) },
              members: MemberChanges.none,
              unknownMembers: "wait",
              base: ""
            } as const)
          : Either.left({ _tag: "Late" } as const)
      )
    yield* expect([...(yield* atOnce(times(20, (index) => tagOf(change(index)))))].sort(), nineteen("Late"))
  }),

  "remove a resource once": Effect.gen(function* () {
    yield* insertUser("u1")
    const removals = yield* atOnce(times(20, () => remove(user, "u1")))
    yield* expect(removals.filter(Boolean), [true])
  }),

  "leave nobody waiting who arrives while a group is given the id": Effect.gen(function* () {
    yield* groups
    yield* pairs((name) => insertUser(name), join)
    yield* expect(yield* held, everyGroupHoldsItsUser)
  }),

  "leave nobody waiting who arrives while a group is given the externalId": Effect.gen(function* () {
    yield* groups
    yield* pairs(
      (name) => insertUser(name, { userName: name, externalId: `e-${name}` }),
      (name, id) => join(`e-${name}`, id)
    )
    yield* expect(yield* held, everyGroupHoldsItsUser)
  }),

  "leave nobody waiting who arrives while the group does": Effect.gen(function* () {
    yield* pairs(
      (name) => insertUser(name),
      (name, id) => insertGroup(id, [name])
    )
    yield* expect(yield* held, everyGroupHoldsItsUser)
  }),

  "leave nobody in a group who is removed while it is added": Effect.gen(function* () {
    yield* groups
    yield* atOnce(times(20, (index) => insertUser(`u${index}`)))
    yield* pairs((name) => remove(user, name), join)
    yield* expect(yield* held, new Map())
    yield* expect((yield* Fixtures.query(group)).total, 20)
  }),

  "leave nobody in a group that is removed while its member arrives": Effect.gen(function* () {
    yield* pairs(
      (name, id) => insertGroup(id, [name]),
      () => Effect.void
    )
    yield* pairs(
      (name) => insertUser(name),
      (_, id) => remove(group, id)
    )
    yield* expect(yield* held, new Map())
    yield* expect((yield* Fixtures.query(user)).total, 20)
    yield* expect(
      yield* Effect.forEach(
        times(20, (index) => `u${index}`),
        memberships
      ),
      times(20, () => [])
    )
  })
})
