import { readdir, readFile } from "node:fs/promises"
import { type Case, Contract, Unmet } from "@rollcall/contract"
import { SchemaRegistry } from "@rollcall/core"
import { EventStore, LogStore, ResourceStore, TenantStore, TokenStore } from "@rollcall/provider"
import { Effect, Either, Layer, Logger, LogLevel, Option } from "effect"
import { describe, expect, it } from "vitest"
import * as Stored from "../../sql/test/Stored.ts"

type Store = ResourceStore["Type"]

/** The names of the cases that a store does not keep. */
const broken = <R>(cases: ReadonlyArray<Case<R>>, storage: Layer.Layer<R>): Promise<ReadonlyArray<string>> =>
  Effect.forEach(cases, ({ name, run }) =>
    Effect.map(Effect.either(Effect.provide(run, storage)), (outcome) => (Either.isLeft(outcome) ? [name] : []))
  ).pipe(
    Effect.map((names) => names.flat()),
    Logger.withMinimumLogLevel(LogLevel.None),
    Effect.runPromise
  )

/** Takes everything and keeps nothing. */
const forgetful: Store = {
  insert: (_, inserts) =>
    Effect.succeed(
      inserts.map(({ type, id, document, now }) =>
        Either.right({
          resource: { type, id, version: 1, created: now, lastModified: now, document },
          waiting: []
        })
      )
    ),
  find: () => Effect.succeedNone,
  findHeld: () => Effect.succeedNone,
  update: () => Effect.succeedNone,
  remove: () => Effect.succeed(false),
  kept: () => Effect.succeed({ kept: [], hasMore: false }),
  restore: () => Effect.succeedNone,
  atomically: (effect) => effect,
  versions: () => Effect.succeed(new Map()),
  query: () => Effect.succeed({ total: 0, resources: [], hasMore: false }),
  members: () => Effect.succeed(new Map()),
  memberCounts: () => Effect.succeed(new Map()),
  memberPage: () => Effect.succeed({ members: [], hasMore: false }),
  memberships: () => Effect.succeed(new Map()),
  census: () => Effect.succeed([]),
  references: () => Effect.succeed(new Map())
}

const forgetfulTokens: TokenStore["Type"] = {
  insert: () => Effect.void,
  findByDigest: () => Effect.succeedNone,
  find: () => Effect.succeedNone,
  list: () => Effect.succeed([]),
  rotate: () => Effect.void,
  update: () => Effect.void,
  touch: () => Effect.void
}

const forgetfulTenants: TenantStore["Type"] = {
  insert: () => Effect.succeed(true),
  find: () => Effect.succeedNone,
  list: () => Effect.succeed([]),
  page: () => Effect.succeed([]),
  update: () => Effect.succeed(true),
  change: () => Effect.succeedNone
}

const forgetfulLog: LogStore["Type"] = {
  append: () => Effect.void,
  page: () => Effect.succeed([]),
  find: () => Effect.succeedNone,
  count: () => Effect.succeed([]),
  prune: () => Effect.succeed(0)
}

const forgetfulEvents: EventStore["Type"] = {
  after: () => Effect.succeed([]),
  end: () => Effect.succeed(0),
  newest: () => Effect.succeed([]),
  history: () => Effect.succeed([]),
  forget: () => Effect.succeed(0),
  prune: () => Effect.succeed(0)
}

