/**
 * Passwords of administrators as they are kept: Argon2id with a salt of its own for each (RFC 9106), in the usual form,
 * which has the numbers that it was made with, so that stronger ones may come later.
 *
 *     $argon2id$v=19$m=19456,t=2,p=1$ + salt + $ + hash
 */
import { Context, Effect } from "effect"
import { argon2id, argon2Verify } from "hash-wasm"
import { Randomness } from "./Randomness.ts"

/** How much work a new password is, and one that nobody has. What is kept says by itself how much it was. */
export class Cost extends Context.Reference<Cost>()("rollcall/provider/Password/Cost", {
  // OWASP's first choice for 19 MiB; a tenth of a second, for which this process does nothing else.
  defaultValue: () => ({ memoryKibibytes: 19_456, passes: 2 })
}) {}

const hashBytes = 32
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
  Effect.flatMap(Cost, ({ memoryKibibytes, passes }) =>
    Effect.promise(() =>
      argon2id({
        password: prepare(text),
        salt,
        memorySize: memoryKibibytes,
        iterations: passes,
        parallelism: 1,
        hashLength: hashBytes,
        outputType: "encoded"
      })
    )
  )

/** Two spellings of the same characters are one password; the library refuses an empty one. */
const prepare = (text: string): string => text.slice(0, lengthMax).normalize("NFKC") || " "
