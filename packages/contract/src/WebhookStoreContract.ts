/** What the WebhookStore port promises: one worker at a time for each webhook, and nothing owed that is forgotten. */
import { Event, type Webhook } from "@rollcall/core"
import { type Claim, type Delivery, type ResourceStore, WebhookStore } from "@rollcall/provider"
import { Effect, Option } from "effect"
import { about, type Case } from "./Case.ts"
import { expect } from "./Expectation.ts"
import * as Fixtures from "./Fixtures.ts"

const { insertUser, tenant } = Fixtures

const webhook = (id: string, given: Partial<Webhook.Webhook> = {}): Webhook.Webhook => ({
  id,
  tenant,
  url: `https://app.example/${id}`,
  kinds: ["user.created", "user.deleted"],
  secrets: [{ text: "whsec_2" }, { text: "whsec_1", expires: 9 }],
  enabled: true,
  created: 1,
  ...given
})

/** Events of one change for each of these resources, in their order. */
const eventsOf = (...ids: ReadonlyArray<string>): ReadonlyArray<Event.Event> =>
  ids.flatMap((id, index) =>
    Event.tell({
      seq: index + 1,
      tenant,
      change: "updated",
      resource: { type: "User", id, version: index + 1 },
      at: 1,
      told: { attributes: ["active"], activity: "deactivated" }
    })
  )

/** What nobody has to hear at once. */
const unhurried = (id: string): ReadonlyArray<Event.Event> =>
  Event.tell({ seq: 9, tenant, change: "created", resource: { type: "User", id, version: 1 }, at: 1, told: {} })

const healthy = { failures: 0, nextAttempt: 0, enabled: true, recovered: false }

const until = 100

/** Claims that a worker of this name gets, one after the other. */
const claim = (owner: string, now: number) =>
  Effect.flatMap(WebhookStore, (store) => store.claim(owner, now, now + until))

const ids = (found: ReadonlyArray<Delivery>) => found.map(({ event }) => event.id)

const idOf = (found: Option.Option<Claim>) => Option.getOrUndefined(Option.map(found, (held) => held.webhook.id))

/** A webhook that somebody has claimed at the time 10, and that is owed the events of these resources. */
const owing = (...resources: ReadonlyArray<string>) =>
  Effect.gen(function* () {
    const store = yield* WebhookStore
    yield* store.insert(webhook("1"), 0)
    yield* insertUser("u1")
    const held = yield* claim("one", 10)
    if (Option.isNone(held)) return yield* Effect.dieMessage("There was nothing to claim.")
    yield* expect(yield* store.owe(held.value, eventsOf(...resources), Number.MAX_SAFE_INTEGER, 10), true)
    return { store, held: held.value }
  })

