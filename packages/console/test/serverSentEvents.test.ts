import { describe, expect, it } from "vitest"
import { eventsOf } from "../app/api/serverSentEvents.ts"

/** What is read of bytes that come in such pieces. */
const read = async (...pieces: ReadonlyArray<string | Uint8Array<ArrayBuffer>>): Promise<ReadonlyArray<string>> => {
  const encoder = new TextEncoder()
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
    start: (controller) => {
      for (const piece of pieces) controller.enqueue(typeof piece === "string" ? encoder.encode(piece) : piece)
      controller.close()
    }
  })
  const all: Array<string> = []
  for await (const data of eventsOf(body)) all.push(data)
  return all
}

describe("server-sent events", () => {
  it("are told apart wherever the bytes are cut", async () => {
    const text = 'data: {"a":"é"}\n\ndata: 2\n\n'
    const bytes = new TextEncoder().encode(text)
    for (let at = 0; at <= bytes.length; at++) {
      expect(await read(bytes.slice(0, at), bytes.slice(at))).toEqual(['{"a":"é"}', "2"])
    }
  })

  it("are their data alone, and none where there is none", async () => {
    expect(await read(": a comment\n\nretry: 2000\n\nid: 1\ndata: a\ndata: b\n\n")).toEqual(["a\nb"])
  })

  it("are none before their end", async () => expect(await read("data: 1\n\ndata: 2")).toEqual(["1"]))
})
