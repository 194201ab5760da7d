/**
 * What a request is called, in its answer and in its line of the log, so that whoever has one finds the other. A client
 * or a proxy may have given it a name; what is no plain word is not taken, since it stands in headers and logs.
 */
import { Randomness } from "@rollcall/provider"
import { Effect } from "effect"
import type { WireRequest } from "./WireRequest.ts"

/** The header, in a request and in its answer. */
export const header = "x-request-id"

/** As long as two identifiers of the usual kind with something between them. */
const lengthMax = 128

/** Names requests: as they are named already, or by a word that is this process's own and a number. */
export const make: Effect.Effect<(request: WireRequest) => string, never, Randomness.Randomness> = Effect.map(
  Effect.flatMap(Randomness.Randomness, ({ bytes }) => bytes(processBytes)),
  (bytes) => {
    const process = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")
    let named = 0
    return (request) => {
      const given = request.header(header)
      return given !== undefined && isPlain(given) ? given : `${process}-${(++named).toString(36)}`
    }
  }
)

/** So many that no two processes whose logs are read together have the same. */
const processBytes = 8

const isPlain = (text: string): boolean => {
  if (text.length === 0 || text.length > lengthMax) return false
  for (const character of text) if (!plain.has(character)) return false
  return true
}

const plain: ReadonlySet<string> = new Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.:~+/=@")
