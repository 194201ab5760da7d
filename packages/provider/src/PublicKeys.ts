/**
 * The public keys of a client as an administrator has them: a JWK set, a single JWK, or PEM. What is kept is the public
 * half alone; a text with a private key is refused, since whoever reads it could be the client.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7517
 */
import { Data, Effect, Either } from "effect"
import { exportJWK, importJWK, importSPKI, importX509, type JWK } from "jose"

/** The parameters that are looked at; others are left out. */
export type PublicKey = Pick<JWK, "kty" | "kid" | "alg" | "use" | "n" | "e" | "crv" | "x" | "y">

export class InvalidKeys extends Data.TaggedError("InvalidKeys")<{ readonly detail: string }> {}

/** The algorithms that a signature may be of. None of them takes a public key for a shared secret. */
export const algorithms = ["RS256", "PS256", "ES256", "EdDSA"] as const

export type Algorithm = (typeof algorithms)[number]

/** Two for a change of keys, and as many again for whoever has several machines. */
const keysMax = 10

/** Less is within reach of those who would (RFC 7518 §3.3). */
const modulusBitsMin = 2_048

const expected = `public keys for ${algorithms.join(", ")}, as a JWK set or in PEM`

/** Whether a key may check a signature of that algorithm. */
export const fits = (key: PublicKey, algorithm: string): algorithm is Algorithm =>
  (key.alg === undefined || key.alg === algorithm) && algorithmsOf(key).some((each) => each === algorithm)

const algorithmsOf = ({ kty, crv }: PublicKey): ReadonlyArray<Algorithm> => {
  if (kty === "RSA") return ["RS256", "PS256"]
  if (kty === "EC" && crv === "P-256") return ["ES256"]
  return kty === "OKP" && crv === "Ed25519" ? ["EdDSA"] : []
}

export const parse: (text: string) => Effect.Effect<ReadonlyArray<PublicKey>, InvalidKeys> = Effect.fnUntraced(
  function* (text) {
    if (text.includes("PRIVATE KEY-----")) return yield* privateKey
    const given = text.includes("-----BEGIN") ? [yield* parsePem(text.trim())] : yield* parseJwks(text)
    if (given.length === 0 || given.length > keysMax) {
      return yield* new InvalidKeys({ detail: `There must be 1 to ${keysMax} keys, but there are ${given.length}.` })
    }
    return yield* Effect.forEach(given, checked)
  }
)

const privateKey = new InvalidKeys({
  detail:
    "This is a private key, which only the client may have. Give the public one, and make a new pair if this one was shown to anybody."
})

const unreadable = new InvalidKeys({ detail: `There must be ${expected}, but the text is none.` })

const parseJwks = (text: string): Either.Either<ReadonlyArray<JWK>, InvalidKeys> =>
  Either.gen(function* () {
    const json = yield* Either.mapLeft(
      Either.try((): unknown => JSON.parse(text)),
      () => unreadable
    )
    const keys: ReadonlyArray<unknown> = isRecord(json) && Array.isArray(json.keys) ? json.keys : [json]
    return keys.every(isRecord) ? keys : yield* Either.left(unreadable)
  })

const isRecord = (json: unknown): json is Record<string, unknown> =>
  typeof json === "object" && json !== null && !Array.isArray(json)

/** What a text in PEM is a key for is not said before the key, so each kind is tried. */
const parsePem = (text: string): Effect.Effect<JWK, InvalidKeys> => {
  const read = text.includes("BEGIN CERTIFICATE-----") ? importX509 : importSPKI
  const as = (algorithm: Algorithm) =>
    Effect.tryPromise(async () => exportJWK(await read(text, algorithm, { extractable: true })))
  return Effect.firstSuccessOf([as("RS256"), as("ES256"), as("EdDSA")]).pipe(Effect.mapError(() => unreadable))
}

const texts = ["kty", "kid", "alg", "use", "n", "e", "crv", "x", "y"] as const

const checked = (given: JWK): Effect.Effect<PublicKey, InvalidKeys> =>
  Effect.gen(function* () {
    if (given.d !== undefined || given.k !== undefined) return yield* privateKey
    const key = Object.fromEntries(
      texts.flatMap((name) => (typeof given[name] === "string" ? [[name, given[name]]] : []))
    ) as PublicKey
    const algorithm = algorithms.find((each) => fits(key, each))
    if (algorithm === undefined || (key.use !== undefined && key.use !== "sig")) {
      return yield* new InvalidKeys({ detail: `There must be ${expected}; ${shown(key)} is for something else.` })
    }
    const bits = Math.floor(((key.n ?? "").length * 6) / 8) * 8
    if (key.kty === "RSA" && bits < modulusBitsMin) {
      return yield* new InvalidKeys({
        detail: `An RSA key must have ${modulusBitsMin} bits or more; ${shown(key)} has ${bits}.`
      })
    }
    yield* Effect.tryPromise({ try: () => importJWK(key, algorithm), catch: () => unreadable })
    return key
  })

const shown = ({ crv, kid, kty }: PublicKey): string =>
  `the key ${kid === undefined ? "" : `${JSON.stringify(kid.slice(0, 80))} `}of the type ${[kty, crv].filter((part) => part !== undefined).join(" ")}`
