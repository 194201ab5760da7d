/** The administrator's API over a real database in memory, with an operator and the administrators of two tenants. */
import type { SqlClient } from "@effect/sql"
import { type Json, SchemaRegistry } from "@rollcall/core"
import {
  type Administrator,
  AdministratorService,
  ClientService,
  Randomness,
  type Reach,
  ReceiverService,
  ResourceStore,
  SetupLinkService,
  Tenant,
  TenantStore,
  TokenService,
  WebhookService
} from "@rollcall/provider"
import { Storage } from "@rollcall/sql"
import { HttpWebhookSender } from "@rollcall/webhook"
import { Deferred, Effect, Either, Exit, identity, Layer, ManagedRuntime, Scope } from "effect"
import * as Passwords from "../../../provider/test/Passwords.ts"
import * as Sqlite from "../../../sql/test/Sqlite.ts"
import * as AdminHandler from "../../src/admin/AdminHandler.ts"
import type { AdminServices } from "../../src/admin/AdminServices.ts"
import * as OpenIdProvider from "../../src/admin/OpenIdProvider.ts"
import * as ProvisioningLog from "../../src/ProvisioningLog.ts"
import * as RequestTarget from "../../src/RequestTarget.ts"
import * as ScimHandler from "../../src/ScimHandler.ts"
import * as TrustedProxies from "../../src/TrustedProxies.ts"
import * as WireResponse from "../../src/WireResponse.ts"

export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  // biome-ignore lint/suspicious/noExplicitAny: what the body is, the tests say.
  readonly body: any
  readonly stream?: ReadableStream<Uint8Array>
}

