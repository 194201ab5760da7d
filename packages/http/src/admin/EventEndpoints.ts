/**
 * Events of a tenant for whoever administers it. The cursor is the number of a change, as `rollcall event` takes it; what is
 * behind it comes at least once.
 */
import { HttpApiBuilder, HttpServerRequest, HttpServerResponse } from "@effect/platform"
import { Event } from "@rollcall/core"
import { EventStore, type StoreError } from "@rollcall/provider"
import { Effect, Stream } from "effect"
import { AdminApi } from "./AdminApi.ts"
import { Invalid, stored, TooManyRequests } from "./AdminError.ts"
import { type Endpoints, Surroundings } from "./AdminServices.ts"
import type * as EventApi from "./EventApi.ts"
import * as EventStream from "./EventStream.ts"
import * as Page from "./Page.ts"
import * as TenantEndpoints from "./TenantEndpoints.ts"

export const layer: Endpoints<"events"> = HttpApiBuilder.group(AdminApi, "events", (handlers) =>
  handlers
    .handle("list", ({ path, urlParams: { after, limit = Page.limitStandard, kind } }) =>
      Effect.gen(function* () {
        const { id } = yield* TenantEndpoints.own(path.tenant)
        const kinds = yield* readKinds(kind?.split(","))
        return yield* page(id, (yield* readSeq(after)) ?? 0, limit, kinds)
      }).pipe(stored)
    )
    .handle("stream", ({ path, urlParams: { after, kind } }) =>
      Effect.gen(function* () {
        const { id } = yield* TenantEndpoints.own(path.tenant)
        const kinds = yield* readKinds(kind?.split(","))
        const { headers } = yield* HttpServerRequest.HttpServerRequest
        // Who comes back says by the header how far it is, and asks for the same address as before.
        const seq = yield* readSeq(headers["last-event-id"] ?? after)
        const { ending, streams } = yield* Surroundings
        if (streams.open >= EventStream.openMax) {
          return yield* new TooManyRequests({
            detail: `There are ${EventStream.openMax} streams already. Try again later, or ask for pages.`,
            retryAfterSeconds: 60
          })
        }
        const store = yield* EventStore
        const body = EventStream.make(id, seq, (event) => wants(kinds, event), streams, ending).pipe(
          Stream.provideService(EventStore, store)
        )
        return HttpServerResponse.stream(body, {
          contentType: EventStream.mediaType,
          // A proxy that collects answers would keep every event to itself.
          headers: { "x-accel-buffering": "no" }
        })
      }).pipe(stored)
    )
)

type Kinds = ReadonlyArray<string>

export const wants = (kinds: Kinds, { kind }: Event.Event): boolean => kinds.length === 0 || kinds.includes(kind)

/** So many changes are looked through for a page of few kinds; the next page goes on from there. */
export const scannedMax = 10_000

const page = Effect.fnUntraced(function* (
  tenant: string,
  after: number,
  limit: number,
  kinds: Kinds
): Effect.fn.Return<Found, StoreError, EventStore> {
  const store = yield* EventStore
  const found: Array<Event.Event> = []
  let seq = after
  for (let scanned = 0; scanned < scannedMax && (scanned === 0 || found.length < limit); scanned += limit) {
    const recorded = yield* store.after(tenant, seq, limit)
    found.push(...recorded.flatMap(Event.tell).filter((event) => wants(kinds, event)))
    seq = recorded.at(-1)?.seq ?? seq
    if (recorded.length < limit) return { items: found.map(render) }
  }
  return { items: found.map(render), next: String(seq) }
})

interface Found {
  readonly items: ReadonlyArray<typeof EventApi.Event.Type>
  readonly next?: string
}

export const render = (event: Event.Event) => Event.renderWhole(event) as unknown as typeof EventApi.Event.Type

/** The number of a change, where one is given. */
export const readSeq = (text: string | undefined): Effect.Effect<number | undefined, Invalid> => {
  if (text === undefined) return Effect.succeed(undefined)
  const seq = Number(text)
  return text !== "" && Number.isSafeInteger(seq) && seq >= 0
    ? Effect.succeed(seq)
    : new Invalid({ detail: "after must be the number of an event, as next of a page and id of a stream have it." })
}

/** The kinds that are named; none stands for all. */
export const readKinds = (given: ReadonlyArray<string> = []): Effect.Effect<Kinds, Invalid, Surroundings> =>
  Effect.flatMap(Surroundings, ({ registry }) => {
    const known = Event.kinds(registry)
    const kinds = [...new Set(given.map((kind) => kind.trim().toLowerCase()))]
    const wrong = kinds.find((kind) => !known.includes(kind))
    return wrong === undefined
      ? Effect.succeed(kinds)
      : new Invalid({ detail: `${JSON.stringify(wrong)} is no kind of event. There are ${known.join(", ")}.` })
  })
