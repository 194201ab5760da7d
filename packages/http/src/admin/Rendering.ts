/** What the administrator's API shows of things: times as people read them, and no digest, hash or secret. */
import { ExpiryWarning, type Token, TokenPolicy } from "@rollcall/core"
import type { Administrator, Tenant } from "@rollcall/provider"
import type * as AdminApi from "./AdminApi.ts"

export const administrator = (given: Administrator.Administrator): typeof AdminApi.Administrator.Type => ({
  id: given.id,
  name: given.name,
  ...(given.tenant === undefined ? {} : { tenant: given.tenant }),
  createdAt: time(given.created),
  ...(given.disabled === undefined ? {} : { disabledAt: time(given.disabled) })
})

export const access = (given: Administrator.Access): typeof AdminApi.Access.Type => ({
  id: given.id,
  kind: given.kind,
  name: given.name,
  createdAt: time(given.created),
  expiresAt: time(given.expires)
})

export const tenant = (given: Tenant.Tenant): typeof AdminApi.Tenant.Type => ({
  id: given.id,
  name: given.name,
  createdAt: time(given.created)
})

export const token = (given: Token.Token, now: number): typeof AdminApi.Token.Type => ({
  id: given.id,
  name: given.name,
  hint: given.hint,
  scopes: given.scopes,
  ...(given.user === undefined ? {} : { user: given.user }),
  ...(given.createdBy === undefined ? {} : { createdBy: given.createdBy }),
  ...(given.identityProvider === undefined ? {} : { identityProvider: given.identityProvider }),
  state: TokenPolicy.stateOf(given, now),
  createdAt: time(given.created),
  expiresAt: time(given.expires),
  ...warning(ExpiryWarning.expiryWarning(given, now)),
  ...(given.revoked === undefined ? {} : { revokedAt: time(given.revoked) }),
  ...(given.lastUsed === undefined ? {} : { lastUsedAt: time(given.lastUsed) })
})

const warning = (given: ExpiryWarning.ExpiryWarning | undefined) =>
  given === undefined ? {} : { warning: { days: given.days, expiresAt: time(given.expires) } }

export const time = (millis: number): string => new Date(millis).toISOString()
