/** Administrators who sign in by way of an OpenID provider: a real one, with somebody who goes there and comes back. */

import type { AddressInfo } from "node:net"
import { createServer } from "node:net"
import { AdministratorService, AdministratorStore, IdentityService } from "@rollcall/provider"
import { Effect, Option, Redacted } from "effect"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import * as SignInFlow from "../../src/admin/SignInFlow.ts"
import * as IdentityProvider from "./IdentityProvider.ts"
import * as Installed from "./installation.ts"

const baseUrl = "https://scim.example.com"
const redirectUri = `${baseUrl}/api/oidc/callback`

const people: IdentityProvider.People = {
  ada: { email: "Operator@example.com", email_verified: true },
  impostor: { email: "operator@example.com", email_verified: true },
  unverified: { email: "ada@acme.example", email_verified: false },
  stranger: { email: "stranger@example.com", email_verified: true },
  // To fold it as names are folded makes it another one's.
  lookalike: { email: "ada@other.ｅxample", email_verified: true },
  nameless: {}
}

/** Several passwords are hashed, on a machine that may be doing other things. */
const hookMillis = 60_000

let provider: IdentityProvider.IdentityProvider
let api: Installed.Installation

beforeAll(async () => {
  provider = await IdentityProvider.start(people, redirectUri)
  api = await Installed.make({ baseUrl, openId: provider.settings })
}, hookMillis)

afterAll(async () => {
  await api.close()
  await provider.stop()
})

const cookieOf = ({ headers }: Installed.Answer): string => headers["set-cookie"]?.split(";")[0] ?? ""
const login = () => api.ask("GET", "/api/oidc/login")
const callback = (target: string, cookie: string, accept?: string) =>
  api.ask("GET", target, { headers: { cookie, "user-agent": "Firefox", ...(accept === undefined ? {} : { accept }) } })

/** Where the browser comes back to: the path and the query. */
const back = (address: string): string => address.slice(baseUrl.length)

/** The whole way of somebody. */
const signIn = async (name: string): Promise<Installed.Answer> => {
  const begun = await login()
  const returned = await provider.signIn(begun.headers.location ?? "", name)
  return callback(back(returned), cookieOf(begun))
}

/** What a flow is sealed for. */
const name = () => `${provider.settings.issuer} ${provider.settings.clientId}`

/** The flow that the browser keeps, changed as nobody but the server could. */
const changed = async (cookie: string, change: Partial<SignInFlow.SignInFlow>): Promise<string> => {
  const kept = cookie.slice("rollcall_signin=".length)
  const flow = Option.getOrThrow(await api.run(SignInFlow.open(name(), kept)))
  return `rollcall_signin=${await api.run(SignInFlow.seal(name(), { ...flow, ...change }))}`
}