/** A store with one thing wrong with it, and cases that it does not keep, in the contract's order. */
const faults: Readonly<Record<string, readonly [fault: (store: Store) => Partial<Store>, ...cases: Array<string>]>> = {
  "counts the page for the total": [
    (store) => ({
      query: (tenant, query) =>
        Effect.map(store.query(tenant, query), (page) => ({ ...page, total: page.resources.length }))
    }),
    "a query answers the total whatever the page"
  ],
  "does not sort": [
    (store) => ({ query: (tenant, { order: _, ...query }) => store.query(tenant, query) }),
    "a query sorts descending",
    "a query puts what has no value last, and breaks ties by id"
  ],
  "does not filter": [
    (store) => ({
      query: (tenant, query) => {
        const sources = query.sources.map(({ filter: _, ...source }) => source)
        return store.query(tenant, { ...query, sources })
      }
    }),
    "memberships are what filters on groups and members find",
    "a query finds several by one or",
    "values longer than an index takes are found exactly"
  ],
  "takes every change for one": [
    (store) => ({
      update: (tenant, type, id, now, decide) =>
        Effect.map(
          store.update(tenant, type, id, now, decide),
          Option.map((outcome) => ({ ...outcome, changed: true }))
        )
    }),
    "an update makes no new version of what makes no difference",
    "a change of members adds those that are there without a difference"
  ],
  "reads, and writes later": [
    (store) => ({
      update: (tenant, type, id, now, decide) =>
        Effect.flatMap(
          Effect.zipLeft(store.find(tenant, type, id), Effect.sleep(5)),
          Option.match({
            onNone: () => Effect.succeedNone,
            onSome: (found) => store.update(tenant, type, id, now, () => decide(found))
          })
        )
    }),
    "changes at the same time lose none of fifty updates of one user",
    "changes at the same time let one of twenty through that want a version"
  ],
  "looks whether a name is free, and inserts later": [
    (store) => ({
      insert: (tenant, given) =>
        Effect.flatMap(store.insert(tenant, given), (found) =>
          found.every(Either.isRight)
            ? Effect.succeed(found)
            : store.insert(
                tenant,
                given.map((each) => ({ ...each, document: {} }))
              )
        )
    }),
    "uniqueness refuses a userName that is taken, in whatever letter case, and stores nothing of it",
    "changes at the same time give a userName to one of twenty new users"
  ],
  "knows direct memberships alone": [
    (store) => ({
      memberships: (tenant, ids) =>
        Effect.map(
          store.memberships(tenant, ids),
          (found) => new Map(Array.from(found, ([id, list]) => [id, list.filter(({ type }) => type === "direct")]))
        )
    }),
    "memberships are answered by resource, in the order of the groups' ids, direct ones and those through other groups"
  ],
  "lets every member wait": [
    (store) => ({
      insert: (tenant, given) =>
        store.insert(
          tenant,
          given.map((each) => ({ ...each, unknownMembers: "wait" as const }))
        )
    }),
    "members that are not known are refused by name where that is asked for, and then nothing is stored"
  ],
  "answers with types of its own": [
    (store) => ({
      find: (tenant, type, id) =>
        Effect.map(
          store.find(tenant, type, id),
          Option.map((found) => ({ ...found, type: SchemaRegistry.user }))
        )
    }),
    "a new resource is of the type that was asked for, as the caller has it"
  ],
  "has one tenant": [
    (store) => ({
      members: (_, groups) => store.members("acme", groups),
      find: (_, type, id) => store.find("", type, id)
    }),
    "a new resource is answered in its first version, and found as it was given",
    "members are answered by group, in the order of their ids, with what they show of themselves"
  ],
  "has no transactions": [
    () => ({ atomically: (effect) => effect }),
    "a transaction that fails stores nothing",
    "a transaction may stand inside another one"
  ],
  "stores all new resources or none": [
    (store) => ({
      insert: (tenant, given) =>
        Effect.flatMap(store.insert(tenant, given), (found) => {
          const refusal = found.find(Either.isLeft)
          return Effect.succeed(refusal === undefined ? found : given.map(() => Either.left(refusal.left)))
        })
    }),
    "new resources at once are refused one by one where a unique value is taken, and nothing is left of those",
    "new resources at once are refused one by one for members that are not known and must be"
  ],
  "begins a page with the place where the one before ended": [
    (store) => ({
      query: (tenant, query) =>
        store.query(
          tenant,
          query.from._tag === "After"
            ? { ...query, from: { ...query.from, position: { ...query.from.position, id: "" } } }
            : query
        )
    }),
    "a query walks on from where a page ended, and back, in every order"
  ],
  "does not take out what it brings back": [
    (store) => ({
      restore: (tenant, type, id, now, decide) =>
        Effect.flatMap(store.restore(tenant, type, id, now, decide), (found) =>
          Effect.as(
            store.remove(tenant, type, id, now, true, () => Either.void),
            found
          )
        )
    }),
    "a restoration brings a resource back in the next version, found as before, and is not kept any more"
  ],
  "counts who waits": [
    (store) => ({
      memberCounts: (tenant, groups) =>
        Effect.map(store.memberCounts(tenant, groups), (found) => new Map(Array.from(found, ([id, n]) => [id, n + 1])))
    }),
    "members of a group are counted without those that wait"
  ],
  "removes what is not there": [
    (store) => ({ remove: (...given) => Effect.as(store.remove(...given), true) }),
    "a removal takes the resource away, once",
    "changes at the same time remove a resource once"
  ]
}

