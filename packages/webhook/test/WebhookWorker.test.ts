/** Events on their way from a change to an endpoint, through a real database and real HTTP. */
import type { SqlClient } from "@effect/sql"
import { it } from "@effect/vitest"
import { Fixtures } from "@rollcall/contract"
import { Event } from "@rollcall/core"
import { Randomness, Tenant, TenantStore, WebhookService, WebhookStore, WebhookWorker } from "@rollcall/provider"
import type { Storage } from "@rollcall/sql"
import { HttpWebhookSender } from "@rollcall/webhook"
import { Effect, Fiber, Layer, Logger, LogLevel, Option, type Scope } from "effect"
import { describe, expect } from "vitest"
import * as Stored from "../../sql/test/Stored.ts"
import * as Receiver from "./Receiver.ts"

const { adding, group, insertGroup, insertUser, remove, tenant, update, user } = Fixtures

type Services = Storage.Storage | SqlClient.SqlClient | Randomness.Randomness

const reach = "anywhere"

/** An endpoint that gets the events of the tenant from now on. */
const subscribed = (...kinds: ReadonlyArray<string>) =>
  Effect.gen(function* () {
    const receiver = yield* Receiver.start
    const settings = Tenant.defaultSettings
    yield* (yield* TenantStore).insert({ id: tenant, name: "Acme", settings, created: 0 })
    const webhook = yield* WebhookService.create({ tenant, url: receiver.url, kinds, reach })
    receiver.secret = webhook.secrets[0]?.text ?? ""
    return { receiver, webhook }
  })

const work = (lease = 20_000) =>
  Effect.scoped(WebhookWorker.run({ reach, interval: 20, lease })).pipe(Effect.provide(HttpWebhookSender.layer))

/** Until the endpoint has got so many requests. */
const got = ({ received }: Receiver.Receiver, count: number) =>
  Effect.sleep(10).pipe(
    Effect.repeat({ until: () => received.length >= count }),
    Effect.timeout("20 seconds"),
    Effect.zipRight(Effect.sleep(100)),
    Effect.map(() => received.map(({ type, resource }) => `${type} ${resource}`))
  )

const state = Effect.flatMap(WebhookStore, (store) =>
  Effect.map(store.list(tenant), ([standing]) => ({ ...standing, webhook: standing?.webhook.enabled }))
)

/** That endpoints fail is what the tests are about. */
const quiet = Logger.withMinimumLogLevel(LogLevel.None)

const test = (title: string, body: Effect.Effect<void, unknown, Services | Scope.Scope>) =>
  it.scopedLive(title, () => Effect.provide(body, Layer.merge(Stored.memory(), Randomness.layer)).pipe(quiet), 30_000)

const active = (is: boolean) => update(user, "u1", { document: { userName: "u1", active: is } })

