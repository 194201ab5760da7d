import { readFileSync } from "node:fs"
import { createServer, type RequestListener, type Server } from "node:http"
import { createServer as createTlsServer } from "node:https"
import { type AddressInfo, createServer as createTcpServer } from "node:net"
import { it } from "@effect/vitest"
import { type Message, WebhookSender } from "@rollcall/provider"
import { HttpWebhookSender } from "@rollcall/webhook"
import { Effect, Either, Exit, type Scope } from "effect"
import { describe, expect } from "vitest"

const post = (url: string, given: Partial<Message> = {}, layer = HttpWebhookSender.layer) =>
  Effect.flatMap(WebhookSender, (sender) =>
    sender.post({ url, headers: { "webhook-id": "1" }, body: "{}", reach: "anywhere", ...given })
  ).pipe(Effect.either, Effect.provide(layer))

/** The URL of a server that answers so. */
const serving = (answer: RequestListener): Effect.Effect<string, never, Scope.Scope> =>
  Effect.map(listening(createServer(answer)), (port) => `http://127.0.0.1:${port}`)

const listening = (server: Server): Effect.Effect<number, never, Scope.Scope> =>
  Effect.acquireRelease(
    Effect.async<number>((resume) => {
      server.listen(0, "127.0.0.1", () => resume(Effect.succeed((server.address() as AddressInfo).port)))
    }),
    () =>
      Effect.sync(() => {
        server.close()
        server.closeAllConnections()
      })
  )

const answered = (status: number) => Either.right(expect.objectContaining({ status }))

const refused = (detail: string | RegExp) =>
  Either.left(expect.objectContaining({ detail: expect.stringMatching(detail) }))

describe("an endpoint", () => {
  it.scopedLive("gets the body and headers under its own name, and answers its status", () =>
    Effect.gen(function* () {
      const seen: Array<unknown> = []
      const url = yield* serving(async (request, response) => {
        const { host, "content-length": length } = request.headers
        seen.push([request.method, request.url, host, request.headers["webhook-id"], length])
        response.writeHead(202).end("thanks")
      })
      const name = url.replace("127.0.0.1", "localhost")
      expect(yield* post(`${name}/a?b=c`, { body: "{}é" })).toEqual(answered(202))
      expect(seen).toEqual([["POST", "/a?b=c", new URL(name).host, "1", "4"]])
    })
  )

  it.scopedLive("that sends on to another address is answered for with that, and not followed", () =>
    Effect.gen(function* () {
      const paths: Array<string | undefined> = []
      const url = yield* serving((request, response) => {
        paths.push(request.url)
        response.writeHead(307, { location: "/elsewhere" }).end()
      })
      expect(yield* post(`${url}/`)).toEqual(answered(307))
      expect(paths).toEqual(["/"])
    })
  )

  it.scopedLive("that never stops to answer is not listened to", () =>
    Effect.gen(function* () {
      let isClosed = false
      const url = yield* serving((_, response) => {
        const more = setInterval(() => response.write("x".repeat(65_536)), 1)
        response.on("close", () => {
          isClosed = true
          clearInterval(more)
        })
      })
      expect(yield* post(url)).toEqual(answered(200))
      yield* Effect.sleep(10).pipe(Effect.repeat({ until: () => isClosed }), Effect.timeout("2 seconds"))
    })
  )

  it.scopedLive("that does not answer is left when nobody waits any longer", () =>
    Effect.gen(function* () {
      let isClosed = false
      const url = yield* serving((request) => {
        request.on("close", () => {
          isClosed = true
        })
      })
      expect(Exit.isFailure(yield* Effect.exit(Effect.timeout(post(url), 100)))).toBe(true)
      yield* Effect.sleep(10).pipe(Effect.repeat({ until: () => isClosed }), Effect.timeout("2 seconds"))
    })
  )

  it.scopedLive("that is not there or speaks no HTTP is an error in words", () =>
    Effect.gen(function* () {
      const server = createTcpServer((socket) => socket.resume().end("220 mail.example\r\n"))
      yield* Effect.promise(() => new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve)))
      const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
      expect(yield* post(url)).toEqual(refused("HPE_"))
      yield* Effect.promise(() => new Promise((resolve) => server.close(resolve)))
      expect(yield* post(url)).toEqual(refused("ECONNREFUSED"))
    })
  )
})

