/** Security event tokens of real servers, for a receiver that fetches them and knows the server by its address alone. */
import { Feed, Scim } from "@rollcall/conformance"
import { createRemoteJWKSet, jwtVerify } from "jose"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import * as Cell from "../cells/Cell.ts"
import * as Port from "../cells/Port.ts"

describe.each(Cell.spread())("a receiver of $name", (cell) => {
  let server: Cell.Server
  let root: string
  let receiver: { readonly url: string; readonly secret: string; readonly issuer: string }

  beforeAll(async () => {
    const port = await Port.free()
    root = `http://127.0.0.1:${port}`
    server = await Cell.start(cell, { ROLLCALL_PORT: String(port) })
    const { status, stdout, stderr } = await server.rollcall("receiver", "create", "app", "--json")
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" })
    receiver = JSON.parse(stdout)
  })

  afterAll(() => server?.stop())

  it("is told within a second of what happens while it waits, and checks it by the keys of the server", async () => {
    const scim = new Scim(server.base, server.token)
    const feed = new Feed(receiver.url, receiver.secret, `${root}/.well-known/jwks.json`)
    const waiting = feed.poll({})
    await new Promise((resolve) => setTimeout(resolve, 200))
    const begun = Date.now()
    const { id } = await scim.user()
    const { sets } = await waiting
    expect(Date.now() - begun).toBeLessThan(1_000)
    const [[jti, token = ""] = [""]] = Object.entries(sets as Record<string, string>)
    const keys = createRemoteJWKSet(new URL(`${root}/.well-known/jwks.json`))
    const expected = { issuer: `${root}/security-events/default`, audience: "app", typ: "secevent+jwt" }
    const { payload } = await jwtVerify(token, keys, expected)
    expect(payload).toMatchObject({ jti, sub_id: { format: "scim", uri: `/Users/${id}` } })
    expect(await feed.poll({ ack: [jti], returnImmediately: true })).toEqual({ sets: {}, moreAvailable: false })
  })
})
