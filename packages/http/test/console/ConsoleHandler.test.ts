import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from "node:zlib"
import { Effect } from "effect"
import { describe, expect, it } from "vitest"
import * as ConsoleHandler from "../../src/console/ConsoleHandler.ts"
import * as TrustedProxies from "../../src/TrustedProxies.ts"
import * as WireResponse from "../../src/WireResponse.ts"

const script = "document.title = 'Rollcall'"

const assets: ConsoleHandler.Assets = {
  page: '<base href="/"><meta name="rollcall-api" content="/api"><meta name="rollcall-scim" content="/scim/v2">',
  files: {
    "assets/index-a1.js": {
      type: "text/javascript; charset=utf-8",
      brotli: brotliCompressSync(script).toString("base64"),
      gzip: gzipSync(script).toString("base64")
    }
  }
}

interface Asked {
  readonly method?: string
  readonly basePath?: string
  readonly baseUrl?: string
  readonly headers?: Readonly<Record<string, string>>
}

const ask = (path: string, { method = "GET", basePath = "/scim/v2", baseUrl, headers = {} }: Asked = {}) => {
  const next = () => Effect.succeed(WireResponse.empty(418))
  const source = { basePath, trustedProxies: TrustedProxies.none, ...(baseUrl === undefined ? {} : { baseUrl }) }
  const all: Readonly<Record<string, string>> = { host: "scim.example.com", accept: "text/html,*/*", ...headers }
  const request = { method, path, query: "", header: (name: string) => all[name], readBody: () => Effect.die("unread") }
  return Effect.runPromise(ConsoleHandler.before(next, assets, source)(request))
}

const shown = async (path: string, asked?: Asked) => (await ask(path, asked)).status === 200

describe("the console's page", () => {
  it("is at the root and at every address of its own, and knows where it stands", async () => {
    const { body, headers } = await ask("/")
    expect(body).toBe(
      '<base href="/"><meta name="rollcall-api" content="/api"><meta name="rollcall-scim" content="http://scim.example.com/scim/v2">'
    )
    expect(headers).toMatchObject({ "content-type": "text/html; charset=utf-8", "cache-control": "no-store" })
    expect(await shown("/t/acme/scim")).toBe(true)
  })

  it.each([
    "/api/session",
    "/scim/v2/Users",
    "/SCIM/Users",
    "/oauth/token",
    "/.well-known/x",
    "/healthz",
    "/readyz",
    "/metrics"
  ])("leaves %s to whoever has it", async (path) => expect((await ask(path)).status).toBe(418))

  it("is under /console where the root is SCIM's", async () => {
    const { body } = await ask("/console/t/acme", { basePath: "" })
    expect(body).toContain('<base href="/console/"><meta name="rollcall-api" content="/api">')
    expect(await shown("/console", { basePath: "" })).toBe(true)
    expect(await shown("/consoles", { basePath: "" })).toBe(false)
    expect(await shown("/Users", { basePath: "" })).toBe(false)
  })

  it("stands below the path that a proxy takes away", async () => {
    const { body } = await ask("/", { baseUrl: "https://example.com/rollcall/scim/v2" })
    expect(body).toContain('<base href="/rollcall/"><meta name="rollcall-api" content="/rollcall/api">')
    expect(body).toContain('content="https://example.com/rollcall/scim/v2"')
  })

  it("is for those who ask for a page, and changes nothing", async () => {
    expect(await shown("/", { headers: { accept: "*/*" } })).toBe(false)
    expect(await shown("/", { method: "POST" })).toBe(false)
    expect(await ask("/", { method: "HEAD" })).not.toHaveProperty("body")
  })

  it("is sent once to a browser that has it", async () => {
    const { headers } = await ask("/")
    const again = await ask("/", { headers: { "if-none-match": headers.etag ?? "" } })
    expect(again).toMatchObject({ status: 304 })
    expect(again).not.toHaveProperty("body")
  })

  it("runs no script that stands in a page, and is shown in no other page", async () => {
    const policy = (await ask("/")).headers["content-security-policy"] ?? ""
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toContain("unsafe")
    expect((await ask("/")).headers).toMatchObject({
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
      "permissions-policy": expect.stringContaining("camera=()")
    })
  })
})

describe("the console's files", () => {
  const bytes = async (coding: string | undefined) => {
    const { body, headers } = await ask("/assets/index-a1.js", {
      headers: { accept: "*/*", ...(coding === undefined ? {} : { "accept-encoding": coding }) }
    })
    return { coding: headers["content-encoding"], bytes: body as Uint8Array }
  }

  it("are kept for ever by whoever has them", async () => {
    const { status, headers } = await ask("/assets/index-a1.js", { headers: { accept: "*/*" } })
    expect(status).toBe(200)
    expect(headers).toMatchObject({
      "content-type": "text/javascript; charset=utf-8",
      "cache-control": "public, max-age=31536000, immutable",
      vary: "accept-encoding"
    })
  })

  it("come as short as the client takes them", async () => {
    const brotli = await bytes("gzip, deflate, br")
    const gzip = await bytes("gzip;q=0.5, br;q=0")
    const plain = await bytes(undefined)
    expect([brotli.coding, gzip.coding, plain.coding]).toEqual(["br", "gzip", undefined])
    expect(brotliDecompressSync(brotli.bytes).toString()).toBe(script)
    expect(gunzipSync(gzip.bytes).toString()).toBe(script)
    expect(new TextDecoder().decode(plain.bytes)).toBe(script)
  })

  it("are not the page where they are no more", async () => {
    expect(await ask("/assets/index-old.js")).toMatchObject({ status: 404, headers: { "cache-control": "no-store" } })
    expect((await ask("/assets/constructor")).status).toBe(404)
  })
})
