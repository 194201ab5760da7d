import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { Fixtures } from "@rollcall/contract"
import { Event } from "@rollcall/core"
import { EventStore, WebhookStore } from "@rollcall/provider"
import { Effect, Option } from "effect"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import * as Installed from "./installation.ts"

let api: Installed.Installation
const endpoint = createServer((request, response) =>
  request.resume().on("end", () => response.writeHead(418).end("a\n teapot"))
)

beforeAll(async () => {
  api = await Installed.make({ reach: "anywhere" })
  await new Promise<void>((resolve) => endpoint.listen(0, "127.0.0.1", resolve))
})

afterAll(async () => {
  await api.close()
  endpoint.close()
})

const base = "/api/tenants/acme/webhooks"

const ask = (method: string, path = "", body?: unknown) =>
  api.as("acme")(method, `${base}${path}`, body === undefined ? {} : { body })

const create = async (kinds?: ReadonlyArray<string>): Promise<Installed.Answer["body"]> => {
  const url = `http://127.0.0.1:${(endpoint.address() as AddressInfo).port}/`
  const { status, body } = await ask("POST", "", { url, ...(kinds === undefined ? {} : { kinds }) })
  expect(status).toBe(201)
  return body
}

describe("the webhooks of a tenant", () => {
  it("show their secret when it is made and never again", async () => {
    const { secret, ...made } = await create(["user.created"])
    expect(secret).toMatch(/^whsec_/)
    const { body: list } = await ask("GET")
    expect(list.at(-1)).toEqual({ ...made, state: "working", pending: 0, dead: 0 })
    expect(JSON.stringify(list)).not.toContain("whsec_")
    const rotated = await ask("POST", `/${made.id}/rotate`, { overlapDays: 0 })
    expect(rotated.body).toEqual({ ...made, secret: expect.stringMatching(/^whsec_/) })
    expect(rotated.body.secret).not.toBe(secret)
  })

  it("are changed by what is named, back to every kind too, and are taken away", async () => {
    const { secret, ...made } = await create(["user.created"])
    const change = async (body: unknown) => (await ask("PATCH", `/${made.id}`, body)).body
    expect(await change({ enabled: false })).toEqual({ ...made, enabled: false })
    expect(await change({ kinds: [], enabled: true })).toEqual({ ...made, kinds: [] })
    expect(await change({ url: "https://app.example.com/" })).toEqual({
      ...made,
      kinds: [],
      url: "https://app.example.com/"
    })
    expect((await ask("DELETE", `/${made.id}`)).status).toBe(204)
    expect((await ask("DELETE", `/${made.id}`)).status).toBe(404)
  })

  it("are refused with an address or a kind that there is not", async () => {
    const answers = [
      await ask("POST", "", { url: "ftp://a" }),
      await ask("POST", "", { url: "https://a", kinds: ["user.fired"] }),
      await ask("POST", `/${(await create()).id}/replay`, { after: "x" })
    ]
    expect(answers.map(({ status, body }) => [status, body._tag])).toEqual([
      [400, "Invalid"],
      [400, "Invalid"],
      [400, "Invalid"]
    ])
  })

  it("are tried, and what the endpoint says is answered", async () => {
    const { id } = await create()
    expect((await ask("POST", `/${id}/test`)).body).toEqual({ status: 418, answer: "a teapot", ms: expect.any(Number) })
    await ask("PATCH", `/${id}`, { url: "http://127.0.0.1:1/" })
    expect((await ask("POST", `/${id}/test`)).body).toEqual({ detail: "ECONNREFUSED", ms: expect.any(Number) })
  })

  it("show what became of events page by page, and send again what was given up", async () => {
    const { id } = await create()
    await api.run(given(id))
    const first = (await ask("GET", `/${id}/deliveries?limit=2`)).body
    const ids = first.items.map((item: { readonly id: string }) => item.id)
    expect(ids).toEqual([expect.stringMatching(/^evt_\d+_0_u3$/), expect.stringMatching(/^evt_\d+_0_u2$/)])
    expect(first.items[0]).toMatchObject({ type: "user.created", state: "dead", attempts: 14, answer: "500" })
    const last = (await ask("GET", `/${id}/deliveries?limit=2&after=${first.next}`)).body
    expect([last.items.length, last.next]).toEqual([1, undefined])
    const again = async (body: unknown) => (await ask("POST", `/${id}/replay`, body)).body
    expect(await again({ event: ids[0] })).toEqual({ replayed: 1 })
    expect((await again({ event: ids[0] })).detail).toBe("event must be the id of a delivery that was given up.")
    expect(await again({})).toEqual({ replayed: 2 })
    expect((await ask("GET", `/${id}/deliveries`)).body.items[0].state).toBe("pending")
    expect(await again({ after: "0" })).toEqual({ after: 0 })
    expect(await again({ since: "1970-01-01T00:00:00Z" })).toEqual({ after: 0 })
    expect((await again({ since: new Date().toISOString() })).after).toBeGreaterThan(0)
    expect((await again({ since: "yesterday" })).detail).toMatch(/^since must be a time/)
    expect((await again({ since: "1970-01-01", after: "1" })).detail).toMatch(/^Name one of/)
  })
})

/** Three events that the webhook has not taken. */
const given = (id: string) =>
  Effect.gen(function* () {
    const store = yield* WebhookStore
    for (const user of ["u1", "u2", "u3"]) yield* Fixtures.insertUser(user)
    const events = (yield* (yield* EventStore).after("acme", 0, 100))
      .flatMap(Event.tell)
      .filter(({ resource }) => ["u1", "u2", "u3"].includes(resource.id))
    let held = yield* store.claim("test", 1, 10)
    while (Option.isSome(held) && held.value.webhook.id !== id) held = yield* store.claim("test", 1, 10)
    const claim = Option.getOrThrow(held)
    yield* store.owe(claim, events, Number.MAX_SAFE_INTEGER, 1)
    const due = yield* store.due(claim, 1, 10, "any")
    const dead = due.map((each) => ({ ...each, state: "dead", attempts: 14, answer: "500" }) as const)
    yield* store.settle(claim, dead, { failures: 0, nextAttempt: 0, enabled: true, recovered: false }, 10)
  })
