/** The administrator's API of a running server, as programs use it: by the typed client, as a stream, and as a page. */
import { execFile } from "node:child_process"
import { promisify } from "node:util"
import { FetchHttpClient, HttpApiClient, HttpClient, HttpClientRequest } from "@effect/platform"
import { Scim, urn } from "@rollcall/conformance"
import { AdminApi } from "@rollcall/http/AdminApi"
import { AdministratorService } from "@rollcall/provider"
import { Effect } from "effect"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import * as Administration from "../cells/Administration.ts"
import * as Cell from "../cells/Cell.ts"
import * as Program from "../examples/Program.ts"

const key = Effect.gen(function* () {
  const administrator = yield* AdministratorService.create({
    name: "ada@example.com",
    password: "correct horse battery staple"
  })
  return (yield* AdministratorService.issueKey(administrator, "test")).text
})

const clientOf = (baseUrl: string, secret: string) =>
  HttpApiClient.make(AdminApi, {
    baseUrl,
    transformClient: HttpClient.mapRequest(HttpClientRequest.bearerToken(secret))
  }).pipe(Effect.provide(FetchHttpClient.layer))

type Client = Effect.Effect.Success<ReturnType<typeof clientOf>>

const path = { tenant: "default" }

describe.each(Cell.spread())("who administers $name", (cell) => {
  let server: Cell.Server
  let scim: Scim
  let origin: string
  let secret: string

  beforeAll(async () => {
    server = await Cell.start(cell)
    scim = new Scim(server.base, server.token)
    origin = new URL(server.base).origin
    secret = await Administration.run(server.databaseUrl, key)
  })

  afterAll(() => server?.stop())

  const ask = <A, E>(question: (client: Client) => Effect.Effect<A, E>) =>
    Effect.runPromise(Effect.flatMap(clientOf(origin, secret), question))

  const get = (what: string) => fetch(`${origin}${what}`, { headers: { authorization: `Bearer ${secret}` } })

  it("walks through tenants and changes settings, which hold from the next request on", async () => {
    const { items } = await ask((client) => client.tenants.list({ urlParams: { limit: 1 } }))
    expect(items.map(({ id }) => id)).toEqual(["default"])
    const user = { schemas: [urn.user], userName: "nobody-writes-to-me" }
    ;(await scim.post("/Users", user)).expectError(400, "invalidValue")
    const changed = await ask((client) => client.settings.change({ path, payload: { required: ["userName"] } }))
    expect(changed.settings.required).toEqual(["userName"])
    ;(await scim.post("/Users", user)).expect(201)
  })

  it("is told what is wrong as an error of a type", async () => {
    const refused = await ask((client) =>
      Effect.flip(client.settings.change({ path, payload: { required: ["emails"] } }))
    )
    expect(refused).toMatchObject({ _tag: "Invalid", detail: expect.stringContaining("must include userName") })
    const stranger = await Effect.runPromise(
      Effect.flatMap(clientOf(origin, "wrong"), (client) => Effect.flip(client.tenants.get({ path })))
    )
    expect(stranger._tag).toBe("Unauthorized")
  })

  it("looks through the log, and finds what to do", async () => {
    await scim.post("/Users", { schemas: [urn.user] })
    const found = () => ask((client) => client.log.list({ path, urlParams: { outcome: "failed", method: "POST" } }))
    const until = Date.now() + 10_000
    while ((await found()).items.length === 0 && Date.now() < until) await new Promise((wait) => setTimeout(wait, 50))
    const [entry] = (await found()).items
    const whole = await ask((client) => client.log.get({ path: { ...path, id: entry?.id ?? 0 } }))
    expect(whole).toMatchObject({ status: 400, error: "InvalidValue", happened: expect.any(String) })
    const exported = await get("/api/tenants/default/log/export?outcome=failed")
    expect(exported.headers.get("content-type")).toBe("text/csv; charset=utf-8")
    expect((await exported.text()).split("\r\n")[0]).toMatch(/^id,time,tenant,token,/)
  })

  it("sees how the server and a tenant do", async () => {
    await scim.user({ active: false })
    const { health, overview } = await ask((client) =>
      Effect.all({ health: client.overview.health(), overview: client.overview.tenant({ path, urlParams: {} }) })
    )
    expect(health.database).toMatchObject({
      product: cell.storage === "sqlite" ? "SQLite" : "PostgreSQL",
      pending: []
    })
    expect(health.log).toMatchObject({ waitingMax: 10_000, dropped: 0 })
    expect(overview.users.inactive).toBe(1)
    expect(overview.requests.reduce((sum, { requests }) => sum + requests, 0)).toBeGreaterThan(0)
  })

  it("reads the reference as a page that no script may run in", async () => {
    const page = await fetch(`${origin}/api/docs`)
    expect([page.status, page.headers.get("content-type")]).toEqual([200, "text/html; charset=utf-8"])
    expect(page.headers.get("content-security-policy")).toContain("default-src 'none'")
  })

  it("watches the log, and keeps nobody waiting who stops the server", async () => {
    const own = await Cell.start(cell)
    const text = await Administration.run(own.databaseUrl, key)
    const watched = await fetch(`${new URL(own.base).origin}/api/tenants/default/log/stream`, {
      headers: { authorization: `Bearer ${text}` }
    })
    expect([watched.status, watched.headers.get("content-type")]).toEqual([200, "text/event-stream"])
    const reader = (watched.body as ReadableStream<Uint8Array>).getReader()
    await new Scim(own.base, own.token).get("/Users/watched")
    let read = ""
    while (!read.includes("/Users/watched")) {
      const { done, value } = await reader.read()
      if (done) throw new Error(`It ended with ${read}`)
      read += new TextDecoder().decode(value)
    }
    const begun = Date.now()
    expect(await own.stop()).toBe(0)
    expect(Date.now() - begun).toBeLessThan(8_000)
    await reader.cancel().catch(() => {})
  })
})

describe("examples/administration", { timeout: 120_000 }, () => {
  it("tells what was refused, and what to do", async () => {
    const [cell] = Cell.selected()
    if (cell === undefined) return expect.unreachable("There is no cell.")
    const server = await Cell.start(cell)
    try {
      const ROLLCALL_KEY = await Administration.run(server.databaseUrl, key)
      await new Scim(server.base, server.token).post("/Users", { schemas: [urn.user] })
      await new Promise((resolve) => setTimeout(resolve, 1_000))
      const { stdout } = await promisify(execFile)(
        process.execPath,
        [...Program.words, `${Program.examples}/administration/main.ts`],
        { env: { ...process.env, ROLLCALL_KEY, ROLLCALL_URL: new URL(server.base).origin } }
      )
      expect(stdout).toContain("Fill userName at its source in the directory")
    } finally {
      await server.stop()
    }
  })
})
