/** Security event tokens on their way to receivers, over whichever database the layer brings: what holds on each. */
import { createServer, type IncomingHttpHeaders } from "node:http"
import type { AddressInfo } from "node:net"
import type { SqlClient } from "@effect/sql"
import { it } from "@effect/vitest"
import { Fixtures } from "@rollcall/contract"
import { SchemaRegistry } from "@rollcall/core"
import {
  Randomness,
  ReceiverService,
  SecurityEventKeys,
  SecurityEventPoll,
  Tenant,
  TenantStore,
  WebhookService,
  WebhookStore,
  WebhookWorker
} from "@rollcall/provider"
import type { Storage } from "@rollcall/sql"
import { HttpWebhookSender } from "@rollcall/webhook"
import { Duration, Effect, Layer, Logger, LogLevel, Option, type Scope } from "effect"
import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from "jose"
import { describe, expect } from "vitest"

const { adding, group, insertGroup, insertUser, remove, tenant, update, user } = Fixtures

const root = "https://scim.example.com"
const audience = "https://app.example.com"
const issuer = `${root}/security-events/${tenant}`

type Answer = readonly [status: number, body?: object]

interface Endpoint {
  url: string
  readonly got: Array<readonly [headers: IncomingHttpHeaders, token: string]>
  answer: () => Answer
  readonly close: () => void
}

