/** A client with keys of its own: pairs of each algorithm, and what it signs with them. */
import { exportJWK, exportSPKI, generateKeyPair, type JWTPayload, SignJWT } from "jose"

export interface Pair {
  readonly algorithm: string
  readonly jwk: string
  readonly pem: string
  readonly sign: (claims: JWTPayload, header?: Readonly<Record<string, unknown>>) => Promise<string>
}

export const pair = async (algorithm: string): Promise<Pair> => {
  const { privateKey, publicKey } = await generateKeyPair(algorithm, { extractable: true })
  return {
    algorithm,
    jwk: JSON.stringify(await exportJWK(publicKey)),
    pem: await exportSPKI(publicKey),
    sign: (claims, header = {}) =>
      new SignJWT(claims).setProtectedHeader({ alg: algorithm, ...header }).sign(privateKey)
  }
}

export const audience = "https://scim.example.com/scim/v2/oauth/token"

/** What an assertion must say, at that time in milliseconds since 1970. */
export const claims = (client: string, now: number, change: JWTPayload = {}): JWTPayload => ({
  iss: client,
  sub: client,
  aud: audience,
  jti: "1",
  exp: now / 1_000 + 60,
  ...change
})
