import { WireResponse } from "@rollcall/http"
import { Deferred, Effect, Exit } from "effect"
import { describe, expect, it } from "vitest"
import * as Server from "../src/Server.ts"
import * as Connection from "./Connection.ts"
import * as Listening from "./Listening.ts"

const get = (path: string) => `GET ${path} HTTP/1.1\r\nhost: a\r\n\r\n`
const post = (body: string) => `POST /a HTTP/1.1\r\nhost: a\r\ncontent-length: ${body.length}\r\n\r\n${body}`

const error = (status: number, detail: string, scimType?: string) => ({
  status,
  type: WireResponse.scimMediaType,
  body: {
    schemas: ["urn:ietf:params:scim:api:messages:2.0:Error"],
    ...(scimType === undefined ? {} : { scimType }),
    detail,
    status: String(status)
  }
})

/** What an answer says as an error of SCIM. */
const said = ({ status, headers, body }: Connection.Answer) => ({
  status,
  type: headers["content-type"],
  body: JSON.parse(body)
})

describe("a request over Node's server", () => {
  it("reaches the handler whole, and its answer the client", async () => {
    const { port } = await Listening.start(Listening.mirror)
    const answer = await Connection.once(
      port,
      "PATCH /scim/v2/Users/a%20b?filter=x%20eq%201&count=2?3 HTTP/1.1\r\nhost: a\r\nAuthorization: Bearer t\r\ncontent-length: 2\r\n\r\n{}"
    )
    const { date, "keep-alive": keepAlive, ...headers } = answer.headers
    expect({ ...answer, headers, body: JSON.parse(answer.body) }).toEqual({
      status: 200,
      headers: {
        "content-type": WireResponse.scimMediaType,
        etag: 'W/"1"',
        connection: "keep-alive",
        "content-length": String(answer.body.length)
      },
      body: {
        method: "PATCH",
        path: "/scim/v2/Users/a%20b",
        query: "filter=x%20eq%201&count=2?3",
        authorization: "Bearer t",
        remoteAddress: "127.0.0.1",
        body: "{}"
      }
    })
  })

  it("follows another one over the same connection", async () => {
    const { port } = await Listening.start(Listening.mirror)
    const connection = await Connection.open(port)
    connection.send(get("/first") + get("/second"))
    const paths = [await connection.answer(), await connection.answer()].map(({ body }) => JSON.parse(body).path)
    expect(paths).toEqual(["/first", "/second"])
    connection.destroy()
  })

  it("is closed without an answer when its handler dies, and the next one is served", async () => {
    const { port } = await Listening.start((request) =>
      request.path === "/dies" ? Effect.die("a defect") : Listening.mirror(request)
    )
    const connection = await Connection.open(port)
    connection.send(get("/dies"))
    expect(await connection.end()).toBe("")
    expect((await Connection.once(port, get("/lives"))).status).toBe(200)
  })
})

describe("the body of a request", () => {
  const tooLarge = error(413, "The body is larger than 100 bytes. Send less at a time, for example fewer members.")
  const chunked = (body: string) =>
    `POST /a HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\n${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`

  it.each([
    ["with its length stated", post],
    ["in chunks", chunked]
  ])("is read up to the bound and refused beyond it, %s", async (_, request) => {
    const { port } = await Listening.start(Listening.mirror)
    const connection = await Connection.open(port)
    connection.send(request("x".repeat(100)))
    expect(JSON.parse((await connection.answer()).body).body).toBe("x".repeat(100))
    connection.send(request("x".repeat(101)))
    expect(said(await connection.answer())).toEqual(tooLarge)
    connection.send(request("after it"))
    expect(JSON.parse((await connection.answer()).body).body).toBe("after it")
    connection.destroy()
  })

  it("that breaks off is no body, and the server goes on", async () => {
    const broken = Effect.runSync(Deferred.make<unknown>())
    const { port } = await Listening.start((request) =>
      request.readBody(100).pipe(
        Effect.either,
        Effect.tap((body) => Deferred.succeed(broken, body)),
        Effect.as(WireResponse.empty(204))
      )
    )
    const connection = await Connection.open(port)
    connection.send("POST /a HTTP/1.1\r\nhost: a\r\ncontent-length: 10\r\n\r\nfour")
    connection.destroy()
    expect(await Effect.runPromise(Deferred.await(broken))).toMatchObject({
      _tag: "Left",
      left: { _tag: "InvalidSyntax", detail: "The body broke off before its end." }
    })
    expect((await Connection.once(port, get("/a"))).status).toBe(204)
  })

  it("that comes too slowly is given up", async () => {
    const { port } = await Listening.start(Listening.mirror, {
      requestMillisMax: 150,
      headersMillisMax: 100,
      checkMillis: 50
    })
    const connection = await Connection.open(port)
    connection.send("POST /a HTTP/1.1\r\nhost: a\r\ncontent-length: 10\r\n\r\nfour")
    expect(said(await connection.answer())).toEqual(error(408, "The request took too long to arrive. Send it again."))
    expect(await connection.end()).toBe("")
  })
})

