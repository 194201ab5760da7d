/**
 * A real OpenID provider on this machine, and somebody with a browser who signs in there: follows each redirect, keeps
 * cookies, fills in both forms, and stops where the provider sends them back.
 */
import { generateKeyPairSync } from "node:crypto"
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { Redacted } from "effect"
import Provider from "oidc-provider"
import type * as OpenIdProvider from "../../src/admin/OpenIdProvider.ts"

/** What the provider knows of people, by what they type as their login, which becomes `sub`. */
export type People = Record<string, { readonly email?: string; readonly email_verified?: boolean }>

export interface IdentityProvider {
  readonly settings: OpenIdProvider.Settings
  /** Signs in at the address of the provider; answers the address that the browser is sent back to. */
  readonly signIn: (url: string, login: string) => Promise<string>
  readonly stop: () => Promise<void>
}

const clientId = "rollcall"
const clientSecret = "a secret of the client"

/** Its keys are made in no time. */
const algorithm = "ES256"

export interface Options {
  /** Whether ID tokens have the address, which the specification leaves to the other endpoint. */
  readonly isEmailInIdToken?: boolean
}

export const start = async (
  people: People,
  redirectUri: string,
  { isEmailInIdToken = false }: Options = {}
): Promise<IdentityProvider> => {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const key = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey.export({ format: "jwk" })
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        redirect_uris: [redirectUri],
        id_token_signed_response_alg: algorithm
      }
    ],
    jwks: { keys: [{ ...key, kty: "EC", kid: "test", use: "sig", alg: algorithm }] },
    cookies: { keys: ["a key for cookies"] },
    claims: { openid: ["sub"], email: ["email", "email_verified"] },
    conformIdTokenClaims: !isEmailInIdToken,
    features: { devInteractions: { enabled: true } },
    pkce: { required: () => true },
    ttl: { AccessToken: 600, Grant: 600, IdToken: 600, Interaction: 600, Session: 600 },
    findAccount: (_, sub) => ({ accountId: sub, claims: () => ({ sub, ...people[sub] }) })
  })
  server.on("request", provider.callback())
  return {
    settings: { issuer, clientId, clientSecret: Redacted.make(clientSecret) },
    signIn: (url, login) => signIn(url, login, issuer),
    stop: () => {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    }
  }
}

/** Two forms and what lies between them are ten steps. */
const stepsMax = 20

const signIn = async (url: string, login: string, issuer: string): Promise<string> => {
  const jar = new Map<string, string>()
  let [at, form]: [string, URLSearchParams | undefined] = [url, undefined]
  for (let step = 0; step < stepsMax; step++) {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ")
    const response = await fetch(at, {
      redirect: "manual",
      headers: { cookie },
      ...(form ? { method: "POST", body: form } : {})
    })
    for (const line of response.headers.getSetCookie()) {
      const [pair = ""] = line.split(";")
      jar.set(pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1))
    }
    const location = response.headers.get("location")
    const page = await response.text()
    if (location === null) {
      const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1]
      if (prompt === undefined) throw new Error(`The provider answered ${response.status}: ${page}`)
      form = new URLSearchParams({ prompt, ...(prompt === "login" ? { login, password: "any" } : {}) })
      continue
    }
    form = undefined
    at = new URL(location, at).href
    if (!at.startsWith(issuer)) return at
  }
  throw new Error("The provider sends the browser in circles.")
}
