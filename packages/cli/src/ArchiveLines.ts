/**
 * The bytes of a file or a pipe as the lines of an archive, in batches. What is wrong with a line is said of that line,
 * and the others are read all the same; a line without end fills no memory.
 */
import { type Json, Limits, ScimError } from "@rollcall/core"
import { JsonBody } from "@rollcall/http"
import type { Import } from "@rollcall/provider"
import { Chunk, Either, Stream } from "effect"

export interface Batch {
  readonly lines: ReadonlyArray<Import.Numbered>
  /** How many bytes are read with it. */
  readonly bytes: number
}

/** As many lines as one transaction takes, so that the next ones are read while nobody waits for them. */
const linesMax = 500

/** As much as the body of a request may have: a line is at most one resource with its members. */
const { bodyBytesMax, jsonDepthMax } = Limits.standard

const newline = 0x0a

export const batches = <E>(bytes: Stream.Stream<Uint8Array, E>): Stream.Stream<Batch, E> =>
  Stream.suspend(() => {
    const reading = new Reading()
    return bytes.pipe(
      Stream.mapConcat((chunk) => reading.take(chunk)),
      Stream.concat(Stream.suspend(() => Stream.fromIterable(reading.end()))),
      Stream.rechunk(linesMax),
      Stream.chunks,
      Stream.map((found) => {
        const lines = Chunk.toReadonlyArray(found)
        return {
          lines: lines.flatMap(({ line }) => (line === undefined ? [] : [line])),
          bytes: lines.reduce((sum, each) => sum + each.bytes, 0)
        }
      })
    )
  })

interface Read {
  /** Absent for an empty line. */
  readonly line?: Import.Numbered
  readonly bytes: number
}

class Reading {
  #number = 0
  #parts: Array<Uint8Array> = []
  #length = 0

  take(chunk: Uint8Array): ReadonlyArray<Read> {
    const found: Array<Read> = []
    let from = 0
    for (let end = chunk.indexOf(newline); end >= 0; end = chunk.indexOf(newline, from)) {
      this.#keep(chunk.subarray(from, end))
      found.push(this.#line(1))
      from = end + 1
    }
    // The stream may use the memory of the chunk again.
    this.#keep(chunk.slice(from))
    return found
  }

  /** What stands behind the last line end. */
  end(): ReadonlyArray<Read> {
    return this.#length === 0 ? [] : [this.#line(0)]
  }

  #keep(part: Uint8Array): void {
    this.#length += part.length
    if (this.#length <= bodyBytesMax) this.#parts.push(part)
    else this.#parts = []
  }

  #line(endBytes: number): Read {
    const [parts, length] = [this.#parts, this.#length]
    this.#parts = []
    this.#length = 0
    this.#number += 1
    const bytes = length + endBytes
    if (length > bodyBytesMax) return { line: { number: this.#number, body: Either.left(tooLong) }, bytes }
    const line = join(parts, length)
    return isBlank(line) ? { bytes } : { line: { number: this.#number, body: parse(line) }, bytes }
  }
}

const tooLong = new ScimError.PayloadTooLarge({
  detail: `The line has more than ${bodyBytesMax} bytes. Put one resource on each line, and the members of a large group on lines of their own.`
})

const parse = (line: Uint8Array): Either.Either<Json.Json, ScimError.InvalidSyntax> =>
  JsonBody.parse(line, jsonDepthMax)

const join = (parts: ReadonlyArray<Uint8Array>, length: number): Uint8Array => {
  const [only] = parts
  if (only !== undefined && parts.length === 1) return only
  const joined = new Uint8Array(length)
  let offset = 0
  for (const part of parts) {
    joined.set(part, offset)
    offset += part.length
  }
  return joined
}

const isBlank = (line: Uint8Array): boolean => line.every((byte) => byte === 0x20 || byte === 0x09 || byte === 0x0d)
