/** The provisioning log of a tenant, and of those whom nobody knows: looked through, watched, and taken away. */
import { HttpApiBuilder, HttpServerResponse } from "@effect/platform"
import { Comparison } from "@rollcall/core"
import { Administrator, LogEntry, type LogFilter, LogPages, LogRecord, LogStore } from "@rollcall/provider"
import { Clock, Effect, Either, Option, Schema, Stream } from "effect"
import { AdminApi } from "./AdminApi.ts"
import { Forbidden, Invalid, NotFound, stored } from "./AdminError.ts"
import type { Endpoints } from "./AdminServices.ts"
import { Admitted } from "./Admittance.ts"
import type * as LogApi from "./LogApi.ts"
import * as LogStreams from "./LogStreams.ts"
import * as Page from "./Page.ts"
import * as TenantEndpoints from "./TenantEndpoints.ts"

/** Where a page begins, and what entries are ordered by. */
const Position = Schema.Struct({ time: Schema.Number, seq: Schema.Number })

type Chosen = typeof LogApi.Chosen.Type

const filterOf = (tenant: string, { from, to, method, ...rest }: Chosen): Either.Either<LogFilter, Invalid> =>
  Either.map(Either.all([instant("from", from), instant("to", to)]), ([first, last]) => ({
    tenant,
    ...rest,
    ...(method === undefined ? {} : { method: method.toUpperCase() }),
    ...(first === undefined ? {} : { from: first }),
    ...(last === undefined ? {} : { to: last })
  }))

const instant = (name: string, text: string | undefined): Either.Either<number | undefined, Invalid> => {
  if (text === undefined) return Either.right(undefined)
  const time = Comparison.instant(text) ?? Comparison.instant(`${text}T00:00:00Z`)
  return time === undefined
    ? Either.left(new Invalid({ detail: `${name} must be a time such as 2026-01-31T12:00:00Z, or a day.` }))
    : Either.right(time)
}

const list = Effect.fnUntraced(function* (tenant: string, asked: Chosen & Page.Asked) {
  const { after: _, limit: __, ...chosen } = asked
  const filter = yield* filterOf(tenant, chosen)
  const start = yield* Page.read(Position, asked)
  const behind = start.after === undefined ? {} : { before: start.after }
  const found = yield* (yield* LogStore).page({ ...filter, order: "newest", limit: start.limit + 1, ...behind })
  return Page.show(Position, found, start.limit, ({ time, seq }) => ({ time, seq }), LogRecord.describe)
})

const get = Effect.fnUntraced(function* (tenant: string, id: number) {
  const found = yield* (yield* LogStore).find(tenant, id)
  return Option.isSome(found)
    ? LogRecord.describeWhole(found.value)
    : yield* new NotFound({ detail: `There is no entry ${id} in this log. Old entries go by themselves.` })
})

export const layer: Endpoints<"log"> = HttpApiBuilder.group(AdminApi, "log", (handlers) =>
  handlers
    .handle("list", ({ path, urlParams }) =>
      Effect.flatMap(TenantEndpoints.own(path.tenant), ({ id }) => list(id, urlParams)).pipe(stored)
    )
    .handle("get", ({ path }) =>
      Effect.flatMap(TenantEndpoints.own(path.tenant), (tenant) => get(tenant.id, path.id)).pipe(stored)
    )
    .handle("stream", ({ headers, path, urlParams }) =>
      Effect.gen(function* () {
        const { id } = yield* TenantEndpoints.own(path.tenant)
        const place = headers["last-event-id"]
        const upTo = place === undefined ? undefined : Option.getOrUndefined(LogStreams.parsePlace(place))
        if (place !== undefined && upTo === undefined) {
          return yield* new Invalid({ detail: "Last-Event-ID must be the id of an event of this stream." })
        }
        const filter = yield* filterOf(id, urlParams)
        const stream = yield* (yield* LogStreams.LogStreams).open(filter, upTo)
        return HttpServerResponse.stream(stream, { contentType: "text/event-stream" })
      })
    )
    .handle("export", ({ path, urlParams: { format = "csv", ...chosen } }) =>
      Effect.gen(function* () {
        const { id } = yield* TenantEndpoints.own(path.tenant)
        const filter = yield* filterOf(id, chosen)
        const now = yield* Clock.currentTimeMillis
        const store = yield* LogStore
        // What comes meanwhile is not part of it, or it might never end.
        const pages = LogPages.walk({ ...filter, to: filter.to ?? now + 1 })
        const lines =
          format === "json"
            ? Stream.map(pages, LogRecord.jsonLines)
            : Stream.concat(Stream.succeed(LogRecord.csvHead), Stream.map(pages, LogRecord.csvLines))
        const name = `rollcall-log-${id}-${new Date(now).toISOString().slice(0, 10)}.${extensions[format]}`
        return HttpServerResponse.stream(Stream.provideService(Stream.encodeText(lines), LogStore, store), {
          contentType: mediaTypes[format],
          headers: { "content-disposition": `attachment; filename="${name}"` }
        })
      })
    )
)

const extensions = { csv: "csv", json: "jsonl" } as const
const mediaTypes = { csv: "text/csv; charset=utf-8", json: "application/x-ndjson" } as const

/** Fails for whom it is none of their business. */
const operator = Effect.flatMap(Admitted, ({ administrator }) =>
  Administrator.isOperator(administrator)
    ? Effect.void
    : new Forbidden({ detail: "Requests of nobody known belong to no tenant, so only an operator sees them." })
)

export const strangers: Endpoints<"strangers"> = HttpApiBuilder.group(AdminApi, "strangers", (handlers) =>
  handlers
    .handle("list", ({ urlParams }) => Effect.zipRight(operator, list(LogEntry.nobody, urlParams)).pipe(stored))
    .handle("get", ({ path }) => Effect.zipRight(operator, get(LogEntry.nobody, path.id)).pipe(stored))
)
