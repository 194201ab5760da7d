/**
 * The session in which somebody who is signed in acts on the resources of a tenant: by the tenant's own rules, under their
 * name, and with everything that they change in the provisioning log beside what clients do.
 */
import { HttpServerRequest } from "@effect/platform"
import { type ResourceType, SchemaRegistry, ScimError } from "@rollcall/core"
import { Principal, type Session } from "@rollcall/provider"
import { Clock, Context, Effect, Either } from "effect"
import { ProvisioningLog } from "../ProvisioningLog.ts"
import type { RequestLog } from "../RequestLog.ts"
import { Conflict, Invalid, NotFound, Unavailable } from "./AdminError.ts"
import { Admitted } from "./Admittance.ts"
import * as Outside from "./Outside.ts"
import * as TenantEndpoints from "./TenantEndpoints.ts"

export class Sessions extends Context.Tag("rollcall/http/admin/Sessions")<
  Sessions,
  {
    /** The session of who acts; the base is the absolute URI under which clients find SCIM. */
    readonly of: (acting: Session.Acting, base: string) => Session.Session
  }
>() {}

/** The session in that tenant, where it is theirs. */
export const open = Effect.fnUntraced(function* (id: string) {
  const tenant = yield* TenantEndpoints.own(id)
  const { administrator } = yield* Admitted
  const acting = { tenant, principal: Principal.administrator(administrator), request: yield* Outside.requestId }
  return (yield* Sessions).of(acting, yield* Outside.base)
})

/** Users, or groups, as the tenant has them. */
export const typeOf = ({ registry }: Session.Session, name: "User" | "Group"): ResourceType.ResourceType =>
  SchemaRegistry.typeByName(registry, name) ?? (name === "User" ? SchemaRegistry.user : SchemaRegistry.group)

export type Trouble = NotFound | Conflict | Invalid | Unavailable

/** An operation whose errors have the names that the administrator's API has for them. */
export const asked = <A, R>(effect: Effect.Effect<A, ScimError.ScimError, R>): Effect.Effect<A, Trouble, R> =>
  Effect.mapError(effect, (error) => {
    const { detail } = error
    if (error._tag === "ServiceUnavailable") {
      return new Unavailable({ detail, retryAfterSeconds: error.retryAfterSeconds })
    }
    const { status } = ScimError.table[error._tag]
    if (status === 404) return new NotFound({ detail })
    return status === 409 ? new Conflict({ detail }) : new Invalid({ detail })
  })

const pathLengthMax = 300

/** The same for a change of that resource, which is in the log whatever comes of it. */
export const changed = <A, R>(
  session: Session.Session,
  resource: string,
  change: Effect.Effect<A, ScimError.ScimError, R>
): Effect.Effect<A, Trouble, R | HttpServerRequest.HttpServerRequest> =>
  Effect.gen(function* () {
    const { method, url } = yield* HttpServerRequest.HttpServerRequest
    const started = yield* Clock.currentTimeMillis
    const outcome = yield* Effect.either(change)
    const now = yield* Clock.currentTimeMillis
    const log: RequestLog = {
      id: session.request ?? "",
      method,
      path: new URL(url, "http://localhost").pathname.slice(0, pathLengthMax),
      started,
      notes: [],
      session,
      resource: resource.slice(0, pathLengthMax),
      ...(Either.isLeft(outcome) ? { error: outcome.left } : {})
    }
    const status = Either.isLeft(outcome) ? ScimError.table[outcome.left._tag].status : 200
    const provisioning = yield* ProvisioningLog
    provisioning.offer(log, { status, headers: {} }, now)
    return yield* asked(outcome)
  })
