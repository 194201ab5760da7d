/** Tenants, their tokens, and the secrets of the service over memory. */
import { ScimError, type Token } from "@rollcall/core"
import { SecretStore, Tenant, TenantStore, TokenStore } from "@rollcall/provider"
import { Context, Effect, Either, Layer, Option } from "effect"

export const layer: Layer.Layer<TokenStore | TenantStore | SecretStore> = Layer.effectContext(
  Effect.sync(() => {
    const first: Tenant.Tenant = { id: "default", name: "Default", settings: Tenant.defaultSettings, created: 0 }
    const tenants = new Map([[first.id, first]])
    return Context.make(TenantStore, tenantStore(tenants)).pipe(
      Context.add(TokenStore, tokenStore(tenants)),
      Context.add(SecretStore, secretStore())
    )
  })
)

const tenantStore = (tenants: Map<string, Tenant.Tenant>): TenantStore["Type"] => ({
  insert: (tenant) =>
    Effect.sync(() => {
      if (tenants.has(tenant.id)) return false
      tenants.set(tenant.id, tenant)
      return true
    }),
  find: (id) => Effect.sync(() => Option.fromNullable(tenants.get(id))),
  list: () => Effect.sync(() => [...tenants.values()]),
  page: (after = "", limit) =>
    Effect.sync(() =>
      [...tenants.values()]
        .filter(({ id }) => id > after)
        .sort((left, right) => (left.id < right.id ? -1 : 1))
        .slice(0, limit)
    ),
  update: ({ id, name, settings }) =>
    Effect.sync(() => {
      const found = tenants.get(id)
      if (found !== undefined) tenants.set(id, { ...found, name, settings })
      return found !== undefined
    }),
  change: (id, decide) =>
    Effect.suspend(() => {
      const found = tenants.get(id)
      if (found === undefined) return Effect.succeed(Option.none())
      return Either.map(decide(found), ({ name, settings }) => {
        const changed = { ...found, name, settings }
        tenants.set(id, changed)
        return Option.some(changed)
      })
    })
})

/** Those of one process: a cursor that another one gave out is none here. */
const secretStore = (): SecretStore["Type"] => {
  const secrets = new Map<string, Uint8Array>()
  return {
    secret: (name, proposed) =>
      Effect.sync(() => {
        const secret = secrets.get(name) ?? proposed
        secrets.set(name, secret)
        return secret
      })
  }
}

/** A use within this time of the last one that was noted is not worth a write. */
const useMillisMin = 60_000

const tokenStore = (tenants: ReadonlyMap<string, Tenant.Tenant>): TokenStore["Type"] => {
  const tokens = new Map<string, Token.Token>()
  const all = () =>
    [...tokens.values()].sort((left, right) => left.created - right.created || (left.id < right.id ? -1 : 1))
  const insert = (token: Token.Token) =>
    Effect.suspend(() => {
      if (all().some(({ id, digest }) => id === token.id || digest === token.digest)) return taken
      tokens.set(token.id, token)
      return Effect.void
    })
  const update = ({ id, tenant, expires, revoked }: Token.Token) =>
    Effect.sync(() => {
      const found = tokens.get(id)
      if (found === undefined || found.tenant !== tenant) return
      const first = found.revoked ?? revoked
      tokens.set(id, { ...found, expires, ...(first === undefined ? {} : { revoked: first }) })
    })
  return {
    insert,
    update,
    rotate: (retired, successor) => Effect.zipRight(insert(successor), update(retired)),
    findByDigest: (digest) =>
      Effect.sync(() =>
        Option.gen(function* () {
          const token = yield* Option.fromNullable(all().find((each) => each.digest === digest))
          return { token, tenant: yield* Option.fromNullable(tenants.get(token.tenant)) }
        })
      ),
    find: (id) => Effect.sync(() => Option.fromNullable(tokens.get(id))),
    list: (tenant) => Effect.sync(() => all().filter((each) => tenant === undefined || each.tenant === tenant)),
    touch: (id, now) =>
      Effect.sync(() => {
        const found = tokens.get(id)
        if (found === undefined || now - (found.lastUsed ?? -useMillisMin) < useMillisMin) return
        tokens.set(id, { ...found, lastUsed: now })
      })
  }
}

/** Ids and digests are random, so this happens to nobody but the one who makes it happen. */
const taken = new ScimError.ServiceUnavailable({
  detail: "There is a token with this id or digest already. Nothing was changed; make another one.",
  retryAfterSeconds: 1
})
