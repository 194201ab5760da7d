/**
 * What an administrator does, done in a server's database from this process: for what a test needs and is not about. The
 * same on the command line costs a process each time.
 */
import { DatabaseUrl } from "@rollcall/cli"
import { SqlClients } from "@rollcall/node"
import { AdministratorService, ClientService, Randomness, Tenant, TenantStore, TokenService } from "@rollcall/provider"
import { Storage } from "@rollcall/sql"
import { Effect, Either, Layer, Logger, LogLevel } from "effect"

type Services = Storage.Storage | Randomness.Randomness

/** Runs it over the ports of the database. */
export const run = <A, E>(databaseUrl: string, effect: Effect.Effect<A, E, Services>): Promise<A> => {
  const database = Either.getOrThrow(DatabaseUrl.parse(databaseUrl))
  const storage = Storage.layer.pipe(Layer.provide(SqlClients.layer(database)))
  return Effect.runPromise(
    Effect.provide(effect, Layer.merge(storage, Randomness.layer)).pipe(Logger.withMinimumLogLevel(LogLevel.Warning))
  )
}

/** The text of a new token. */
export const token = (request: TokenService.Request) => Effect.map(TokenService.issue(request), ({ text }) => text)

/** A new OAuth client that signs with these keys. */
export const client = (keys: string) =>
  Effect.map(ClientService.create({ tenant: "default", name: "test", keys }), ({ client }) => client)

/** An administrator of every tenant, who signs in with this password. */
export const operator = (name: string, password: string) => AdministratorService.create({ name, password })

/** An administrator of one tenant. */
export const administrator = (request: Parameters<typeof AdministratorService.create>[0]) =>
  AdministratorService.create(request)

/** A new tenant with these settings beside the defaults; answers the text of a token with every scope. */
export const tenant = (id: string, settings: Partial<Tenant.Settings> = {}) =>
  Effect.gen(function* () {
    const all = { ...Tenant.defaultSettings, ...settings }
    yield* (yield* TenantStore).insert({ id, name: id, settings: all, created: 0 })
    return yield* token({ tenant: id, name: "test" })
  })

/** Gives a tenant that is there other settings than it has. */
export const settings = (id: string, change: Partial<Tenant.Settings>) =>
  Effect.gen(function* () {
    const tenants = yield* TenantStore
    const tenant = yield* Effect.flatten(tenants.find(id))
    yield* tenants.update({ ...tenant, settings: { ...tenant.settings, ...change } })
  })