export const cases: ReadonlyArray<Case<ResourceStore | WebhookStore>> = about("a webhook", {
  "is found by its id and listed in the order of making, as it was given": Effect.gen(function* () {
    const store = yield* WebhookStore
    const [first, second] = [webhook("b"), webhook("a", { created: 2, enabled: false, kinds: [] })]
    const other = webhook("c", { tenant: "other", created: 3 })
    for (const each of [second, other, first]) yield* store.insert(each, 0)
    yield* expect(yield* store.find("a"), Option.some(second))
    yield* expect(yield* store.find("d"), Option.none())
    const listed = yield* store.list(tenant)
    yield* expect(
      listed,
      [first, second].map((each) => ({ webhook: each, failures: 0, pending: 0, dead: 0 }))
    )
    yield* expect((yield* store.list("other")).length, 1)
  }),

  "is changed and taken away where it is there": Effect.gen(function* () {
    const store = yield* WebhookStore
    yield* store.insert(webhook("1"), 0)
    const changed = webhook("1", { url: "https://other.example/", kinds: [], secrets: [], enabled: false })
    yield* expect(yield* store.update(changed), true)
    yield* expect(yield* store.find("1"), Option.some(changed))
    yield* expect(yield* store.update(webhook("2")), false)
    yield* expect([yield* store.remove("other", "1"), yield* store.remove(tenant, "1")], [false, true])
    yield* expect([yield* store.find("1"), yield* store.remove(tenant, "1")], [Option.none(), false])
  }),

  "is claimed when something has changed, and by one worker at a time": Effect.gen(function* () {
    const store = yield* WebhookStore
    yield* store.insert(webhook("1"), 0)
    yield* expect(idOf(yield* claim("one", 10)), undefined)
    yield* insertUser("u1")
    const held = yield* claim("one", 10)
    yield* expect(Option.getOrUndefined(held), { webhook: webhook("1"), owner: "one", seq: 0, failures: 0 })
    yield* expect(idOf(yield* claim("two", 109)), undefined)
    yield* expect(idOf(yield* claim("two", 110)), "1")
    if (Option.isNone(held)) return
    yield* expect(yield* store.owe(held.value, eventsOf("u1"), 7, 110), false, "who has lost it owes nothing")
    yield* expect(yield* store.settle(held.value, [], healthy, 500), false, "who has lost it settles nothing")
    yield* store.release(held.value)
    yield* expect(idOf(yield* claim("three", 111)), undefined, "who has lost it releases nothing")
  }),

  "is claimed once by twenty that try at the same time": Effect.gen(function* () {
    const store = yield* WebhookStore
    for (const id of ["1", "2", "3"]) yield* store.insert(webhook(id), 0)
    yield* insertUser("u1")
    const names = Array.from({ length: 20 }, (_, index) => `worker ${index}`)
    const tries = names.map((name) => claim(name, 10))
    const first = yield* Effect.all(tries, { concurrency: "unbounded" })
    const late = yield* Effect.all(tries, { concurrency: "unbounded" })
    const claimed = [...first, ...late].flatMap((found) => (Option.isSome(found) ? [found.value.webhook.id] : []))
    yield* expect(claimed.sort(), ["1", "2", "3"])
  }),

  "is not claimed while it is disabled or paused, and at once when it was changed": Effect.gen(function* () {
    const { store, held } = yield* owing("u1")
    const paused = { ...healthy, failures: 3, nextAttempt: 1_000 }
    yield* expect(yield* store.settle(held, [], paused, 200), true)
    yield* store.release(held)
    yield* expect(idOf(yield* claim("two", 999)), undefined)
    yield* expect(
      (yield* store.list(tenant)).map(({ failures, pending }) => [failures, pending]),
      [[3, 2]]
    )
    yield* store.update(webhook("1", { enabled: false }))
    yield* expect(idOf(yield* claim("two", 2_000)), undefined)
    yield* store.update(webhook("1"))
    yield* expect(
      Option.map(yield* claim("two", 20), ({ failures }) => failures),
      Option.some(3)
    )
  }),

  "is sent of each resource the earliest event that it is owed": Effect.gen(function* () {
    const { store, held } = yield* owing("u1", "u2", "u1")
    const first = yield* store.due(held, 10, 10, "any")
    yield* expect(ids(first), ["evt_1_0_u1", "evt_2_0_u2"])
    yield* expect(ids(yield* store.due(held, 10, 1, "any")), ["evt_1_0_u1"])
    const [one, two] = first
    if (one === undefined || two === undefined) return
    const failed: Delivery = { ...one, attempts: 1, nextAttempt: 50, at: 11, answer: "500" }
    const taken: Delivery = { ...two, state: "delivered", attempts: 1, at: 11, answer: "200" }
    yield* expect(yield* store.settle(held, [failed, taken], healthy, 500), true)
    yield* expect(ids(yield* store.due(held, 49, 10, "any")), ["evt_2_1_u2"])
    yield* expect(yield* store.due(held, 50, 1, "any"), [failed])
    yield* expect(ids(yield* store.deliveries(tenant, "1", 3)), ["evt_3_1_u1", "evt_3_0_u1", "evt_2_1_u2"])
    yield* expect(yield* store.settle(held, [], { ...healthy, recovered: true }, 500), true)
    yield* expect(ids(yield* store.due(held, 12, 1, "any")), ["evt_1_0_u1"])
  }),

  "is sent first what is urgent, behind what the same resource is owed from before": Effect.gen(function* () {
    const { store, held } = yield* owing("u1", "u2")
    yield* expect(ids(yield* store.due(held, 10, 10, "urgent")), ["evt_1_0_u1", "evt_2_0_u2"])
    const [one, two] = yield* store.due(held, 10, 10, "any")
    if (one === undefined || two === undefined) return
    const taken = (delivery: Delivery): Delivery => ({ ...delivery, state: "delivered", attempts: 1, at: 11 })
    yield* store.settle(held, [taken(two)], healthy, 500)
    yield* expect(ids(yield* store.due(held, 10, 1, "urgent")), ["evt_1_0_u1"])
    yield* expect(ids(yield* store.due(held, 10, 10, "urgent")), ["evt_1_0_u1", "evt_2_1_u2"])
    const last = yield* store.due(held, 10, 10, "urgent")
    yield* store.settle(held, last.map(taken), healthy, 500)
    yield* store.owe(held, unhurried("u3"), Number.MAX_SAFE_INTEGER, 10)
    yield* expect(ids(yield* store.due(held, 10, 10, "urgent")), ["evt_1_1_u1"])
    yield* expect(ids(yield* store.due(held, 10, 10, "any")), ["evt_1_1_u1", "evt_9_0_u3"])
  }),

  "shows its deliveries page by page, and is disabled by whoever finds it gone": Effect.gen(function* () {
    const { store, held } = yield* owing("u1", "u2")
    const page = (behind?: string) => Effect.map(store.deliveries(tenant, "1", 3, behind), ids)
    yield* expect(yield* page(), ["evt_2_1_u2", "evt_2_0_u2", "evt_1_1_u1"])
    yield* expect(yield* page("evt_1_1_u1"), ["evt_1_0_u1"])
    yield* expect(yield* page("evt_1_0_u1"), [])
    yield* store.settle(held, [], { ...healthy, enabled: false }, 500)
    yield* store.settle(held, [], healthy, 500)
    yield* expect(
      (yield* store.list(tenant)).map(({ webhook }) => webhook.enabled),
      [false]
    )
  }),

  "is kept by whoever has it for as long as it is prolonged": Effect.gen(function* () {
    const { store, held } = yield* owing("u1")
    yield* expect(yield* store.prolong(held, 1_000), true)
    yield* expect(idOf(yield* claim("two", 999)), undefined)
    yield* expect(idOf(yield* claim("two", 1_000)), "1")
    yield* expect(yield* store.prolong(held, 2_000), false)
  }),

  "is owed an event once, whoever stores it again": Effect.gen(function* () {
    const { store, held } = yield* owing("u1")
    yield* store.owe(held, eventsOf("u1", "u2"), Number.MAX_SAFE_INTEGER, 10)
    yield* expect(ids(yield* store.deliveries(tenant, "1", 10)).length, 4)
  }),

  "is owed again what was given up, and everything behind a number": Effect.gen(function* () {
    const { store, held } = yield* owing("u1")
    const [one] = yield* store.due(held, 10, 1, "any")
    if (one === undefined) return yield* Effect.dieMessage("Nothing was due.")
    yield* store.settle(held, [{ ...one, state: "dead", attempts: 14, at: 12, answer: "500" }], healthy, 500)
    yield* expect(
      (yield* store.list(tenant)).map(({ pending, dead }) => [pending, dead]),
      [[1, 1]]
    )
    yield* expect(yield* store.revive(tenant, "1", 20, "evt_1_1_u1"), 0)
    yield* expect(yield* store.revive(tenant, "1", 20, "evt_1_0_u1"), 1)
    yield* store.settle(held, [{ ...one, state: "dead", attempts: 14, at: 21, answer: "500" }], healthy, 500)
    yield* expect(yield* store.revive(tenant, "1", 20), 1)
    const due = yield* store.due(held, 20, 1, "any")
    yield* expect(
      due.map(({ event, attempts }) => [event.id, attempts]),
      [["evt_1_0_u1", 0]]
    )
    yield* store.rewind(tenant, "1", 0)
    yield* expect(yield* store.deliveries(tenant, "1", 10), [])
    yield* expect(
      Option.map(yield* claim("two", 20), ({ seq }) => seq),
      Option.some(0)
    )
  }),

  "forgets what is over and old, and nothing that it is still owed": Effect.gen(function* () {
    const { store, held } = yield* owing("u1", "u2")
    const [one, two] = yield* store.due(held, 10, 2, "any")
    if (one === undefined || two === undefined) return
    const over: Delivery = { ...one, state: "delivered", at: 12 }
    yield* store.settle(held, [over, { ...two, state: "dead", at: 13 }], healthy, 500)
    yield* expect(yield* store.prune(tenant, 13), 1)
    yield* expect(ids(yield* store.deliveries(tenant, "1", 10)), ["evt_2_1_u2", "evt_2_0_u2", "evt_1_1_u1"])
  })
})
