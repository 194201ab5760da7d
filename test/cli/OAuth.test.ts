/** Identity providers that get their access tokens themselves, from two processes on one database. */
import { Scim } from "@rollcall/conformance"
import { TokenPolicy } from "@rollcall/core"
import { ClientService, LogStore, TokenStore } from "@rollcall/provider"
import { Effect } from "effect"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import * as Assertions from "../../packages/provider/test/Assertions.ts"
import * as Administration from "../cells/Administration.ts"
import * as Cell from "../cells/Cell.ts"

const basePath = "/people/v2"

/** An access token, or why there is none. */
interface Answer {
  readonly status: number
  readonly access_token: string
  readonly error?: string
  readonly error_description?: string
}

const ask = async (endpoint: string, parameters: Readonly<Record<string, string>>): Promise<Answer> => {
  const body = new URLSearchParams({ grant_type: "client_credentials", ...parameters })
  const response = await fetch(endpoint, { method: "POST", body })
  return { ...Object(await response.json()), status: response.status }
}

/** Each server and each command is a process that starts. */
const timeout = 90_000

describe.each(Cell.spread())("an OAuth client of $name", { timeout }, (cell) => {
  let one: Cell.Server
  let other: Cell.Server

  beforeAll(async () => {
    one = await Cell.start(cell, { ROLLCALL_BASE_PATH: basePath, ROLLCALL_LOG: "json" })
    other = await one.restart()
  })

  afterAll(async () => {
    await other?.end("SIGTERM")
    await one?.stop()
  })

  const statusesOf = (token: string) =>
    Promise.all([one, other].map(async ({ base }) => (await new Scim(base, token).get("/Users")).status))

  it("finds the token endpoint by the metadata, and its token is good in both until it is revoked", async () => {
    const { stdout } = await one.rollcall("client", "create", "--name", "Entra", "--provider", "entra", "--json")
    const { id, secret } = JSON.parse(stdout)
    const metadata = new URL(`/.well-known/oauth-authorization-server${basePath}`, one.base)
    const { issuer, token_endpoint } = Object(await (await fetch(metadata)).json())
    expect([issuer, token_endpoint]).toEqual([one.base, `${one.base}/oauth/token`])
    const token = await ask(token_endpoint, { client_id: id, client_secret: secret })
    expect(await statusesOf(token.access_token)).toEqual([200, 200])
    const root = await ask(`${new URL(other.base).origin}/oauth/token`, { client_id: id, client_secret: secret })
    expect(await statusesOf(root.access_token)).toEqual([200, 200])

    const { revoked = 0 } = await Administration.run(one.databaseUrl, ClientService.revoke(id))
    expect(await statusesOf(token.access_token)).toEqual([401, 401])
    expect(await statusesOf(root.access_token)).toEqual([401, 401])
    const refused = (await new Scim(other.base, token.access_token).get("/Users")).expectError(401)
    expect(refused.textAt("/detail")).toBe(
      `This access token was revoked on ${new Date(revoked).toISOString()}. Get a new one from the token endpoint.`
    )
    expect(refused.headers.get("www-authenticate")).toBe('Bearer realm="rollcall", error="invalid_token"')
    const again = await ask(token_endpoint, { client_id: id, client_secret: secret })
    expect([again.status, again.error]).toEqual([401, "invalid_client"])
    const logged = Effect.flatMap(LogStore, (log) =>
      log.page({ tenant: "default", token: id, text: "Entra", order: "newest", limit: 100 })
    )
    const entries = async () => (await Administration.run(one.databaseUrl, logged)).length
    // Two tokens, four requests with them, and six that were refused.
    await expect.poll(entries, { timeout: 20_000 }).toBe(12)
    expect(`${one.output()}${other.output()}${await one.stored()}`).not.toContain(secret)
    expect(`${one.output()}${other.output()}${await one.stored()}`).not.toContain(token.access_token)
  })

  it.each(["RS256", "PS256", "ES256", "EdDSA"])(
    "signs assertions with %s, each good once in all",
    async (algorithm) => {
      const pair = await Assertions.pair(algorithm)
      const { id } = await Administration.run(one.databaseUrl, Administration.client(pair.jwk))
      const endpoint = `${one.base}/oauth/token`
      const assertion = await pair.sign(Assertions.claims(id, Date.now(), { aud: endpoint }))
      const parameters = {
        client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
        client_assertion: assertion
      }
      // The other process is reached under another address, for which this assertion is not.
      expect((await ask(`${other.base}/oauth/token`, parameters)).error_description).toContain("The aud of")
      const both = await Promise.all([ask(endpoint, parameters), ask(endpoint, parameters)])
      expect(both.map(({ status }) => status).sort()).toEqual([200, 401])
      const token = both.find(({ status }) => status === 200)?.access_token ?? ""
      expect(await statusesOf(token)).toEqual([200, 200])
    }
  )
})

describe.each(Cell.spread())("a token of $name that ends soon", { timeout }, (cell) => {
  it("is told of in the log once, by one of the processes", async () => {
    const first = await Cell.start(cell, { ROLLCALL_LOG: "json" })
    await first.end("SIGTERM")
    const now = Date.now()
    const { day } = TokenPolicy
    const token = TokenPolicy.issue({
      id: "ending",
      tenant: "default",
      name: "Okta",
      digest: "d",
      hint: "",
      now: now - 300 * day,
      lifetime: 320 * day
    })
    await Administration.run(
      first.databaseUrl,
      Effect.flatMap(TokenStore, (store) => store.insert(token))
    )
    const both = await Promise.all([first.restart(), first.restart()])
    const told = () =>
      both.flatMap((server) => server.output().split("\n")).filter((line) => line.includes("A token expires in less"))
    await expect.poll(() => told().length, { timeout: 20_000 }).toBe(1)
    for (const server of both) await server.end("SIGTERM")
    expect(told().map((line) => JSON.parse(line))).toEqual([
      expect.objectContaining({ token: "ending", name: "Okta", days: 30, tenant: "default" })
    ])
    const again = await first.restart()
    expect(again.output()).not.toContain("A token expires")
    await again.stop()
  })
})