describe("a sign-in by way of an OpenID provider", () => {
  it("goes there with PKCE, state and nonce, and leaves the flow with the browser, sealed", async () => {
    const { status, headers } = await login()
    const url = new URL(headers.location ?? "")
    expect([status, url.origin, headers["referrer-policy"]]).toEqual([302, provider.settings.issuer, "no-referrer"])
    const { state, nonce, code_challenge, ...rest } = Object.fromEntries(url.searchParams)
    expect(rest).toEqual({
      client_id: "rollcall",
      response_type: "code",
      redirect_uri: redirectUri,
      scope: "openid email",
      code_challenge_method: "S256"
    })
    expect(new Set([state?.length, nonce?.length, code_challenge?.length])).toEqual(new Set([43]))
    const cookie = headers["set-cookie"] ?? ""
    expect(cookie).toMatch(/^rollcall_signin=[\w-]+; Max-Age=600; Path=\/api\/oidc; HttpOnly; Secure; SameSite=Lax$/)
    for (const secret of [state, nonce, code_challenge]) expect(cookie).not.toContain(secret)
  })

  it("comes back with a session, whose page asks for the rest", async () => {
    const answer = await signIn("ada")
    expect([answer.status, answer.headers.location, answer.headers["referrer-policy"]]).toEqual([
      302,
      `${baseUrl}/`,
      "no-referrer"
    ])
    expect(answer.headers["set-cookie"]).toMatch(
      /^rollcall_session=rollcall_session_[\w-]{49}; Max-Age=43200; Path=\/api; HttpOnly; Secure; SameSite=Strict$/
    )
    const cookie = cookieOf(answer)
    const { body } = await api.ask("GET", "/api/session", { headers: { cookie } })
    expect([body.administrator.name, body.access.kind, body.access.name]).toEqual([
      "operator@example.com",
      "session",
      "Firefox"
    ])
    const headers = { cookie, "x-rollcall-csrf": body.csrf }
    expect((await api.ask("POST", "/api/keys", { body: { name: "x" }, headers })).status).toBe(201)
  })

  it("is known by the subject from then on, whatever the address becomes", async () => {
    const before = people.ada
    people.ada = { email: "elsewhere@example.com", email_verified: false }
    expect((await signIn("ada")).status).toBe(302)
    people.ada = before ?? {}
    const answer = await signIn("impostor")
    expect([answer.status, answer.body._tag]).toEqual([401, "Unauthorized"])
    expect(answer.body.detail).toContain("bound to another account")
  })

  it("lets in who was bound to the subject, without a password or an address", async () => {
    const made = { name: "nameless", tenant: "acme" }
    await api.run(AdministratorService.create(made))
    await api.run(IdentityService.bind("nameless", { issuer: `${provider.settings.issuer}/`, subject: "nameless" }))
    expect((await signIn("nameless")).status).toBe(302)
    const tries = ["", "any password at all"].map((password) => ({ body: { name: "nameless", password } }))
    const answers = await Promise.all(tries.map((asked) => api.ask("POST", "/api/session", asked)))
    expect(answers.map(({ status }) => status)).toEqual([401, 401])
  })

  it.each([
    ["unverified", "The identity provider has not verified your address."],
    ["stranger", 'rollcall admin bind NAME "stranger"'],
    ["lookalike", 'rollcall admin bind NAME "lookalike"']
  ])("keeps out, and makes nobody of, who is %s", async (who, words) => {
    const count = () =>
      api.run(Effect.flatMap(AdministratorStore, (store) => Effect.map(store.list(), (all) => all.length)))
    const before = await count()
    const answer = await signIn(who)
    expect([answer.status, answer.headers["set-cookie"]]).toEqual([401, undefined])
    expect(answer.body.detail).toContain(words)
    expect(await count()).toBe(before)
  })

  it("keeps out who is disabled", async () => {
    const disable = (is: boolean) => api.run(AdministratorService.setDisabled("operator@example.com", is))
    await disable(true)
    expect((await signIn("ada")).body.detail).toContain("disabled")
    await disable(false)
    expect((await signIn("ada")).status).toBe(302)
  })
})

describe("a sign-in that is not what it should be", () => {
  const wayThere = async () => {
    const begun = await login()
    return { cookie: cookieOf(begun), target: back(await provider.signIn(begun.headers.location ?? "", "ada")) }
  }

  it.each<[string, (target: string) => string]>([
    ["another state", (target) => target.replace(/state=[\w-]+/, "state=other")],
    ["no state", (target) => target.replace(/&state=[\w-]+/, "")],
    ["two states", (target) => `${target}&state=other`],
    ["another issuer", (target) => target.replace(/iss=[^&]+/, "iss=https%3A%2F%2Fother.example.com")],
    ["a code that was never given", (target) => target.replace(/code=[\w-]+/, "code=other")],
    ["nothing at all", () => "/api/oidc/callback"]
  ])("lets nobody in with %s", async (_, change) => {
    const { cookie, target } = await wayThere()
    expect(change(target)).not.toBe(target)
    const answer = await callback(change(target), cookie)
    expect([answer.status, answer.body._tag, answer.headers["set-cookie"]]).toEqual([401, "Unauthorized", undefined])
    expect(answer.body.detail).toBe("The sign-in could not be completed. Begin it again.")
  })

  it("lets in once with one code", async () => {
    const { cookie, target } = await wayThere()
    const statuses = [await callback(target, cookie), await callback(target, cookie)].map(({ status }) => status)
    expect(statuses).toEqual([302, 401])
  })

  it.each<[string, Partial<SignInFlow.SignInFlow>]>([
    ["nonce", { nonce: "other" }],
    ["verifier", { verifier: "x".repeat(43) }],
    ["redirect URI", { redirectUri: "https://other.example.com/" }]
  ])("lets nobody in whose flow has another %s", async (_, change) => {
    const { cookie, target } = await wayThere()
    expect((await callback(target, await changed(cookie, change))).status).toBe(401)
  })

  it("lets nobody in without the flow, with another one's, with a forged or with an expired one", async () => {
    const [first, second] = [await wayThere(), await wayThere()]
    const cookies = ["", second.cookie, "rollcall_signin=forged", await changed(first.cookie, { expires: Date.now() })]
    const answers = await Promise.all(cookies.map((cookie) => callback(first.target, cookie)))
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 401])
    expect(answers[3]?.body.detail).toContain("more than ten minutes ago")
    expect((await callback(first.target, await changed(first.cookie, {}))).status).toBe(302)
  })

  it("says the provider's reason where it is one, and never what somebody wrote into the address", async () => {
    const details = await Promise.all(
      ["access_denied", "<script>alert(1)</script>", "Call+0800+123"].map(async (error) => {
        const begun = await login()
        const state = new URL(begun.headers.location ?? "").searchParams.get("state")
        const iss = encodeURIComponent(provider.settings.issuer)
        return (await callback(`/api/oidc/callback?error=${error}&state=${state}&iss=${iss}`, cookieOf(begun))).body
          .detail
      })
    )
    const none = "The sign-in could not be completed. Begin it again."
    expect(details).toEqual(["The identity provider refused the sign-in: access_denied. Begin it again.", none, none])
  })

  it("is a page for a browser, which runs no script", async () => {
    const { status, headers, body } = await callback("/api/oidc/callback?code=x", "", "text/html,*/*;q=0.8")
    expect([status, headers["content-type"]]).toEqual([401, "text/html; charset=utf-8"])
    expect(headers["content-security-policy"]).toContain("default-src 'none'")
    expect([headers["cache-control"], headers["referrer-policy"]]).toEqual(["no-store", "no-referrer"])
    expect(body).toContain("<h1>Not signed in</h1>\n<p>This sign-in was begun in another browser")
    const begun = await login()
    const returned = await provider.signIn(begun.headers.location ?? "", "unverified")
    const page = await callback(back(returned), cookieOf(begun), "text/html")
    expect(page.body).toContain("rollcall admin bind NAME &quot;unverified&quot;")
  })
})