describe("a worker", () => {
  test(
    "brings a deactivation to the endpoint within a second, signed, and only what the endpoint wants",
    Effect.gen(function* () {
      yield* insertUser("u1", { userName: "u1", active: true })
      const { receiver } = yield* subscribed("user.deactivated", "group.member_added")
      yield* Effect.forkScoped(
        Effect.scoped(WebhookWorker.run({ reach })).pipe(Effect.provide(HttpWebhookSender.layer))
      )
      yield* Effect.sleep(300)
      yield* active(true)
      const begun = Date.now()
      yield* active(false)
      yield* insertGroup("g1", ["u1"])
      expect(yield* got(receiver, 2)).toEqual(["user.deactivated u1", "group.member_added g1"])
      expect(receiver.received.map(({ genuine }) => genuine)).toEqual([true, true])
      expect((receiver.received[0]?.at ?? 0) - begun).toBeLessThan(1_000)
      expect(yield* state).toMatchObject({ pending: 0, dead: 0, failures: 0 })
    })
  )

  test(
    "looks at once when this process stores something, and not only when its pause is over",
    Effect.gen(function* () {
      const { receiver } = yield* subscribed("user.created", "user.deactivated")
      const worker = WebhookWorker.run({ reach, interval: "1 hour" })
      yield* Effect.forkScoped(Effect.scoped(worker).pipe(Effect.provide(HttpWebhookSender.layer)))
      yield* Effect.sleep(100)
      yield* insertUser("u1", { userName: "u1", active: true })
      yield* got(receiver, 1)
      // An endpoint that takes its time is told of what is urgent meanwhile.
      receiver.answer = ({ type }) => (type === "user.created" ? undefined : 200)
      yield* insertUser("u2")
      yield* got(receiver, 2)
      yield* active(false)
      expect(yield* got(receiver, 3)).toEqual(["user.created u1", "user.created u2", "user.deactivated u1"])
    })
  )

  test(
    "signs by the old secret too until the overlap is over",
    Effect.gen(function* () {
      const { receiver, webhook } = yield* subscribed("user.created")
      const rotated = yield* WebhookService.rotate(webhook.id)
      yield* Effect.forkScoped(work())
      yield* insertUser("u1")
      yield* got(receiver, 1)
      receiver.secret = rotated.secrets[0]?.text ?? ""
      yield* insertUser("u2")
      yield* got(receiver, 2)
      yield* WebhookService.rotate(webhook.id, 0)
      yield* insertUser("u3")
      yield* got(receiver, 3)
      expect(receiver.received.map(({ genuine }) => genuine)).toEqual([true, true, false])
    })
  )

  test(
    "keeps the order of a resource when an event fails, while those of others go on",
    Effect.gen(function* () {
      const { receiver } = yield* subscribed()
      receiver.answer = ({ resource }) => (resource === "u1" && receiver.received.length < 3 ? 500 : 200)
      yield* insertUser("u1")
      yield* active(false)
      yield* insertUser("u2")
      yield* remove(user, "u1")
      yield* Effect.forkScoped(work())
      const events = yield* got(receiver, 6)
      expect(events.slice(0, 2).sort()).toEqual(["user.created u1", "user.created u2"])
      const ofOne = receiver.received.filter(({ resource }) => resource === "u1").map(({ type }) => type)
      expect(ofOne).toEqual(["user.created", "user.created", "user.updated", "user.deactivated", "user.deleted"])
    })
  )

  test(
    "leaves an endpoint alone that takes nothing, and brings everything when it is back",
    Effect.gen(function* () {
      const { receiver } = yield* subscribed("user.created")
      receiver.answer = () => 503
      const ids = Array.from({ length: 12 }, (_, index) => `u${index + 10}`)
      for (const id of ids) yield* insertUser(id)
      yield* Effect.forkScoped(work())
      yield* got(receiver, 10)
      expect(receiver.received).toHaveLength(10)
      expect(yield* state).toMatchObject({ pending: 12, failures: 1 })
      receiver.answer = () => 200
      yield* got(receiver, 22)
      const taken = receiver.received.slice(10).map(({ resource }) => resource)
      expect([...taken].sort()).toEqual(ids)
      expect(yield* state).toMatchObject({ pending: 0, dead: 0, failures: 0 })
    })
  )

  test(
    "sends nothing more to an endpoint that says that it is gone",
    Effect.gen(function* () {
      const { receiver, webhook } = yield* subscribed("user.created")
      receiver.answer = () => 410
      yield* Effect.forkScoped(work())
      yield* insertUser("u1")
      yield* got(receiver, 1)
      yield* insertUser("u2")
      yield* Effect.sleep(200)
      expect(receiver.received).toHaveLength(1)
      expect(yield* state).toMatchObject({ webhook: false })
      receiver.answer = () => 200
      yield* WebhookService.update(webhook.id, { enabled: true, reach })
      yield* got(receiver, 2)
    })
  )

  test(
    "that dies in the middle is succeeded by another when its lease is over, and nothing is lost",
    Effect.gen(function* () {
      const { receiver } = yield* subscribed("user.created")
      receiver.answer = () => undefined
      const store = yield* WebhookStore
      const dying = Layer.succeed(WebhookStore, { ...store, release: () => Effect.void })
      const first = yield* Effect.forkScoped(Effect.provide(work(1_000), dying))
      for (const id of ["u1", "u2", "u3"]) yield* insertUser(id)
      yield* got(receiver, 3)
      yield* Fiber.interrupt(first)
      receiver.answer = () => 200
      yield* Effect.forkScoped(work())
      yield* Effect.sleep(300)
      expect(receiver.received).toHaveLength(3)
      yield* got(receiver, 6)
      expect(receiver.received.map(({ resource }) => resource).sort()).toEqual(["u1", "u1", "u2", "u2", "u3", "u3"])
      expect(yield* state).toMatchObject({ pending: 0, dead: 0 })
    })
  )

  test(
    "keeps an endpoint that takes its time for itself",
    Effect.gen(function* () {
      const { receiver } = yield* subscribed("user.created")
      receiver.answer = () => undefined
      yield* Effect.forkScoped(Effect.all([work(300), work(300)], { concurrency: "unbounded" }))
      yield* insertUser("u1")
      yield* got(receiver, 1)
      yield* Effect.sleep(1_000)
      expect(receiver.received).toHaveLength(1)
    })
  )

  test(
    "that stops lets go at once",
    Effect.gen(function* () {
      const { receiver } = yield* subscribed("user.created")
      receiver.answer = () => undefined
      const first = yield* Effect.forkScoped(work())
      yield* insertUser("u1")
      yield* got(receiver, 1)
      yield* Fiber.interrupt(first)
      receiver.answer = () => 200
      yield* Effect.forkScoped(work())
      yield* Effect.timeout(got(receiver, 2), "2 seconds")
      expect(receiver.received.map(({ id }) => id)).toEqual(["evt_1_0_u1", "evt_1_0_u1"])
    })
  )

  test(
    "beside three others sends nothing twice",
    Effect.gen(function* () {
      const { receiver } = yield* subscribed("user.created", "group.member_added")
      yield* Effect.forkScoped(Effect.all([work(), work(), work(), work()], { concurrency: "unbounded" }))
      yield* insertGroup("g1")
      const ids = Array.from({ length: 30 }, (_, index) => `u${index}`)
      yield* Effect.forEach(
        ids,
        (id) => Effect.zipRight(insertUser(id), update(group, "g1", { members: adding(id) })),
        { discard: true }
      )
      yield* got(receiver, 60)
      expect(new Set(receiver.received.map(({ id }) => id)).size).toBe(60)
      expect(receiver.received).toHaveLength(60)
    })
  )

  test(
    "leaves an endpoint alone for as long as it asks to be, and goes on where it stopped",
    Effect.gen(function* () {
      const { receiver } = yield* subscribed("user.created")
      receiver.answer = ({ resource }) => (resource === "u1" && receiver.received.length === 1 ? 429 : 200)
      receiver.retryAfter = 1
      yield* Effect.forkScoped(work())
      yield* insertUser("u1")
      yield* got(receiver, 1)
      const refusedAt = receiver.received[0]?.at ?? 0
      yield* insertUser("u2")
      expect(yield* got(receiver, 3)).toHaveLength(3)
      expect((receiver.received[1]?.at ?? 0) - refusedAt).toBeGreaterThanOrEqual(1_000)
      expect(yield* state).toMatchObject({ pending: 0, dead: 0, failures: 0 })
    })
  )

  test(
    "brings a deactivation within a second past ten thousand events that wait, behind those of the same user alone",
    Effect.gen(function* () {
      const { receiver, webhook } = yield* subscribed()
      const store = yield* WebhookStore
      const ids = Array.from({ length: 9_999 }, (_, index) => `a${index}`)
      for (const id of [...ids.slice(0, 20), "z1"]) yield* insertUser(id, { userName: id, active: true })
      const held = Option.getOrThrow(yield* store.claim("test", Date.now(), Date.now() + 60_000))
      const made = (id: string) =>
        Event.tell({ seq: 21, tenant, change: "created", resource: { type: "User", id, version: 1 }, at: 1, told: {} })
      yield* store.owe(held, [...ids, "z1"].flatMap(made), 21, Date.now())
      yield* store.release(held)
      expect(yield* state).toMatchObject({ pending: 10_000 })
      receiver.answer = () => (receiver.received.length > 500 ? undefined : 200)
      yield* Effect.forkScoped(work())
      yield* got(receiver, 100)
      receiver.received.length = 0
      const begun = Date.now()
      yield* update(user, "z1", { document: { userName: "z1", active: false } })
      const found = () => receiver.received.find(({ type }) => type === "user.deactivated")
      yield* Effect.sleep(10).pipe(Effect.repeat({ until: () => found() !== undefined }), Effect.timeout("10 seconds"))
      expect((found()?.at ?? 0) - begun).toBeLessThan(1_000)
      const ofOne = receiver.received.filter(({ resource }) => resource === "z1").map(({ type }) => type)
      expect(ofOne).toEqual(["user.created", "user.updated", "user.deactivated"])
      expect((yield* store.list(tenant))[0]?.pending).toBeGreaterThan(5_000)
      expect(new Set(receiver.received.map(({ id }) => id)).size).toBe(receiver.received.length)
      expect(webhook.enabled).toBe(true)
    })
  )

  test(
    "gives an event up after the last attempt, and sends it again when it is asked to",
    Effect.gen(function* () {
      const { receiver, webhook } = yield* subscribed("user.created")
      receiver.answer = () => 400
      const store = yield* WebhookStore
      const aged = Layer.succeed(WebhookStore, {
        ...store,
        due: (...given) => Effect.map(store.due(...given), (due) => due.map((each) => ({ ...each, attempts: 13 })))
      })
      const worker = yield* Effect.forkScoped(Effect.provide(work(), aged))
      yield* insertUser("u1")
      yield* got(receiver, 1)
      expect(yield* state).toMatchObject({ pending: 0, dead: 1 })
      expect(yield* store.deliveries(tenant, webhook.id, 1)).toMatchObject([{ state: "dead", answer: "400" }])
      yield* Fiber.interrupt(worker)
      receiver.answer = () => 200
      yield* Effect.forkScoped(work())
      expect(yield* WebhookService.owe(webhook, undefined)).toBe(1)
      yield* got(receiver, 2)
      yield* WebhookService.owe(webhook, 0)
      yield* got(receiver, 3)
      expect(new Set(receiver.received.map(({ id }) => id))).toEqual(new Set(["evt_1_0_u1"]))
    })
  )
})
