import { createServer, type RequestListener } from "node:http"
import { type AddressInfo, createServer as createTcpServer } from "node:net"
import { it } from "@effect/vitest"
import { type Message, WebhookSender } from "@rollcall/provider"
import { HttpWebhookSender } from "@rollcall/webhook"
import { Effect, Either, Exit, type Scope } from "effect"
import { describe, expect } from "vitest"

const post = (url: string, given: Partial<Message> = {}) =>
  Effect.flatMap(WebhookSender, (sender) =>
    sender.post({ url, headers: { "webhook-id": "1" }, body: "{}", reach: "anywhere", ...given })
  ).pipe(Effect.either, Effect.provide(HttpWebhookSender.layer))

/** The URL of a server that answers so. */
const serving = (answer: RequestListener): Effect.Effect<string, never, Scope.Scope> =>
  Effect.acquireRelease(
    Effect.async<ReturnType<typeof createServer>>((resume) => {
      const server = createServer(answer).listen(0, "127.0.0.1", () => resume(Effect.succeed(server)))
    }),
    (server) =>
      Effect.sync(() => {
        server.close()
        server.closeAllConnections()
      })
  ).pipe(Effect.map((server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`))

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
      expect(yield* post(`${name}/a?b=c`, { body: "{}é" })).toEqual(Either.right(202))
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
      expect(yield* post(`${url}/`)).toEqual(Either.right(307))
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
      expect(yield* post(url)).toEqual(Either.right(200))
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
