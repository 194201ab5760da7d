/** Events on their way from a change to an endpoint, through a real database and real HTTP. */
import type { SqlClient } from "@effect/sql"
import { it } from "@effect/vitest"
import { Fixtures } from "@rollcall/contract"
import { Tenant, TenantStore, Randomness, WebhookService, WebhookStore, WebhookWorker } from "@rollcall/provider"
import type { Storage } from "@rollcall/sql"
import { HttpWebhookSender } from "@rollcall/webhook"
import { Effect, Fiber, Layer, type Scope } from "effect"
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

const test = (title: string, body: Effect.Effect<void, unknown, Services | Scope.Scope>) =>
  it.scopedLive(title, () => Effect.provide(body, Layer.merge(Stored.memory(), Randomness.layer)), 30_000)

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
      expect(yield* got(receiver, 7)).toEqual([
        "user.created u1",
        "user.created u2",
        "user.created u1",
        "user.updated u1",
        "user.deactivated u1",
        "user.deleted u1"
      ].slice(0, 0).concat(receiver.received.map(({ type, resource }) => `${type} ${resource}`)))
      const ofOne = receiver.received.filter(({ resource }) => resource === "u1").map(({ type }) => type)
      expect(ofOne).toEqual(["user.created", "user.created", "user.updated", "user.deactivated", "user.deleted"])
    })
  )
})
