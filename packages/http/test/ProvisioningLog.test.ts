import { describe, expect, it } from "@effect/vitest"
import { SchemaRegistry, ScimError } from "@rollcall/core"
import { LogEntry, type Logged, LogStore, Randomness, Tenant, TenantStore, TokenService } from "@rollcall/provider"
import { Context, Effect, Layer, Option, TestClock } from "effect"
import * as Stored from "../../sql/test/Stored.ts"
import * as ProvisioningLog from "../src/ProvisioningLog.ts"
import * as ScimHandler from "../src/ScimHandler.ts"
import { config, logged, token } from "./service.ts"
import { request, type Sent } from "./wire.ts"

const user = "urn:ietf:params:scim:schemas:core:2.0:User"
const day = 86_400_000

const storage = Layer.merge(Stored.memory(), Randomness.layer)
type Services = Layer.Layer.Success<typeof storage>

/** With a log whose methods are replaced. */
const broken = (change: (store: LogStore["Type"]) => Partial<LogStore["Type"]>): Layer.Layer<Services> =>
  Layer.map(storage, (context) => {
    const store = Context.get(context, LogStore)
    return Context.add(context, LogStore, { ...store, ...change(store) })
  })

const bounds: ProvisioningLog.Bounds = { ...ProvisioningLog.standard, strangersPerMinuteMax: 2 }

/** What is asked of a server whose log is written to storage when it stops, or earlier. */
const served = <A, E, R>(
  asking: (send: (sent: Sent) => Effect.Effect<number>) => Effect.Effect<A, E, R>,
  given: Partial<ProvisioningLog.Bounds> = {}
) =>
  Effect.gen(function* () {
    const handler = yield* ScimHandler.make(config)
    return yield* asking((sent) => Effect.map(handler(request(sent)), ({ status }) => status))
  }).pipe(Effect.provide(ProvisioningLog.layerOf(SchemaRegistry.standard, { ...bounds, ...given })), Effect.scoped)

const entries = (tenant = "default"): Effect.Effect<ReadonlyArray<Logged>, ScimError.ScimError, LogStore> =>
  Effect.flatMap(LogStore, (log) => log.page({ tenant, order: "oldest", limit: 100 }))

const details = (tenant?: string) => Effect.map(entries(tenant), (found) => found.map(({ detail }) => detail))

const authorized = (text: string, sent: Sent): Sent => ({
  ...sent,
  headers: { authorization: `Bearer ${text}`, "content-type": "application/scim+json" }
})

const change = (settings: Partial<Tenant.Settings>) =>
  Effect.flatMap(TenantStore, (tenants) =>
    tenants.update({
      id: "default",
      name: "Default",
      created: 0,
      settings: { ...Tenant.defaultSettings, ...settings }
    })
  )

const body = JSON.stringify({ schemas: [user], userName: "ada@example.com", password: "secret", shoe: 38 })

const run = <A, E>(test: Effect.Effect<A, E, Services>, services: Layer.Layer<Services> = storage) =>
  Effect.provide(test, Layer.merge(services, logged([])))