describe("what is no request", () => {
  const headers = (bytes: number) => `GET /a HTTP/1.1\r\nhost: a\r\nx-long: ${"x".repeat(bytes)}\r\n\r\n`
  const noHttp = error(400, "This is no HTTP request.", "invalidSyntax")
  const tooLarge = error(
    431,
    "The URL and the headers are larger than 1000 bytes together. Send fewer or shorter headers."
  )

  it.each([
    ["text that is no HTTP", "hello\r\n\r\n", noHttp],
    ["a header without a colon", "GET / HTTP/1.1\r\nhost: a\r\nnonsense\r\n\r\n", noHttp],
    ["two lengths", "POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nx", noHttp],
    [
      "a length beside chunks",
      "POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 1\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n",
      noHttp
    ],
    ["a greeting of TLS", "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", noHttp],
    [
      "HTTP/1.1 without a host",
      "GET / HTTP/1.1\r\n\r\n",
      error(400, "The request has no Host header. HTTP/1.1 asks for one.", "invalidSyntax")
    ],
    ["headers beyond the bound", headers(1_000), tooLarge],
    ["a URL beyond the bound", get(`/${"x".repeat(1_000)}`), tooLarge]
  ])("is answered as an error of SCIM: %s", async (_, text, expected) => {
    const { port } = await Listening.start(Listening.mirror, { headerBytesMax: 1_000 })
    expect(said(await Connection.once(port, text))).toEqual(expected)
  })

  it("does not begin below the bound of headers", async () => {
    const { port } = await Listening.start(Listening.mirror, { headerBytesMax: 1_000 })
    expect((await Connection.once(port, headers(900))).status).toBe(200)
  })

  it("is headers that come too slowly", async () => {
    const { port } = await Listening.start(Listening.mirror, { headersMillisMax: 100, checkMillis: 50 })
    const connection = await Connection.open(port)
    connection.send("GET /a HTTP/1.1\r\nhost:")
    expect(said(await connection.answer())).toEqual(error(408, "The request took too long to arrive. Send it again."))
    expect(await connection.end()).toBe("")
  })
})

describe("a connection", () => {
  it("is closed when it stays idle", async () => {
    const { port } = await Listening.start(Listening.mirror, { idleMillisMax: 100 })
    const connection = await Connection.open(port)
    connection.send(get("/a"))
    expect((await connection.answer()).status).toBe(200)
    expect(await connection.end()).toBe("")
  })
})

describe("a stop", () => {
  it("waits for what was accepted, takes nothing new, and closes connections that ask for nothing", async () => {
    const gate = Effect.runSync(Deferred.make<void>())
    const begun = Effect.runSync(Deferred.make<void>())
    const { port, stop } = await Listening.start((request) =>
      Deferred.succeed(begun, undefined).pipe(
        Effect.zipRight(Deferred.await(gate)),
        Effect.zipRight(Listening.mirror(request))
      )
    )
    const silent = await Connection.open(port)
    const busy = await Connection.open(port)
    busy.send(post("under way"))
    await Effect.runPromise(Deferred.await(begun))
    const stopped = stop()
    await expect(Connection.open(port)).rejects.toThrow("ECONNREFUSED")
    Effect.runSync(Deferred.succeed(gate, undefined))
    const { status, headers, body } = await busy.answer()
    expect({ status, connection: headers.connection, body: JSON.parse(body).body }).toEqual({
      status: 200,
      connection: "close",
      body: "under way"
    })
    await stopped
    expect([await busy.end(), await silent.end()]).toEqual(["", ""])
  })

  it("cuts what takes longer than it waits", async () => {
    const { port, stop } = await Listening.start(() => Effect.never, { stopMillisMax: 100 })
    const connection = await Connection.open(port)
    connection.send(get("/a"))
    await new Promise((resolve) => setTimeout(resolve, 50))
    await stop()
    expect(await connection.end()).toBe("")
  })
})

describe("an address that cannot be listened on", () => {
  const attempt = (host: string, port: number) =>
    Effect.runPromiseExit(Effect.scoped(Server.listen({ host, port }, Listening.mirror)))
  const failure = (message: string) => Exit.fail(expect.objectContaining({ _tag: "CliError", message }))

  it("is named with the port that is taken", async () => {
    const { port } = await Listening.start(Listening.mirror)
    expect(await attempt("127.0.0.1", port)).toEqual(
      failure(
        `ROLLCALL_PORT must be a free port, but another program listens on 127.0.0.1, port ${port}. Set it to another one, or to 0 for any that is free.`
      )
    )
  })

  it("is named when it belongs to another machine", async () => {
    expect(await attempt("192.0.2.1", 0)).toEqual(
      failure(
        "ROLLCALL_HOST must be an address of this machine, but 192.0.2.1, port 0 cannot be opened (EADDRNOTAVAIL)."
      )
    )
  })
})
