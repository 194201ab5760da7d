/**
 * Passwords of administrators as they are kept: Argon2id with a salt of its own for each (RFC 9106), in the usual form,
 * which has the numbers that it was made with, so that stronger ones may come later.
 *
 *     $argon2id$v=19$m=19456,t=2,p=1$ + salt + $ + hash
 */
import { Effect } from "effect"
import { argon2id, argon2Verify } from "hash-wasm"
import { Randomness } from "./Randomness.ts"

/** OWASP's first choice for 19 MiB; a tenth of a second, for which this process does nothing else. */
const cost = { memorySize: 19_456, iterations: 2, parallelism: 1, hashLength: 32 }

const saltBytes = 16
/** Shorter ones are guessed; NIST SP 800-63B has 15 where nothing else is asked for. */
export const lengthMin = 15
/** Long enough for any sentence; hashing more would be work that a stranger can order. */
export const lengthMax = 200

/** What a password must be, to stand behind "must be". */
export const expected = `of ${lengthMin} to ${lengthMax} characters`

export const isLongEnough = (text: string): boolean => {
  const { length } = [...text]
  return length >= lengthMin && length <= lengthMax
}

/** What is kept of those who have no password, and sign in otherwise. No password fits. */
export const none = ""

export const hash = (text: string): Effect.Effect<string, never, Randomness> =>
  Effect.gen(function* () {
    const salt = yield* (yield* Randomness).bytes(saltBytes)
    return yield* derive(text, salt)
  })

/** False where what is kept is no hash. */
export const verify = (text: string, kept: string): Effect.Effect<boolean> =>
  Effect.orElseSucceed(
    Effect.tryPromise(() => argon2Verify({ password: prepare(text), hash: kept })),
    () => false
  )

/** What takes as long as a password that is wrong, for names that nobody has. */
export const verifyNobody = (text: string): Effect.Effect<boolean> =>
  Effect.as(derive(text, new Uint8Array(saltBytes)), false)

const derive = (text: string, salt: Uint8Array): Effect.Effect<string> =>
  Effect.promise(() => argon2id({ ...cost, password: prepare(text), salt, outputType: "encoded" }))

/** Two spellings of the same characters are one password; the library refuses an empty one. */
const prepare = (text: string): string => text.slice(0, lengthMax).normalize("NFKC") || " "
