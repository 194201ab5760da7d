/**
 * Events of a tenant from the newest on. A page ends where no change is waited for any more, so whoever reads on in the
 * stream from there misses nothing.
 */
import { HttpApiBuilder } from "@effect/platform"
import { Event } from "@rollcall/core"
import { EventStore } from "@rollcall/provider"
import { Effect } from "effect"
import { AdminApi } from "./AdminApi.ts"
import { stored } from "./AdminError.ts"
import { type Endpoints, Surroundings } from "./AdminServices.ts"
import * as EventEndpoints from "./EventEndpoints.ts"
import * as Page from "./Page.ts"
import * as TenantEndpoints from "./TenantEndpoints.ts"

export const layer: Endpoints<"newestEvents"> = HttpApiBuilder.group(AdminApi, "newestEvents", (handlers) =>
  handlers
    .handle("list", ({ path, urlParams: { after, kind, limit = Page.limitStandard, resource } }) =>
      Effect.gen(function* () {
        const { id } = yield* TenantEndpoints.own(path.tenant)
        const kinds = yield* EventEndpoints.readKinds(kind?.split(","))
        const end = yield* (yield* EventStore).end(id)
        const before = Math.min((yield* EventEndpoints.readSeq(after)) ?? end + 1, end + 1)
        return { ...(yield* page(id, { before, limit, kinds, resource: parted(resource) })), end }
      }).pipe(stored)
    )
    .handle("kinds", ({ path }) =>
      Effect.gen(function* () {
        yield* TenantEndpoints.own(path.tenant)
        const { registry } = yield* Surroundings
        return Event.kinds(registry)
      }).pipe(stored)
    )
)

const parted = (resource: string | undefined) => {
  const at = resource?.indexOf("/") ?? -1
  return resource === undefined ? undefined : { type: resource.slice(0, at), id: resource.slice(at + 1) }
}

interface Asked {
  readonly before: number
  readonly limit: number
  readonly kinds: ReadonlyArray<string>
  readonly resource: ReturnType<typeof parted>
}

/** The changes themselves come newest first; what is told of one stays in its order, turned round. */
const page = Effect.fnUntraced(function* (tenant: string, { before, limit, kinds, resource }: Asked) {
  const store = yield* EventStore
  const found: Array<Event.Event> = []
  let seq = before
  for (
    let scanned = 0;
    scanned < EventEndpoints.scannedMax && (scanned === 0 || found.length < limit);
    scanned += limit
  ) {
    const query = { before: seq, limit, ...(resource === undefined ? {} : { resource }) }
    const recorded = yield* store.newest(tenant, query)
    const told = recorded.flatMap((change) => Event.tell(change).toReversed())
    found.push(...told.filter((event) => EventEndpoints.wants(kinds, event)))
    seq = recorded.at(-1)?.seq ?? seq
    if (recorded.length < limit) return { items: found.map(EventEndpoints.render) }
  }
  return { items: found.map(EventEndpoints.render), next: String(seq) }
})
