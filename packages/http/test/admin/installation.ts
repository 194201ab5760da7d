/** The administrator's API over a real database in memory, with an operator and the administrators of two tenants. */
import { SqlClients } from "@rollcall/node"
import {
  type Administrator,
  AdministratorService,
  ClientService,
  Randomness,
  Tenant,
  TenantStore,
  TokenService
} from "@rollcall/provider"
import { Storage } from "@rollcall/sql"
import { Effect, Exit, Layer, ManagedRuntime, Scope } from "effect"
import * as AdminHandler from "../../src/admin/AdminHandler.ts"
import type { AdminServices } from "../../src/admin/AdminServices.ts"
import * as TrustedProxies from "../../src/TrustedProxies.ts"
import * as WireResponse from "../../src/WireResponse.ts"

export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  // biome-ignore lint/suspicious/noExplicitAny: what the body is, the tests say.
  readonly body: any
}

export interface Asked {
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

export interface Installation {
  readonly ask: (method: string, path: string, asked?: Asked) => Promise<Answer>
  /** The same with the key of that administrator. */
  readonly as: (name: Name) => Installation["ask"]
  /** The id of a token of that tenant. */
  readonly tokens: Readonly<Record<"acme" | "other", string>>
  /** The id of an OAuth client of that tenant. */
  readonly clients: Readonly<Record<"acme" | "other", string>>
  readonly administrators: Readonly<Record<Name, Administrator.Administrator>>
  readonly close: () => Promise<void>
}

export type Name = "operator" | "acme" | "other"

export const password = "correct horse battery staple"

const services: Layer.Layer<AdminServices> = Layer.merge(
  Storage.layer.pipe(Layer.provide(SqlClients.layer({ _tag: "SqliteMemory" })), Layer.orDie),
  Randomness.layer
)

const made = Effect.gen(function* () {
  const tenants = yield* TenantStore
  const of = (id: "acme" | "other") =>
    Effect.gen(function* () {
      yield* tenants.insert({ id, name: id, settings: Tenant.defaultSettings, created: 0 })
      const { token } = yield* TokenService.issue({ tenant: id, name: "Okta" })
      const { client } = yield* ClientService.create({ tenant: id, name: "Entra" })
      const administrator = yield* AdministratorService.create({ name: `ada@${id}.example`, password, tenant: id })
      return {
        token: token.id,
        client: client.id,
        administrator,
        key: (yield* AdministratorService.issueKey(administrator, "test")).text
      }
    })
  const operator = yield* AdministratorService.create({ name: "operator@example.com", password })
  const key = (yield* AdministratorService.issueKey(operator, "test")).text
  return { operator: { administrator: operator, key }, acme: yield* of("acme"), other: yield* of("other") }
})

export const make = async (source: { readonly baseUrl?: string } = {}): Promise<Installation> => {
  const runtime = ManagedRuntime.make(services)
  const scope = Effect.runSync(Scope.make())
  const next = () => Effect.succeed(WireResponse.empty(418))
  const handler = await runtime.runPromise(
    AdminHandler.before(next, { basePath: "/scim/v2", trustedProxies: TrustedProxies.none, ...source }).pipe(
      Scope.extend(scope)
    )
  )
  const { acme, operator, other } = await runtime.runPromise(made)
  const ask: Installation["ask"] = async (method, path, { body, headers = {} } = {}) => {
    const text = body === undefined ? "" : typeof body === "string" ? body : JSON.stringify(body)
    const all: Readonly<Record<string, string>> = { "content-type": "application/json", ...headers }
    const [place = "", query = ""] = path.split("?")
    const response = await runtime.runPromise(
      handler({
        method,
        path: place,
        query,
        header: (name) => all[name],
        readBody: () => Effect.succeed(new TextEncoder().encode(text))
      })
    )
    const answered = typeof response.body === "string" ? JSON.parse(response.body) : undefined
    return { status: response.status, headers: response.headers, body: answered }
  }
  const keys = { operator: operator.key, acme: acme.key, other: other.key }
  return {
    ask,
    as: (name) => (method, path, asked) =>
      ask(method, path, { ...asked, headers: { authorization: `Bearer ${keys[name]}`, ...asked?.headers } }),
    tokens: { acme: acme.token, other: other.token },
    clients: { acme: acme.client, other: other.client },
    administrators: {
      operator: operator.administrator,
      acme: acme.administrator,
      other: other.administrator
    },
    close: async () => {
      await Effect.runPromise(Scope.close(scope, Exit.void))
      await runtime.dispose()
    }
  }
}
