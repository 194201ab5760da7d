/** The first operator, by the link that a server prints while there is none. */
import { Digest, SetupLinkService, SetupLinkStore } from "@rollcall/provider"
import { Effect } from "effect"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import * as Installed from "./installation.ts"

let api: Installed.Empty

beforeEach(async () => {
  api = await Installed.empty()
})

afterEach(() => api.close())

const link = () => api.run(SetupLinkService.issueForFirstOperator)
const name = "ada@example.com"

const makeFirst = (secret: string, given: { readonly name?: string; readonly password?: string } = {}) =>
  api.ask("POST", "/api/setup", {
    body: { secret, name, password: Installed.password, ...given },
    headers: { "user-agent": "Firefox" }
  })

const isNeeded = async () => (await api.ask("GET", "/api/session/methods")).body.setup

describe("the first operator", () => {
  it("is made by a link, signed in, and can sign in again", async () => {
    expect(await isNeeded()).toBe(true)
    const made = await makeFirst((await link()).secret)
    expect([made.status, Object.keys(made.body)]).toEqual([201, ["expiresAt", "csrf"]])
    expect(made.headers["set-cookie"]).toMatch(/; HttpOnly; SameSite=Strict$/)
    const cookie = made.headers["set-cookie"]?.split(";")[0] ?? ""
    const { body } = await api.ask("GET", "/api/session", { headers: { cookie } })
    expect(body.administrator).toEqual({ id: expect.any(String), name, createdAt: expect.any(String) })
    expect([body.access.kind, body.access.name, body.csrf]).toEqual(["session", "Firefox", made.body.csrf])
    const again = await api.ask("POST", "/api/session", { body: { name, password: Installed.password } })
    expect([again.status, await isNeeded()]).toEqual([200, false])
  })

  it("is made once: no other link makes another one, and none is made any more", async () => {
    const [first, second] = [await link(), await link()]
    expect((await makeFirst(first.secret)).status).toBe(201)
    const answers = [await makeFirst(first.secret, { name: "eve" }), await makeFirst(second.secret, { name: "eve" })]
    expect(answers.map(({ status }) => status)).toEqual([409, 409])
    expect(answers[0]?.body.detail).toBe(
      "There is an operator already. Sign in, or ask them to make you an administrator."
    )
    expect(await api.run(Effect.flip(SetupLinkService.issueForFirstOperator))).toMatchObject({ _tag: "OperatorExists" })
  })

  it("is one of many who come at the same time", async () => {
    const links = await Promise.all(Array.from({ length: 5 }, link))
    const answers = await Promise.all(links.map(({ secret }, index) => makeFirst(secret, { name: `eve${index}` })))
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409, 409, 409, 409])
  })

  it("may mistype: the link is good until somebody is made", async () => {
    const { secret } = await link()
    expect((await makeFirst(secret, { password: "short" })).body.detail).toBe(
      "The password must be of 15 to 200 characters."
    )
    expect((await makeFirst(secret, { name: " " })).status).toBe(400)
    expect((await makeFirst(secret)).status).toBe(201)
  })

  it("is not made by a link that nobody made, has expired, or is for a tenant", async () => {
    const { link: given, secret } = await link()
    const late = { ...given, id: "late", digest: Digest.digest("late"), expires: 1 }
    await api.run(Effect.flatMap(SetupLinkStore, (store) => store.insert(late)))
    const tenants = await api.run(SetupLinkService.issue({ tenant: "default" }))
    const answers = [await makeFirst(`${secret}x`), await makeFirst(tenants.secret), await makeFirst("late")]
    const unknown = "There is no such link: it may have been cut, or it has been used. Ask for another."
    expect(answers.map(({ status, body }) => [status, body.detail])).toEqual([
      [401, unknown],
      [401, unknown],
      [401, "The link has expired. Ask for another."]
    ])
    await link()
    expect((await makeFirst("late")).body.detail).toBe(unknown)
    expect((await api.ask("POST", "/api/setup-links/open", { body: { secret: (await link()).secret } })).status).toBe(
      401
    )
  })
})
