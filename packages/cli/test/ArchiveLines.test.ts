import { Limits } from "@rollcall/core"
import { Chunk, Effect, Either, Stream } from "effect"
import { describe, expect, it } from "vitest"
import * as ArchiveLines from "../src/ArchiveLines.ts"

const encoder = new TextEncoder()

/** The lines of a text that comes in chunks of that size, in batches. */
const read = async (text: string, size: number) => {
  const bytes = encoder.encode(text)
  const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
    bytes.slice(index * size, (index + 1) * size)
  )
  const batches = await Effect.runPromise(Stream.runCollect(ArchiveLines.batches(Stream.fromIterable(chunks))))
  return Chunk.toReadonlyArray(batches)
}

const bodies = async (text: string, size: number) =>
  (await read(text, size)).flatMap(({ lines }) =>
    lines.map(({ number, body }) => [number, Either.getOrUndefined(body)])
  )

describe("the lines of an archive", () => {
  it.each([1, 3, 1_000])(
    "are the same in chunks of %i bytes, whatever ends them, and empty ones only count",
    async (size) => {
      expect(await bodies('{"a":"é"}\r\n\n  \n[1]\n{"b":2}', size)).toEqual([
        [1, { a: "é" }],
        [4, [1]],
        [5, { b: 2 }]
      ])
    }
  )

  it("come with as many bytes as were read", async () => {
    const text = `${'{"a":1}\n'.repeat(1_200)}\n[]`
    const batches = await read(text, 4_096)
    expect(batches.map(({ lines }) => lines.length)).toEqual([500, 500, 201])
    expect(batches.reduce((sum, { bytes }) => sum + bytes, 0)).toBe(text.length)
  })

  it("say what is wrong with one of them, and go on", async () => {
    const [batch] = await read('{"a":1,"a":2}\n{"b":\n{}', 100)
    expect(batch?.lines.map(({ body }) => Either.isRight(body))).toEqual([false, false, true])
  })

  it("may be as long as the body of a request, and no longer", async () => {
    const text = (length: number) => `"${"x".repeat(length - 2)}"\n{}`
    const max = Limits.standard.bodyBytesMax
    const results = async (length: number) =>
      (await read(text(length), 65_536)).flatMap(({ lines }) => lines.map(({ body }) => Either.isRight(body)))
    expect([await results(max), await results(max + 1)]).toEqual([
      [true, true],
      [false, true]
    ])
  })
})