describe("the ways of signing in", () => {
  it("are told to everybody", async () => {
    expect((await api.ask("GET", "/api/session/methods")).body).toEqual({ password: true, oidc: true, setup: false })
    const without = await Installed.make()
    expect((await without.ask("GET", "/api/session/methods")).body).toEqual({
      password: true,
      oidc: false,
      setup: false
    })
    const answer = await without.ask("GET", "/api/oidc/login")
    expect([answer.status, answer.body.detail]).toEqual([
      404,
      "No OpenID provider is set up here. Sign in with a password."
    ])
    await without.close()
  })
})

describe("an OpenID provider", () => {
  it("may have the address in the ID token", async () => {
    const other = await IdentityProvider.start(people, redirectUri, { isEmailInIdToken: true })
    const installed = await Installed.make({ baseUrl, openId: other.settings })
    const begun = await installed.ask("GET", "/api/oidc/login")
    const target = back(await other.signIn(begun.headers.location ?? "", "ada"))
    const { status } = await installed.ask("GET", target, { headers: { cookie: cookieOf(begun) } })
    await installed.close()
    await other.stop()
    expect(status).toBe(302)
  })

  it("that does not know this server as a client is no fault of whoever signs in", async () => {
    const installed = await Installed.make({
      baseUrl,
      openId: { ...provider.settings, clientSecret: Redacted.make("x") }
    })
    const begun = await installed.ask("GET", "/api/oidc/login")
    const target = back(await provider.signIn(begun.headers.location ?? "", "ada"))
    const answer = await installed.ask("GET", target, { headers: { cookie: cookieOf(begun) } })
    await installed.close()
    expect([answer.status, answer.body._tag]).toEqual([503, "Unavailable"])
  })

  it("that is down is said to be, there and back, and is asked again when it is up", async () => {
    const other = await IdentityProvider.start(people, redirectUri)
    const installed = await Installed.make({ baseUrl, openId: other.settings })
    const begun = await installed.ask("GET", "/api/oidc/login")
    const target = back(await other.signIn(begun.headers.location ?? "", "ada"))
    await other.stop()
    const late = await installed.ask("GET", target, { headers: { cookie: cookieOf(begun) } })
    const fresh = await Installed.make({ baseUrl, openId: other.settings })
    const answer = await fresh.ask("GET", "/api/oidc/login")
    await Promise.all([installed.close(), fresh.close()])
    expect([late.status, answer.status, answer.headers["retry-after"]]).toEqual([503, 503, "10"])
    expect(answer.body.detail).toBe(
      "The identity provider cannot be used at the moment. Try again later, or sign in with a password."
    )
  })

  it("that never answers is waited for no longer than its patience", async () => {
    const silent = createServer().listen(0, "127.0.0.1")
    await new Promise((resolve) => silent.once("listening", resolve))
    const issuer = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`
    const openId = { issuer, clientId: "x", clientSecret: Redacted.make("x"), patienceMillis: 200 }
    const installed = await Installed.make({ baseUrl, openId })
    const began = Date.now()
    const { status } = await installed.ask("GET", "/api/oidc/login")
    await installed.close()
    silent.close()
    expect([status, Date.now() - began < 5_000]).toEqual([503, true])
  })
})