const faulty = (fault: (store: Store) => Partial<Store>): Layer.Layer<ResourceStore> =>
  Layer.effect(
    ResourceStore,
    Effect.map(ResourceStore, (store) => ({ ...store, ...fault(store) }))
  ).pipe(Layer.provide(Stored.memory()))

const isNamed =
  (names: ReadonlyArray<string>) =>
  ({ name }: { readonly name: string }): boolean =>
    names.includes(name)

describe("the contract", () => {
  it("has no two cases of one name, and each begins with its group", () => {
    const cases = [
      ...Contract.resourceStore,
      ...Contract.tokenStore,
      ...Contract.tenantStore,
      ...Contract.eventStore,
      ...Contract.oracle()
    ]
    expect(new Set(cases.map(({ name }) => name)).size).toBe(cases.length)
    expect(cases.filter(({ group, name }) => !name.startsWith(`${group} `))).toEqual([])
  })

  it("is not kept by stores that forget what they are given, in no case that stores anything", async () => {
    const storage = Layer.mergeAll(
      Layer.succeed(ResourceStore, forgetful),
      Layer.succeed(TokenStore, forgetfulTokens),
      Layer.succeed(TenantStore, forgetfulTenants),
      Layer.succeed(EventStore, forgetfulEvents)
    )
    const kept = async <R>(cases: ReadonlyArray<Case<R>>, over: Layer.Layer<R>) => {
      const names = await broken(cases, over)
      return cases.filter(({ name }) => !names.includes(name)).map(({ name }) => name)
    }
    expect(await kept(Contract.resourceStore, storage)).toEqual([
      "a tenant with nothing in it reads nothing of another"
    ])
    expect(await kept(Contract.tokenStore, storage)).toEqual([])
    expect(await kept(Contract.tenantStore, storage)).toEqual([])
    expect(await kept(Contract.logStore, Layer.succeed(LogStore, forgetfulLog))).toEqual([])
    expect(await kept(Contract.eventStore, Layer.merge(Stored.memory(), storage))).toEqual([
      "a recorded change is not there for what made no difference, waits, was refused or was undone"
    ])
  })

  it.each(Object.entries(faults))("notices a store that %s", { timeout: 30_000 }, async (_, [fault, ...cases]) => {
    expect(await broken(Contract.resourceStore.filter(isNamed(cases)), faulty(fault))).toEqual(cases)
  })

  it.each([
    ["does not filter", faults["does not filter"], "what a filter finds is what FilterEvaluator says for a User"],
    [
      "does not sort",
      faults["does not sort"],
      "the order of an answer is that of Sorting, ties broken by id, for a Group"
    ]
  ] as const)(
    "notices on random worlds a store that %s, and tells of a small one",
    { timeout: 30_000 },
    async (_, fault, name) => {
      if (fault === undefined) return expect.unreachable()
      const storage = Layer.effect(
        ResourceStore,
        Effect.map(ResourceStore, (store) => ({ ...store, ...fault[0](store) }))
      ).pipe(Layer.provide(Stored.memory(Contract.registry)))
      const [found] = Contract.oracle({ worlds: 20, seed: 1, millisMax: 10_000 }).filter((given) => given.name === name)
      const outcome = await Effect.runPromise(Effect.either(Effect.provide(found?.run ?? Effect.void, storage)))
      const unmet = Either.getOrThrow(Either.flip(outcome))
      expect(unmet).toBeInstanceOf(Unmet)
      expect(unmet.message).toMatch(/^World \d+ of seed 1, as small as it could be made: /)
    }
  )

  it("yields every expectation, since one that is not yielded says nothing", async () => {
    const folder = new URL("../src/", import.meta.url)
    const files = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith(".ts"))
    const lines = await Promise.all(
      files.map(async (name) => (await readFile(new URL(name, folder), "utf8")).split("\n"))
    )
    const calls = lines.flat().filter((line) => line.includes(" expect("))
    expect(calls.length).toBeGreaterThan(100)
    expect(calls.filter((line) => !line.includes("yield* expect("))).toEqual([])
  })
})
