import { createConnection } from "node:net"
import { Effect } from "effect"
import { describe, expect, it } from "vitest"
import * as Listening from "./Listening.ts"

const get = "GET / HTTP/1.1\r\nhost: a\r\n\r\n"
const part = new Uint8Array(64 * 1024)

/** A server whose answer has no end, what it was asked for, and whether somebody has ended it. */
const endless = async () => {
  const seen = { parts: 0, cancelled: false }
  const body = () =>
    new ReadableStream<Uint8Array>({
      pull: (controller) => {
        seen.parts++
        controller.enqueue(part)
      },
      cancel: () => {
        seen.cancelled = true
      }
    })
  const { port } = await Listening.start(() => Effect.sync(() => ({ status: 200, headers: {}, body: body() })))
  return { port, seen }
}

const until = async (is: () => boolean) => {
  const end = Date.now() + 10_000
  while (!is() && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 20))
  return is()
}

describe("an answer that is a stream", () => {
  it("comes whole, part by part", async () => {
    const texts = ["a", "b", "c"]
    const body = () =>
      new ReadableStream<Uint8Array>({
        pull: (controller) => {
          const text = texts.shift()
          if (text === undefined) controller.close()
          else controller.enqueue(new TextEncoder().encode(text))
        }
      })
    const { port } = await Listening.start(() =>
      Effect.sync(() => ({ status: 200, headers: { "content-type": "text/plain" }, body: body() }))
    )
    const answer = await fetch(`http://127.0.0.1:${port}/`)
    expect([answer.status, answer.headers.get("content-type"), await answer.text()]).toEqual([200, "text/plain", "abc"])
  })

  it("is made no further than a client takes it, and no more when the client is gone", async () => {
    const { port, seen } = await endless()
    const socket = createConnection({ port, host: "127.0.0.1" })
    socket.pause()
    socket.write(get)
    expect(await until(() => seen.parts > 2)).toBe(true)
    // The buffers of both ends fill, and then nothing more is asked for.
    let before = -1
    expect(
      await until(() => {
        const isStill = before === seen.parts
        before = seen.parts
        return isStill
      })
    ).toBe(true)
    expect(seen.parts).toBeLessThan(1_000)
    socket.destroy()
    expect(await until(() => seen.cancelled)).toBe(true)
  })

  it("breaks off where it fails, so that nobody takes a part for the whole", async () => {
    const body = () =>
      new ReadableStream<Uint8Array>({
        start: (controller) => controller.enqueue(part),
        pull: (controller) => controller.error(new Error("The database is gone."))
      })
    const { port } = await Listening.start(() => Effect.sync(() => ({ status: 200, headers: {}, body: body() })))
    const answer = fetch(`http://127.0.0.1:${port}/`).then((response) => response.arrayBuffer())
    await expect(answer).rejects.toThrow()
  })
})