export interface Asked {
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

export interface Empty {
  readonly ask: (method: string, path: string, asked?: Asked) => Promise<Answer>
  /** A GET with these headers, or a POST with a body, whose answer is read by whoever asks. */
  readonly read: (path: string, headers: NonNullable<Asked["headers"]>, body?: unknown) => Promise<Reading>
  /** Says to the handler that the server is about to stop. */
  readonly stop: () => void
  /** Runs an effect over the same storage, and its tables. */
  readonly run: <A, E>(effect: Effect.Effect<A, E, AdminServices | SqlClient.SqlClient>) => Promise<A>
  /** Ends the handler, and not yet the storage. */
  readonly end: () => Promise<void>
  readonly close: () => Promise<void>
}

export interface Reading {
  readonly answer: WireResponse.WireResponse
  readonly reader: ReadableStreamDefaultReader<Uint8Array>
}

export interface Installation extends Empty {
  /** A GET with the key of that administrator, or a POST with a body, whose answer is read by whoever asks. */
  readonly open: (name: Name, path: string, headers?: Asked["headers"], body?: unknown) => Promise<Reading>
  /** The same with the key of that administrator. */
  readonly as: (name: Name) => Installation["ask"]
  /** Runs an effect over the same storage, and its tables. */
  readonly run: <A, E>(effect: Effect.Effect<A, E, AdminServices | SqlClient.SqlClient>) => Promise<A>
  /** The id of a token of that tenant. */
  readonly tokens: Readonly<Record<"acme" | "other", string>>
  /** The id of an OAuth client of that tenant. */
  readonly clients: Readonly<Record<"acme" | "other", string>>
  /** The id of a webhook of that tenant. */
  readonly webhooks: Readonly<Record<"acme" | "other", string>>
  /** The id of a receiver of that tenant. */
  readonly receivers: Readonly<Record<"acme" | "other", string>>
  /** The id of a set-up link of that tenant. */
  readonly links: Readonly<Record<"acme" | "other", string>>
  readonly administrators: Readonly<Record<Name, Administrator.Administrator>>
  /** The ids of a user and of a group of that tenant, and of a user that was deleted and kept. */
  readonly resources: Readonly<Record<"acme" | "other", Resources>>
}

export interface Surroundings {
  readonly baseUrl?: string
  readonly openId?: OpenIdProvider.Settings
  readonly reach?: Reach
  /** Whether clients are answered as well. */
  readonly scim?: boolean
  /** A database in memory unless told. */
  readonly database?: Layer.Layer<SqlClient.SqlClient>
  /** Gives the handler what else it may find in its surroundings. */
  readonly surround?: <A, E, R>(effect: Effect.Effect<A, E, R>) => Effect.Effect<A, E, R>
}

export interface Resources {
  readonly user: string
  readonly group: string
  readonly kept: string
}

export type Name = "operator" | "acme" | "other"

export const password = "correct horse battery staple"

/** What is logged is written at once. */
const log = ProvisioningLog.layerOf(SchemaRegistry.standard, { ...ProvisioningLog.standard, gatherMillis: 0 })

const servicesOver = (database: Layer.Layer<SqlClient.SqlClient>) => {
  const storage = Layer.provideMerge(Layer.orDie(Storage.layer), database)
  return Layer.mergeAll(Layer.provideMerge(log, storage), HttpWebhookSender.layer, Randomness.layer, Passwords.light)
}

/** A user in a group, and one that was deleted and kept. */
const populate = Effect.fnUntraced(function* (tenant: string) {
  const store = yield* ResourceStore
  const { group, user } = SchemaRegistry
  const of = (type: typeof user, id: string, document: Json.JsonObject, ...members: ReadonlyArray<string>) => ({
    type,
    id: `${tenant}-${id}`,
    document,
    members: members.map((value) => ({ value: `${tenant}-${value}` })),
    unknownMembers: "wait" as const,
    now: 1
  })
  yield* store.insert(tenant, [
    of(user, "user", { userName: "ada", displayName: "Ada", active: true, emails: [{ value: "ada@x.example" }] }),
    of(user, "kept", { userName: "bob", active: true }),
    of(group, "group", { displayName: "Engineers" }, "user")
  ])
  yield* store.remove(tenant, user, `${tenant}-kept`, 2, true, () => Either.void)
  return { user: `${tenant}-user`, group: `${tenant}-group`, kept: `${tenant}-kept` }
})

const made = Effect.gen(function* () {
  const tenants = yield* TenantStore
  const of = (id: "acme" | "other") =>
    Effect.gen(function* () {
      yield* tenants.insert({ id, name: id, settings: Tenant.defaultSettings, created: 0 })
      const resources = yield* populate(id)
      const { token } = yield* TokenService.issue({ tenant: id, name: "Okta" })
      const { client } = yield* ClientService.create({ tenant: id, name: "Entra" })
      const administrator = yield* AdministratorService.create({ name: `ada@${id}.example`, password, tenant: id })
      const { link } = yield* SetupLinkService.issue({ tenant: id })
      const url = "https://app.example.com/events"
      const webhook = yield* WebhookService.create({ tenant: id, url, kinds: [], reach: "public" })
      const root = "https://scim.example.com"
      const { receiver } = yield* ReceiverService.create({ tenant: id, audience: "app", root, reach: "public" })
      return {
        resources,
        token: token.id,
        client: client.id,
        link: link.id,
        receiver: receiver.id,
        webhook: webhook.id,
        administrator,
        key: (yield* AdministratorService.issueKey(administrator, "test")).text
      }
    })
  const operator = yield* AdministratorService.create({ name: "operator@example.com", password })
  const key = (yield* AdministratorService.issueKey(operator, "test")).text
  return { operator: { administrator: operator, key }, acme: yield* of("acme"), other: yield* of("other") }
})

/** Before anybody is there. */
export const empty = async (given: Surroundings = {}): Promise<Empty> => {
  const { database = Sqlite.prepared, openId, reach, scim = false, surround = identity, ...source } = given
  const runtime = ManagedRuntime.make(servicesOver(database))
  const scope = Effect.runSync(Scope.make())
  const place = { basePath: "/scim/v2", trustedProxies: TrustedProxies.none, ...source }
  const next = scim ? await runtime.runPromise(ScimHandler.make(place)) : () => Effect.succeed(WireResponse.empty(418))
  const stopping = Effect.runSync(Deferred.make<void>())
  const handler = await runtime.runPromise(
    AdminHandler.before(next, place, {
      ending: Deferred.await(stopping),
      ...(reach === undefined ? {} : { reach }),
      ...(openId === undefined ? {} : { openId: await Effect.runPromise(OpenIdProvider.make(openId)) })
    }).pipe(Scope.extend(scope), surround)
  )
  const send = (method: string, target: string, { body, headers = {} }: Asked) => {
    const { path, query } = RequestTarget.split(target)
    const text = body === undefined ? "" : typeof body === "string" ? body : JSON.stringify(body)
    const all: Readonly<Record<string, string>> = { "content-type": "application/json", ...headers }
    return runtime.runPromise(
      handler({
        method,
        path,
        query,
        header: (name) => all[name],
        readBody: () => Effect.succeed(new TextEncoder().encode(text))
      })
    )
  }
  const end = () => Effect.runPromise(Scope.close(scope, Exit.void))
  return {
    ask: async (method, path, asked = {}) => {
      const { body, headers, status } = await send(method, path, asked)
      // What goes on until somebody ends it is read by `read`.
      const isEndless = headers["content-type"]?.startsWith("text/event-stream") === true
      if (isEndless && body instanceof ReadableStream) await body.cancel()
      const whole = body instanceof ReadableStream && !isEndless ? await new Response(body).text() : body
      const isJson = headers["content-type"]?.startsWith("application/json") === true
      return { status, headers, body: typeof whole === "string" && isJson ? JSON.parse(whole) : whole }
    },
    read: async (path, headers, body) => {
      const answer = await send(body === undefined ? "GET" : "POST", path, { headers, body })
      if (!(answer.body instanceof ReadableStream)) throw new Error(`${path} answers ${answer.status}: ${answer.body}`)
      return { answer, reader: answer.body.getReader() }
    },
    stop: () => Effect.runSync(Deferred.succeed(stopping, undefined)),
    run: (effect) => runtime.runPromise(effect),
    end,
    close: async () => {
      await end()
      await runtime.dispose()
    }
  }
}

export const make = async (surroundings: Surroundings = {}): Promise<Installation> => {
  const api = await empty(surroundings)
  const { acme, operator, other } = await api.run(made)
  const keys = { operator: operator.key, acme: acme.key, other: other.key }
  const bearer = (name: Name) => ({ authorization: `Bearer ${keys[name]}` })
  return {
    ...api,
    as: (name) => (method, path, asked) =>
      api.ask(method, path, { ...asked, headers: { ...bearer(name), ...asked?.headers } }),
    open: (name, path, headers, body) => api.read(path, { ...bearer(name), ...headers }, body),
    tokens: { acme: acme.token, other: other.token },
    clients: { acme: acme.client, other: other.client },
    webhooks: { acme: acme.webhook, other: other.webhook },
    receivers: { acme: acme.receiver, other: other.receiver },
    links: { acme: acme.link, other: other.link },
    resources: { acme: acme.resources, other: other.resources },
    administrators: {
      operator: operator.administrator,
      acme: acme.administrator,
      other: other.administrator
    }
  }
}
