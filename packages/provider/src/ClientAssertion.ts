/**
 * A client that shows who it is by a JWT that it has signed with a key of its own (RFC 7523 §3, `private_key_jwt`). Each
 * one is good for this server alone, for some minutes, and once. It knows no store: who remembers which were used is asked
 * afterwards.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7523#section-3
 */
import { Effect, Either } from "effect"
import { decodeJwt, decodeProtectedHeader, errors, importJWK, type JWTPayload, jwtVerify } from "jose"
import { algorithms, fits, type PublicKey } from "./PublicKeys.ts"

/** An assertion lives no longer than this; so long must its use be remembered. */
export const lifeMillisMax: number = 5 * 60_000

/** By so much may the clocks of a client and of this server differ, in seconds. */
const skewSeconds = 30

const lengthMax = 8_192
const jtiLengthMax = 256

export interface Verified {
  readonly jti: string
  /** From when on nobody would take it any more, in milliseconds since 1970. */
  readonly ends: number
}

/** The id of the client that it says it is of, whether that is true or not. */
export const clientOf = (assertion: string): string | undefined =>
  assertion.length > lengthMax ? undefined : Either.getOrUndefined(Either.try(() => decodeJwt(assertion).sub))

export interface Expected {
  readonly client: string
  readonly keys: ReadonlyArray<PublicKey>
  /** The issuer and the token endpoint, as clients may know them. */
  readonly audiences: ReadonlyArray<string>
  readonly now: number
}

/** The left side says what is wrong with it. */
export const verify = (assertion: string, expected: Expected): Effect.Effect<Verified, string> =>
  Effect.gen(function* () {
    const header = yield* Either.mapLeft(
      Either.try(() => decodeProtectedHeader(assertion)),
      () => "The client_assertion is no JWT."
    )
    const { alg = "none", kid } = header
    if (!algorithms.some((each) => each === alg)) {
      return yield* Effect.fail(
        `The client_assertion is signed with ${JSON.stringify(alg.slice(0, 20))}; it must be ${algorithms.join(", ")}.`
      )
    }
    const named = expected.keys.filter((key) => kid === undefined || key.kid === undefined || key.kid === kid)
    const keys = named.filter((key) => fits(key, alg))
    if (keys.length === 0) {
      return yield* Effect.fail("The client has no key of this kid and algorithm. Register the public key that signs.")
    }
    const payload = yield* Effect.validateFirst(keys, (key) => signed(assertion, key, alg, expected)).pipe(
      Effect.mapError((reasons) => reasons.find((reason) => reason !== wrongSignature) ?? wrongSignature)
    )
    return yield* claims(payload, expected)
  })

const wrongSignature =
  "The signature of the client_assertion is not of a key that the client has here. Register the public key that signs."

const signed = (
  assertion: string,
  key: PublicKey,
  alg: string,
  { audiences, client, now }: Expected
): Effect.Effect<JWTPayload, string> =>
  Effect.tryPromise({
    try: async () => {
      const { payload } = await jwtVerify(assertion, await importJWK(key, alg), {
        algorithms: [alg],
        issuer: client,
        subject: client,
        audience: [...audiences],
        clockTolerance: skewSeconds,
        currentDate: new Date(now),
        requiredClaims: ["exp", "jti"]
      })
      return payload
    },
    catch: (error) => explain(error, audiences)
  })

const explain = (error: unknown, audiences: ReadonlyArray<string>): string => {
  if (error instanceof errors.JWTExpired) return "The client_assertion has expired. Make a new one for each request."
  if (error instanceof errors.JWTClaimValidationFailed) {
    const { claim } = error
    if (claim === "aud") return `The aud of the client_assertion must be ${audiences.slice(0, 2).join(" or ")}.`
    if (claim === "iss" || claim === "sub")
      return "iss and sub of the client_assertion must both be the id of the client."
    return `The claim ${claim} of the client_assertion is missing, or not as it must be.`
  }
  return error instanceof errors.JWSSignatureVerificationFailed ? wrongSignature : "The client_assertion is no JWT."
}

const claims = ({ aud, exp = 0, jti }: JWTPayload, expected: Expected): Either.Either<Verified, string> => {
  const others = [aud].flat().filter((each) => each !== undefined && !expected.audiences.includes(each))
  if (others.length > 0)
    return Either.left("The client_assertion is for other servers as well. Name this one alone as aud.")
  const latest = expected.now + lifeMillisMax + skewSeconds * 1_000
  if (exp * 1_000 > latest) {
    return Either.left(`The client_assertion must expire within ${lifeMillisMax / 60_000} minutes.`)
  }
  if (typeof jti !== "string" || jti === "" || jti.length > jtiLengthMax) {
    return Either.left(`The jti of the client_assertion must be a text of 1 to ${jtiLengthMax} characters.`)
  }
  return Either.right({ jti, ends: (exp + skewSeconds) * 1_000 })
}