/** A receiver as RFC 8935 has it: a real HTTP server. */
const listening = Effect.acquireRelease(
  Effect.async<Endpoint>((resume) => {
    const server = createServer(async (request, response) => {
      const chunks: Array<Buffer> = []
      for await (const chunk of request) chunks.push(chunk)
      receiver.got.push([request.headers, Buffer.concat(chunks).toString()])
      const [status, body] = receiver.answer()
      response
        .writeHead(status, { "content-type": "application/json" })
        .end(body === undefined ? "" : JSON.stringify(body))
    })
    const close = () => {
      server.close()
      server.closeAllConnections()
    }
    const receiver: Endpoint = { url: "", got: [], answer: () => [202], close }
    server.listen(0, "127.0.0.1", () => {
      receiver.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/sets`
      resume(Effect.succeed(receiver))
    })
  }),
  ({ close }) => Effect.sync(close)
)

const reach = "anywhere"

const founded = Effect.gen(function* () {
  const settings = Tenant.defaultSettings
  yield* (yield* TenantStore).insert({ id: tenant, name: "Acme", settings, created: 0 })
})

const pushed = Effect.gen(function* () {
  yield* founded
  const endpoint = yield* listening
  const push = { url: endpoint.url, token: "shown" }
  const { receiver } = yield* ReceiverService.create({ tenant, audience, root, push, reach })
  return { endpoint, receiver }
})

const work = Effect.scoped(WebhookWorker.run({ reach, interval: 20 })).pipe(Effect.provide(HttpWebhookSender.layer))

const until = (isSo: () => boolean) =>
  Effect.sleep(10).pipe(
    Effect.repeat({ until: isSo }),
    Effect.timeout("20 seconds"),
    Effect.zipRight(Effect.sleep(100))
  )

/** The claims of a token whose signature, issuer, audience and type are right. */
const verified = (token: string) =>
  Effect.gen(function* () {
    const keys = createLocalJWKSet((yield* (yield* SecurityEventKeys.make).published) as JSONWebKeySet)
    const { payload } = yield* Effect.promise(() => jwtVerify(token, keys, { issuer, audience, typ: "secevent+jwt" }))
    return payload as typeof payload & {
      readonly events: Record<string, unknown>
      readonly sub_id: { readonly uri: string }
    }
  })

const told = (tokens: ReadonlyArray<string>) =>
  Effect.forEach(tokens, (token) =>
    Effect.map(verified(token), ({ events, sub_id }) => {
      const names = Object.keys(events).map((uri) => uri.replace("urn:ietf:params:scim:event:prov:", ""))
      return `${sub_id.uri} ${names.join(" ")}`
    })
  )

const active = (is: boolean) => update(user, "u1", { document: { userName: "u1", active: is } })

const poller = Effect.gen(function* () {
  yield* founded
  const { receiver, text = "" } = yield* ReceiverService.create({ tenant, audience, root, reach })
  const recognised = Option.getOrThrow(yield* SecurityEventPoll.recognise(receiver.id, text))
  const issuing = { keys: yield* SecurityEventKeys.make, registry: SchemaRegistry.standard }
  const poll = (given: Partial<SecurityEventPoll.Request> = {}) =>
    SecurityEventPoll.poll(issuing, recognised, {
      taken: [],
      refused: {},
      eventsMax: 100,
      patience: Duration.zero,
      ...given
    })
  return { receiver, text, poll }
})

export const suite = <E>(name: string, storage: Layer.Layer<Storage.Storage | SqlClient.SqlClient, E>): void => {
  type Services = Storage.Storage | SqlClient.SqlClient | Randomness.Randomness
  const test = (title: string, body: Effect.Effect<void, unknown, Services | Scope.Scope>) =>
    it.scopedLive(
      title,
      () =>
        Effect.provide(body, Layer.merge(storage, Randomness.layer)).pipe(Logger.withMinimumLogLevel(LogLevel.None)),
      60_000
    )

  describe(`${name}: a receiver that tokens are brought to`, () => {
    test(
      "gets one signed token of each change, in the order of a resource, from any number of workers",
      Effect.gen(function* () {
        const { endpoint, receiver } = yield* pushed
        yield* insertUser("u1", { userName: "u1", active: true })
        yield* insertGroup("g1")
        yield* update(group, "g1", { members: adding("u1") })
        yield* active(false)
        yield* active(true)
        yield* remove(user, "u1")
        yield* Effect.forkScoped(Effect.all([work, work, work], { concurrency: "unbounded" }))
        yield* until(() => endpoint.got.length >= 7)
        const [headers] = endpoint.got[0] ?? []
        expect([headers?.["content-type"], headers?.accept, headers?.authorization]).toEqual([
          "application/secevent+jwt",
          "application/json",
          "Bearer shown"
        ])
        const all = yield* told(endpoint.got.map(([, token]) => token))
        expect(all.filter((line) => line.startsWith("/Users"))).toEqual([
          "/Users/u1 create:notice",
          "/Users/u1 patch:notice deactivate",
          "/Users/u1 patch:notice activate",
          "/Users/u1 delete"
        ])
        expect(all.filter((line) => line.startsWith("/Groups"))).toEqual([
          "/Groups/g1 create:notice",
          "/Groups/g1 patch:notice",
          "/Groups/g1 patch:notice"
        ])
        const claims = yield* Effect.forEach(endpoint.got, ([, token]) => verified(token))
        expect(new Set(claims.map(({ jti }) => jti)).size).toBe(7)
        const joined = claims.find(({ sub_id }) => sub_id.uri === "/Groups/g1")
        expect(joined).not.toHaveProperty("sub")
        const deactivated = claims.find(({ events }) => "urn:ietf:params:scim:event:prov:deactivate" in events)
        expect(deactivated).toMatchObject({
          sub_id: { format: "scim", uri: "/Users/u1", id: "u1" },
          txn: `chg_4_u1`,
          jti: `chg_4_u1_${receiver.id}`,
          events: {
            "urn:ietf:params:scim:event:prov:patch:notice": { attributes: ["active"], version: 'W/"2"' },
            "urn:ietf:params:scim:event:prov:deactivate": {}
          }
        })
      })
    )

    test(
      "that cannot read a token gets the next one, and one that must be put right gets the same again",
      Effect.gen(function* () {
        const { endpoint, receiver } = yield* pushed
        const store = yield* WebhookStore
        const answers: Array<Answer> = [
          [400, { err: "invalid_request", description: "no JWT" }],
          [400, { err: "invalid_audience", description: "for whom?" }]
        ]
        endpoint.answer = () => answers.shift() ?? [202]
        yield* Effect.forkScoped(work)
        yield* insertUser("u1", { userName: "u1", active: true })
        yield* until(() => endpoint.got.length >= 1)
        yield* insertUser("u2")
        yield* until(() => endpoint.got.length >= 2)
        const tried = Effect.repeat(Effect.zipRight(Effect.sleep(10), store.deliveries(tenant, receiver.id, 10)), {
          until: (found) => found.length === 2 && found.every(({ answer }) => answer !== undefined)
        })
        const found = yield* Effect.timeout(tried, "20 seconds")
        expect(found.map(({ state, answer }) => [state, answer])).toEqual([
          ["pending", "400 invalid_audience: for whom?"],
          ["dead", "400 invalid_request: no JWT"]
        ])
        yield* active(false)
        yield* until(() => endpoint.got.length >= 3)
        expect(yield* WebhookService.owe(receiver, undefined)).toBe(1)
        yield* until(() => endpoint.got.length >= 4)
        const [[, again = ""] = []] = endpoint.got.slice(-1)
        expect(yield* told([again])).toEqual(["/Users/u1 create:notice"])
      })
    )
  })

  describe(`${name}: a receiver that fetches tokens`, () => {
    test(
      "gets what is owed until it says that it has it, the urgent first, and of each resource one at a time",
      Effect.gen(function* () {
        const { poll } = yield* poller
        for (const id of ["u1", "u2", "u3"]) yield* insertUser(id, { userName: id, active: true })
        yield* update(user, "u3", { document: { userName: "u3", active: false } })
        const first = yield* poll({ eventsMax: 2 })
        expect([yield* told(Object.values(first.sets)), first.moreAvailable]).toEqual([
          ["/Users/u3 create:notice", "/Users/u1 create:notice"],
          true
        ])
        expect(Object.keys((yield* poll({ eventsMax: 2 })).sets)).toEqual(Object.keys(first.sets))
        const second = yield* poll({ taken: Object.keys(first.sets) })
        expect([yield* told(Object.values(second.sets)), second.moreAvailable]).toEqual([
          ["/Users/u3 patch:notice deactivate", "/Users/u2 create:notice"],
          false
        ])
        const [deactivated = "", created = ""] = Object.keys(second.sets)
        const last = yield* poll({ taken: [created, "another"], refused: { [deactivated]: "invalid_key: which?" } })
        expect(last).toEqual({ sets: {}, moreAvailable: false })
      })
    )

    test(
      "keeps what it said of a token, and is asked nothing by workers",
      Effect.gen(function* () {
        const { poll, receiver } = yield* poller
        yield* Effect.forkScoped(work)
        yield* insertUser("u1")
        yield* Effect.sleep(200)
        const store = yield* WebhookStore
        expect(yield* store.deliveries(tenant, receiver.id, 10)).toEqual([])
        const { sets } = yield* poll()
        yield* poll({ refused: { [Object.keys(sets)[0] ?? ""]: "invalid_key: which?" }, eventsMax: 0 })
        expect(yield* store.deliveries(tenant, receiver.id, 10)).toMatchObject([
          { state: "dead", answer: "invalid_key: which?" }
        ])
      })
    )

    test(
      "waits for what happens, and several at a time are told all of it",
      Effect.gen(function* () {
        const { poll } = yield* poller
        const waiting = yield* Effect.fork(
          Effect.all(
            [1, 2, 3].map(() => poll({ patience: Duration.seconds(10) })),
            { concurrency: "unbounded" }
          )
        )
        yield* Effect.sleep(100)
        const begun = Date.now()
        yield* insertUser("u1")
        const answers = yield* waiting
        expect(Date.now() - begun).toBeLessThan(3_000)
        expect(answers.map(({ sets }) => Object.keys(sets).length)).toEqual([1, 1, 1])
        expect((yield* poll({ patience: Duration.zero, taken: Object.keys(answers[0]?.sets ?? {}) })).sets).toEqual({})
        const before = Date.now()
        expect((yield* poll({ patience: Duration.millis(300) })).sets).toEqual({})
        expect(Date.now() - before).toBeGreaterThanOrEqual(300)
      })
    )

    test(
      "is known by its secret, by the old one too until the overlap is over, and by no other",
      Effect.gen(function* () {
        const { receiver, text } = yield* poller
        const knows = (id: string, secret: string) => Effect.map(SecurityEventPoll.recognise(id, secret), Option.isSome)
        const rotated = yield* ReceiverService.rotate(receiver.id)
        expect([yield* knows(receiver.id, text), yield* knows(receiver.id, rotated.text ?? "")]).toEqual([true, true])
        yield* ReceiverService.rotate(receiver.id, 0)
        expect([yield* knows(receiver.id, text), yield* knows(receiver.id, rotated.text ?? "")]).toEqual([false, false])
        const other = yield* ReceiverService.create({ tenant, audience, root, reach })
        expect(yield* knows(receiver.id, other.text ?? "")).toBe(false)
        expect(yield* knows(other.receiver.id, other.receiver.secrets[0]?.text ?? "")).toBe(false)
        yield* ReceiverService.update(other.receiver.id, { enabled: false, reach })
        expect(yield* knows(other.receiver.id, other.text ?? "")).toBe(false)
      })
    )
  })
}