describe("the provisioning log", () => {
  it.effect("has what was asked, by whom, and what became of it", () =>
    run(
      Effect.gen(function* () {
        const text = yield* token
        yield* TestClock.setTime(5_000)
        yield* served((send) =>
          Effect.gen(function* () {
            const first = authorized(text, { method: "POST", path: "/scim/v2/Users", query: "x=secret", body })
            yield* send({ ...first, headers: { ...first.headers, "x-request-id": "asked-1" } })
            yield* send(authorized(text, { method: "POST", path: "/scim/v2/Users", body }))
          })
        )
        const sender = { id: expect.any(String), name: "test" }
        const common = { tenant: "default", time: 5_000, token: sender, method: "POST", path: "/scim/v2/Users" }
        expect(yield* entries()).toEqual([
          {
            ...common,
            seq: expect.any(Number),
            requestId: "asked-1",
            status: 201,
            duration: 0,
            resource: expect.stringContaining("User/"),
            notes: [
              "UnknownAttribute: Left out what no schema defines: shoe.",
              expect.stringContaining("DiscardedAttribute: "),
              expect.stringContaining("EmailFromUserName: ")
            ]
          },
          {
            ...common,
            seq: expect.any(Number),
            requestId: expect.stringMatching(/^[0-9a-f]{16}-1$/),
            status: 409,
            error: "Uniqueness",
            scimType: "uniqueness",
            detail: expect.stringContaining("There is a User with this userName already."),
            attribute: "userName",
            duration: 0,
            notes: []
          }
        ])
      })
    )
  )

  it.effect("gives the refusal of a token that has ended to its tenant, and what nobody sent to nobody", () =>
    run(
      Effect.gen(function* () {
        const text = yield* Effect.map(
          TokenService.issue({ tenant: "default", name: "old", lifetime: 1_000 }),
          (issued) => issued.text
        )
        yield* TestClock.adjust(2_000)
        yield* served((send) =>
          Effect.gen(function* () {
            yield* send(authorized(text, { path: "/scim/v2/Users" }))
            yield* send({ path: "/scim/v2/Users" })
          })
        )
        expect(yield* entries()).toMatchObject([{ status: 401, error: "Unauthorized", token: { name: "old" } }])
        expect(yield* entries(LogEntry.nobody)).toMatchObject([{ status: 401, error: "Unauthorized" }])
      })
    )
  )

  it.effect("keeps bodies as the tenant wants them, without secrets", () =>
    run(
      Effect.gen(function* () {
        const text = yield* token
        for (const logBodies of ["masked", "whole"] as const) {
          yield* change({ logBodies })
          yield* served((send) => send(authorized(text, { method: "POST", path: "/scim/v2/Users", body })))
        }
        const log = yield* LogStore
        const found = yield* Effect.forEach(yield* entries(), ({ seq }) => log.find("default", seq))
        const [masked, whole] = found.flatMap(Option.toArray)
        expect(masked?.request).toBe(`{"schemas":["${user}"],"userName":"***","password":"***","shoe":0}`)
        expect(masked?.response).not.toContain("ada")
        expect(whole?.request).toContain('"userName":"ada@example.com","password":"***"')
        expect(whole?.response).toContain('"scimType":"uniqueness"')
      })
    )
  )

  it.effect("says nothing of those who ask whether the server lives", () =>
    run(
      Effect.gen(function* () {
        yield* served((send) => Effect.all([send({ path: "/healthz" }), send({ path: "/readyz" })]))
        expect(yield* entries(LogEntry.nobody)).toEqual([])
      })
    )
  )

  it.effect("takes so many requests of nobody in a minute, and counts the others", () =>
    run(
      Effect.gen(function* () {
        yield* served((send) =>
          Effect.gen(function* () {
            for (let index = 0; index < 5; index++) yield* send({ path: "/scim/v2/Users" })
            yield* TestClock.adjust("1 minute")
            yield* send({ path: "/other" })
          })
        )
        const found = yield* entries(LogEntry.nobody)
        expect(found.map(({ status, detail = "" }) => (status === 0 ? detail : status))).toEqual([
          "3 requests are missing before this line.",
          401,
          401,
          404
        ])
      })
    )
  )

  it.effect("is written after a short time, and not before", () =>
    run(
      served((send) =>
        Effect.gen(function* () {
          yield* send({ path: "/other" })
          yield* TestClock.adjust(bounds.gatherMillis - 1)
          expect(yield* entries(LogEntry.nobody)).toHaveLength(0)
          yield* TestClock.adjust(1)
          yield* settled
          expect(yield* entries(LogEntry.nobody)).toHaveLength(1)
        })
      )
    )
  )

  it.effect("is written at once where a whole batch waits", () =>
    run(
      served(
        (send) =>
          Effect.gen(function* () {
            yield* send({ path: "/1" })
            yield* send({ path: "/2" })
            yield* settled
            expect(yield* entries(LogEntry.nobody)).toHaveLength(2)
          }),
        { batchMax: 2 }
      )
    )
  )

  it.effect("fails no request while storage refuses it, tries again, and then counts what is missing", () => {
    let refusals = 2
    const failing = broken((store) => ({
      append: (given) => Effect.suspend(() => (refusals-- > 0 ? unavailable : store.append(given)))
    }))
    return run(
      served(
        (send) =>
          Effect.gen(function* () {
            expect(yield* send({ path: "/1" })).toBe(404)
            yield* TestClock.adjust("1 minute")
            yield* settled
            expect(yield* details(LogEntry.nobody)).toEqual([expect.stringContaining("There is nothing here.")])
            refusals = 3
            yield* send({ path: "/2" })
            yield* TestClock.adjust("1 minute")
            yield* settled
            expect(yield* details(LogEntry.nobody)).toEqual([
              expect.any(String),
              "1 request is missing before this line."
            ])
          }),
        { triesMax: 3 }
      ),
      failing
    )
  })

  it.effect("lets the server stop where storage does not come back", () =>
    run(
      Effect.gen(function* () {
        const stopping = yield* Effect.fork(served((send) => send({ path: "/1" })))
        yield* TestClock.adjust(bounds.stopMillisMax)
        expect(yield* Effect.map(stopping.await, ({ _tag }) => _tag)).toBe("Success")
      }),
      broken(() => ({ append: () => unavailable }))
    )
  )

  it.effect("loses what is older than its tenant keeps it, at the start and once an hour", () =>
    run(
      Effect.gen(function* () {
        const log = yield* LogStore
        yield* change({ logDays: 2 })
        const old = (tenant: string, time: number) => LogEntry.missing(tenant, 1, time)
        yield* TestClock.setTime(40 * day)
        yield* log.append([old("default", 37 * day), old("default", 38 * day), old("", 9 * day), old("", 10 * day)])
        yield* served(() =>
          Effect.gen(function* () {
            yield* settled
            expect([(yield* entries()).length, (yield* entries("")).length]).toEqual([1, 1])
            yield* TestClock.adjust("59 minutes")
            yield* settled
            expect([(yield* entries()).length, (yield* entries("")).length]).toEqual([1, 1])
            yield* TestClock.adjust("1 minute")
            yield* settled
            expect([(yield* entries()).length, (yield* entries("")).length]).toEqual([0, 0])
          })
        )
      })
    )
  )

  it.effect("is not there where nobody provides it, and requests are answered all the same", () =>
    run(
      Effect.gen(function* () {
        const handler = yield* ScimHandler.make(config)
        expect((yield* handler(request({ path: "/other" }))).status).toBe(404)
        expect(yield* entries(LogEntry.nobody)).toEqual([])
      })
    )
  )
})

const unavailable = new ScimError.ServiceUnavailable({ detail: "Not now.", retryAfterSeconds: 1 })

/** For fibers that wait for the database and not for the clock. */
const settled = Effect.promise(() => new Promise<void>((resolve) => setTimeout(resolve, 30)))
