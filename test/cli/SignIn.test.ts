/**
 * How the first operator comes in, and others by way of an OpenID provider, over two processes that share nothing else.
 */
import { mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { Redacted } from "effect"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import * as IdentityProvider from "../../packages/http/test/admin/IdentityProvider.ts"
import * as Cell from "../cells/Cell.ts"

/** Where browsers would find the servers; nobody listens there. */
const outside = "https://scim.example.com"
const password = "correct horse battery staple"

describe.each(Cell.spread())("signing in to $name", (cell) => {
  let provider: IdentityProvider.IdentityProvider
  let directory: string
  let [first, second]: [Cell.Server?, Cell.Server?] = []

  beforeAll(async () => {
    const people = { ada: { email: "ada@example.com", email_verified: true } }
    provider = await IdentityProvider.start(people, `${outside}/api/oidc/callback`)
    directory = await mkdtemp(join(tmpdir(), "rollcall-test-"))
    const { clientId, clientSecret, issuer } = provider.settings
    await writeFile(join(directory, "secret"), `${Redacted.value(clientSecret)}\n`)
    first = await Cell.start(cell, {
      ROLLCALL_BASE_URL: outside,
      ROLLCALL_OIDC_ISSUER: issuer,
      ROLLCALL_OIDC_CLIENT_ID: clientId,
      ROLLCALL_OIDC_CLIENT_SECRET_FILE: join(directory, "secret")
    })
    second = await first.restart()
  })

  afterAll(async () => {
    await second?.end("SIGTERM")
    await first?.stop()
    await provider.stop()
    await rm(directory, { recursive: true })
  })

  /** Asks a server as a browser that has been there under its outside address. */
  const ask = (server: Cell.Server | undefined, path: string, init: RequestInit = {}) =>
    fetch(new URL(path, server?.base), { redirect: "manual", ...init })

  const cookieOf = (response: Response): string => response.headers.getSetCookie()[0]?.split(";")[0] ?? ""

  const nameOf = async (server: Cell.Server | undefined, cookie: string) =>
    Object(await (await ask(server, "/api/session", { headers: { cookie } })).json()).administrator?.name

  it("begins with a link of one of the processes, which then have none any more", async () => {
    const secrets = [first, second].map((server) => /\/setup#(\S+)/.exec(server?.stdout() ?? "")?.[1])
    expect(new Set(secrets).size).toBe(2)
    const setUp = (secret: string | undefined, name: string) =>
      ask(first, "/api/setup", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ secret, name, password })
      })
    const made = await setUp(secrets[1], "root")
    expect([made.status, await nameOf(second, cookieOf(made))]).toEqual([201, "root"])
    expect((await setUp(secrets[0], "eve")).status).toBe(409)
    const third = await first?.restart()
    await third?.end("SIGTERM")
    expect(third?.stdout()).not.toContain("/setup#")
    const written = [first?.stored(), first?.output()].map(async (text) => (await text)?.includes(secrets[1] ?? ""))
    expect(await Promise.all(written)).toEqual([false, false])
  })

  it("goes to the provider from one process, and comes back to another", async () => {
    const created = await first?.rollcall("admin", "create", "ada@example.com", "--oidc")
    expect(created?.status).toBe(0)
    const begun = await ask(first, "/api/oidc/login")
    const returned = await provider.signIn(begun.headers.get("location") ?? "", "ada")
    const target = returned.slice(outside.length)
    const ended = await ask(second, target, { headers: { cookie: cookieOf(begun) } })
    expect([ended.status, ended.headers.get("location")]).toEqual([302, `${outside}/`])
    expect(await nameOf(first, cookieOf(ended))).toBe("ada@example.com")
    const again = await ask(first, target, { headers: { cookie: cookieOf(begun), accept: "text/html" } })
    expect([again.status, again.headers.get("content-type")]).toEqual([401, "text/html; charset=utf-8"])
    expect(await again.text()).toContain("<h1>Not signed in</h1>")
  })
})
