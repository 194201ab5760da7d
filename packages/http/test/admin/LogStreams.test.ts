import { describe, expect, it } from "@effect/vitest"
import { LogStore } from "@rollcall/provider"
import { Deferred, Effect, Fiber, Stream, TestClock } from "effect"
import { afterAll, beforeAll } from "vitest"
import * as LogStreams from "../../src/admin/LogStreams.ts"
import * as Installed from "./installation.ts"

let api: Installed.Installation

beforeAll(async () => {
  api = await Installed.make()
})

afterAll(() => api.close())

const path = "/api/tenants/acme/log/stream"

const append = (time: number, path: string, tenant = "acme") =>
  api.run(
    Effect.flatMap(LogStore, (log) =>
      log.append([{ tenant, time, method: "GET", path, status: 200, duration: 1, notes: [] }])
    )
  )

/** Reads until the text has what is looked for. */
const until = async (reader: ReadableStreamDefaultReader<Uint8Array>, text: string): Promise<string> => {
  let read = ""
  while (!read.includes(text)) {
    const { done, value } = await reader.read()
    if (done) throw new Error(`It ended with ${read}`)
    read += new TextDecoder().decode(value)
  }
  return read
}

const idsIn = (text: string) => Array.from(text.matchAll(/^id: (.*)$/gm), ([, id = ""]) => id)
const pathsIn = (text: string) => Array.from(text.matchAll(/^data: (.*)$/gm), ([, data = ""]) => JSON.parse(data).path)

describe("the log as it grows", () => {
  it("sends what comes, each entry once, and of no other tenant", async () => {
    const { answer, reader } = await api.open("acme", path)
    expect([answer.status, answer.headers["content-type"]]).toEqual([200, "text/event-stream"])
    expect(await until(reader, "\n\n")).toBe("retry: 2000\n\n")
    await append(Date.now(), "/a")
    await append(Date.now(), "/b", "other")
    await append(Date.now(), "/c")
    expect(pathsIn(await until(reader, "/c"))).toEqual(["/a", "/c"])
    await reader.cancel()
  })

  it("sends only what is asked for", async () => {
    const { reader } = await api.open("acme", `${path}?text=wanted`)
    await append(Date.now(), "/other")
    await append(Date.now(), "/wanted")
    expect(pathsIn(await until(reader, "wanted"))).toEqual(["/wanted"])
    await reader.cancel()
  })

  it("goes on where it stopped, without repeating or leaving out", async () => {
    const now = Date.now()
    const first = await api.open("acme", path)
    await append(now, "/first")
    const place = idsIn(await until(first.reader, "/first")).at(-1) ?? ""
    await first.reader.cancel()
    await append(now - 500, "/late")
    await append(now + 1, "/next")
    const second = await api.open("acme", path, { "last-event-id": place })
    const text = await until(second.reader, "/next")
    expect(pathsIn(text)).toEqual(["/late", "/next"])
    // What came late does not set it back.
    expect(idsIn(text).map((id) => Number(id.split("-")[0]))).toEqual([now, now + 1])
    await second.reader.cancel()
  })

  it.each(["x", "1", "1-", "1-2-3", "-1-2", "1-2x"])("refuses to go on behind %j", async (place) => {
    const { body, status } = await api.as("acme")("GET", path, { headers: { "last-event-id": place } })
    expect([status, body.detail]).toEqual([400, "Last-Event-ID must be the id of an event of this stream."])
  })

  it("ends when the server is about to stop", async () => {
    const own = await Installed.make()
    const { reader } = await own.open("acme", path)
    await until(reader, "\n\n")
    own.stop()
    expect((await reader.read()).done).toBe(true)
    await own.close()
  })
})

const bounds = { ...LogStreams.standard, streamsMax: 2 }

const quiet = LogStore.of({
  append: () => Effect.void,
  page: () => Effect.succeed([]),
  find: () => Effect.die("nobody asks"),
  count: () => Effect.die("nobody asks"),
  prune: () => Effect.succeed(0)
})

const open = Effect.flatMap(LogStreams.LogStreams, (streams) => streams.open({ tenant: "acme" }, undefined))

const scoped = <A, E>(body: Effect.Effect<A, E, LogStreams.LogStreams>) =>
  body.pipe(Effect.provide(LogStreams.layerOf(Effect.never, bounds)), Effect.provideService(LogStore, quiet))

describe("streams", () => {
  it.effect("say every fifteen seconds that they live, and end after five minutes", () =>
    Effect.gen(function* () {
      const fiber = yield* Effect.fork(Stream.runCollect(Stream.decodeText(yield* open)))
      yield* TestClock.adjust("299 seconds")
      expect(fiber.unsafePoll()).toBeNull()
      yield* TestClock.adjust("1 second")
      const text = [...(yield* Fiber.join(fiber))].join("")
      // The last one is due when the stream ends.
      expect([19, 20]).toContain(text.split(": nothing new\n\n").length - 1)
    }).pipe(scoped)
  )

  it.effect("are so many at once, and one more when one has ended", () =>
    Effect.gen(function* () {
      const begun = yield* Deferred.make<void>()
      const read = Effect.flatMap(
        open,
        Stream.runForEach(() => Deferred.succeed(begun, undefined))
      )
      const [first] = [yield* Effect.fork(read), yield* Effect.fork(read)]
      yield* Deferred.await(begun)
      yield* Effect.yieldNow()
      const refused = yield* Effect.flip(open)
      expect([refused._tag, refused.retryAfterSeconds]).toEqual(["TooManyRequests", 30])
      yield* Fiber.interrupt(first)
      yield* open
    }).pipe(scoped)
  )
})