describe("the connection to an endpoint", () => {
  const message = (url: string): Message => ({ url, headers: {}, body: "{}", reach: "anywhere" })

  it.scopedLive("is kept for the next message, and made anew where the endpoint has closed it", () =>
    Effect.gen(function* () {
      const connections = new Set<unknown>()
      const server = createServer((request, response) => {
        connections.add(request.socket)
        request.resume().on("end", () => response.writeHead(204).end())
      })
      const url = `http://127.0.0.1:${yield* listening(server)}`
      const sender = yield* WebhookSender
      for (const _ of [1, 2, 3]) expect((yield* sender.post(message(url))).status).toBe(204)
      expect(connections.size).toBe(1)
      server.closeAllConnections()
      expect((yield* sender.post(message(url))).status).toBe(204)
      expect(connections.size).toBe(2)
    }).pipe(Effect.provide(HttpWebhookSender.layer))
  )

  it.scopedLive("that was closed in the middle of an answer to nothing is tried once more, and no oftener", () =>
    Effect.gen(function* () {
      let requests = 0
      const url = yield* serving((request, response) => {
        requests++
        if (requests === 1) request.resume().on("end", () => response.writeHead(204).end())
        else request.socket.destroy()
      })
      const sender = yield* WebhookSender
      yield* sender.post(message(url))
      const lost = yield* Effect.either(sender.post(message(url)))
      expect([lost, requests]).toEqual([refused("ECONNRESET|socket hang up"), 3])
    }).pipe(Effect.provide(HttpWebhookSender.layer))
  )
})

describe("an endpoint that asks for quiet", () => {
  const asked = (header: string) =>
    Effect.gen(function* () {
      const url = yield* serving((_, response) => response.writeHead(503, { "retry-after": header }).end("busy"))
      return yield* Effect.flatten(post(url))
    })

  it.scopedLive("says for how long in seconds, or until when", () =>
    Effect.gen(function* () {
      expect(yield* asked("120")).toEqual({ status: 503, retryAfter: 120_000, text: "busy" })
      const until = yield* asked(new Date(Date.now() + 60_000).toUTCString())
      expect(until.retryAfter).toBeGreaterThan(50_000)
      expect(until.retryAfter).toBeLessThanOrEqual(60_000)
      for (const nothing of ["-1", "soon", "0"]) expect((yield* asked(nothing)).retryAfter).toBeUndefined()
    })
  )
})

describe("an endpoint behind TLS", () => {
  const file = (name: string) => readFileSync(new URL(`./certificates/${name}`, import.meta.url), "utf8")
  const secure = (certificate: string) =>
    Effect.map(
      listening(
        createTlsServer({ key: file("server.key"), cert: file(certificate) }, (request, response) =>
          request.resume().on("end", () => response.writeHead(204).end())
        )
      ),
      (port) => `https://localhost:${port}/events`
    )

  it.scopedLive("is believed by a certificate for its name, of an authority that is trusted", () =>
    Effect.gen(function* () {
      const trusting = HttpWebhookSender.layerOf({ authorities: [file("authority.pem")] })
      expect(yield* post(yield* secure("localhost.pem"), {}, trusting)).toEqual(answered(204))
      expect(yield* post(yield* secure("other.pem"), {}, trusting)).toEqual(refused("ERR_TLS_CERT_ALTNAME_INVALID"))
      expect(yield* post(yield* secure("localhost.pem"))).toEqual(refused("CERT|ISSUER|SIGNATURE"))
    })
  )
})

describe("where only public addresses are allowed", () => {
  it.scopedLive("nothing is sent to a name that leads to this machine, nor without TLS", () =>
    Effect.gen(function* () {
      let requests = 0
      const { port } = new URL(
        yield* serving((_, response) => {
          requests++
          response.end()
        })
      )
      const reach = "public"
      expect(yield* post(`https://localhost:${port}`, { reach })).toEqual(refused("localhost is .*no public address"))
      for (const host of ["127.0.0.1", "[::1]", "2130706433", "0x7f.1", "[::ffff:127.0.0.1]", "169.254.169.254"]) {
        expect(yield* post(`https://${host}:${port}`, { reach }), host).toEqual(refused("no public address"))
      }
      expect(yield* post(`http://127.0.0.1:${port}`, { reach })).toEqual(refused("not https"))
      expect(requests).toBe(0)
    })
  )
})
