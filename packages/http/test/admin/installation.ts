/** The administrator's API over a real database in memory, with an operator and the administrators of two tenants. */
import { SqlClients } from "@rollcall/node"
import {
  type Administrator,
  AdministratorService,
  Randomness,
  SetupLinkService,
  Tenant,
  TenantStore,
  TokenService
} from "@rollcall/provider"
import { Storage } from "@rollcall/sql"
import { Effect, Exit, Layer, ManagedRuntime, Scope } from "effect"
import * as AdminHandler from "../../src/admin/AdminHandler.ts"
import type { AdminServices } from "../../src/admin/AdminServices.ts"
import * as OpenIdProvider from "../../src/admin/OpenIdProvider.ts"
import * as RequestTarget from "../../src/RequestTarget.ts"
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

export interface Empty {
  readonly ask: (method: string, path: string, asked?: Asked) => Promise<Answer>
  /** Runs an effect over the same storage. */
  readonly run: <A, E>(effect: Effect.Effect<A, E, AdminServices>) => Promise<A>
  readonly close: () => Promise<void>
}

export interface Installation extends Empty {
  /** The same with the key of that administrator. */
  readonly as: (name: Name) => Installation["ask"]
  /** The id of a token of that tenant. */
  readonly tokens: Readonly<Record<"acme" | "other", string>>
  /** The id of a set-up link of that tenant. */
  readonly links: Readonly<Record<"acme" | "other", string>>
  readonly administrators: Readonly<Record<Name, Administrator.Administrator>>
}

export interface Surroundings {
  readonly baseUrl?: string
  readonly openId?: OpenIdProvider.Settings
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
      const administrator = yield* AdministratorService.create({ name: `ada@${id}.example`, password, tenant: id })
      const { link } = yield* SetupLinkService.issue({ tenant: id })
      const key = (yield* AdministratorService.issueKey(administrator, "test")).text
      return { token: token.id, link: link.id, administrator, key }
    })
  const operator = yield* AdministratorService.create({ name: "operator@example.com", password })
  const key = (yield* AdministratorService.issueKey(operator, "test")).text
  return { operator: { administrator: operator, key }, acme: yield* of("acme"), other: yield* of("other") }
})

/** Before anybody is there. */
export const empty = async ({ openId, ...source }: Surroundings = {}): Promise<Empty> => {
  const runtime = ManagedRuntime.make(services)
  const scope = Effect.runSync(Scope.make())
  const next = () => Effect.succeed(WireResponse.empty(418))
  const provider = openId === undefined ? undefined : await Effect.runPromise(OpenIdProvider.make(openId))
  const place = { basePath: "/scim/v2", trustedProxies: TrustedProxies.none, ...source }
  const handler = await runtime.runPromise(AdminHandler.before(next, place, provider).pipe(Scope.extend(scope)))
  const ask: Empty["ask"] = async (method, target, { body, headers = {} } = {}) => {
    const { path, query } = RequestTarget.split(target)
    const text = body === undefined ? "" : typeof body === "string" ? body : JSON.stringify(body)
    const all: Readonly<Record<string, string>> = { "content-type": "application/json", ...headers }
    const response = await runtime.runPromise(
      handler({
        method,
        path,
        query,
        header: (name) => all[name],
        readBody: () => Effect.succeed(new TextEncoder().encode(text))
      })
    )
    const isJson = response.headers["content-type"]?.startsWith("application/json") === true
    const answered = isJson ? JSON.parse(String(response.body)) : response.body
    return { status: response.status, headers: response.headers, body: answered }
  }
  return {
    ask,
    run: (effect) => runtime.runPromise(effect),
    close: async () => {
      await Effect.runPromise(Scope.close(scope, Exit.void))
      await runtime.dispose()
    }
  }
}

export const make = async (surroundings: Surroundings = {}): Promise<Installation> => {
  const { ask, run, close } = await empty(surroundings)
  const { acme, operator, other } = await run(made)
  const keys = { operator: operator.key, acme: acme.key, other: other.key }
  return {
    ask,
    run,
    as: (name) => (method, path, asked) =>
      ask(method, path, { ...asked, headers: { authorization: `Bearer ${keys[name]}`, ...asked?.headers } }),
    tokens: { acme: acme.token, other: other.token },
    links: { acme: acme.link, other: other.link },
    administrators: {
      operator: operator.administrator,
      acme: acme.administrator,
      other: other.administrator
    },
    close
  }
}
