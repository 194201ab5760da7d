/** How things stand with the server and with a tenant, counted when somebody asks. */
import { HttpApiBuilder } from "@effect/platform"
import { SchemaRegistry, type Token, TokenPolicy } from "@rollcall/core"
import {
  type Count,
  LogEntry,
  type LogSpan,
  LogStore,
  ResourceStore,
  StorageStatus,
  TokenStore,
  WebhookStore
} from "@rollcall/provider"
import { Array as Arrays, Clock, Effect } from "effect"
import { ProvisioningLog } from "../ProvisioningLog.ts"
import { version } from "../Version.ts"
import { AdminApi } from "./AdminApi.ts"
import { stored } from "./AdminError.ts"
import type { Endpoints } from "./AdminServices.ts"
import * as Attention from "./Attention.ts"
import * as Rendering from "./Rendering.ts"
import * as Simulations from "./Simulations.ts"
import * as TenantEndpoints from "./TenantEndpoints.ts"

const health = Effect.gen(function* () {
  const begun = yield* Clock.currentTimeMillis
  const status = yield* (yield* StorageStatus).status
  const now = yield* Clock.currentTimeMillis
  const { lost, waiting, waitingMax } = (yield* ProvisioningLog).state()
  // Of those whom nobody knows, only so many are kept in any case.
  const dropped = [...lost].reduce((sum, [tenant, count]) => (tenant === LogEntry.nobody ? sum : sum + count), 0)
  return {
    version,
    time: Rendering.time(now),
    database: { ...status, ms: now - begun },
    log: { waiting, waitingMax, dropped },
    attention: Attention.ofServer(status, now - begun, { waiting, waitingMax, dropped })
  }
})

const hourMillis = 3_600_000

/** The last day and the hour that has begun. */
const hours = 25

/** What a chart has room for. */
const daysMax = 90

/** Whole hours or days in UTC, oldest first, with the one that has begun. */
const spansOf = (by: "hour" | "day", logDays: number, now: number): ReadonlyArray<LogSpan> => {
  const [width, count] = by === "hour" ? [hourMillis, hours] : [TokenPolicy.day, Math.min(logDays, daysMax)]
  const last = Math.floor(now / width) * width
  return Arrays.makeBy(count, (index) => last - (count - 1 - index) * width).map((from) => ({ from, to: from + width }))
}

/** SQLite counts on the thread that answers requests: so many spans at once, and then others have their turn. */
const spansMax = 8

const counted = Effect.fnUntraced(function* (tenant: string, spans: ReadonlyArray<LogSpan>) {
  const log = yield* LogStore
  const counts = yield* Effect.forEach(Arrays.chunksOf(spans, spansMax), (some) =>
    Effect.zipLeft(log.count(tenant, some), Effect.yieldNow())
  )
  return counts.flat()
})

const nothing = { requests: 0, failed: 0 }

const people = (census: ReadonlyArray<Count>) => {
  const of = (name: string) => census.find(({ type }) => type === name) ?? { total: 0, inactive: 0 }
  const { inactive, total } = of(SchemaRegistry.user.name)
  return {
    users: { active: total - inactive, inactive },
    groups: of(SchemaRegistry.group.name).total,
    resources: census.map(({ type, total }) => ({ type, total }))
  }
}

const lastUse = (token: Token.Token, now: number) => {
  const { id, name, state, expiresAt, lastUsedAt } = Rendering.token(token, now)
  return { id, name, state, expiresAt, ...(lastUsedAt === undefined ? {} : { lastUsedAt }) }
}

export const layer: Endpoints<"overview"> = HttpApiBuilder.group(AdminApi, "overview", (handlers) =>
  handlers
    .handle("health", () => stored(health))
    .handle("tenant", ({ path, urlParams: { by = "hour" } }) =>
      Effect.gen(function* () {
        const tenant = yield* TenantEndpoints.own(path.tenant)
        const { logDays } = tenant.settings
        const now = yield* Clock.currentTimeMillis
        const census = yield* (yield* ResourceStore).census(tenant.id)
        const all = yield* (yield* TokenStore).list(tenant.id)
        // Nobody has connected anything by playing.
        const tokens = all.filter((token) => !Simulations.isSimulated(token))
        const endpoints = yield* (yield* WebhookStore).list(tenant.id)
        const requests = yield* counted(tenant.id, spansOf(by, logDays, now))
        const [dayBefore = nothing, lastDay = nothing] = yield* counted(tenant.id, [
          { from: now - 2 * TokenPolicy.day, to: now - TokenPolicy.day },
          { from: now - TokenPolicy.day, to: now + 1 }
        ])
        const dropped = (yield* ProvisioningLog).state().lost.get(tenant.id) ?? 0
        return {
          ...people(census),
          requests: requests.map(({ from, to, ...counts }) => ({
            from: Rendering.time(from),
            to: Rendering.time(to),
            ...counts
          })),
          tokens: tokens.map((token) => lastUse(token, now)),
          log: { days: logDays, dropped },
          attention: Attention.ofTenant({ tenant, tokens, endpoints, lastDay, dayBefore, dropped, now })
        }
      }).pipe(stored)
    )
)
