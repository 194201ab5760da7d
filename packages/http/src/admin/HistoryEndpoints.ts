/** The history of a user or a group of a tenant, newest change first; also of one that is no longer there. */
import { HttpApiBuilder } from "@effect/platform"
import { type ResourceType, SchemaRegistry } from "@rollcall/core"
import { EventStore, type HistoryEntry, ResourceStore } from "@rollcall/provider"
import { Effect, Option } from "effect"
import { AdminApi } from "./AdminApi.ts"
import { Invalid, NotFound, stored } from "./AdminError.ts"
import type { Endpoints } from "./AdminServices.ts"
import type * as HistoryApi from "./HistoryApi.ts"
import * as Page from "./Page.ts"
import { time } from "./Rendering.ts"
import * as TenantEndpoints from "./TenantEndpoints.ts"

interface Asked {
  readonly path: { readonly tenant: string; readonly id: string }
  readonly urlParams: Page.Asked
}

/** A page of them, each as `render` shows it. */
export const page = <Shown>(type: ResourceType.ResourceType, render: (entry: HistoryEntry.HistoryEntry) => Shown) =>
  Effect.fnUntraced(function* ({ path: { tenant, id }, urlParams: { after, limit = Page.limitStandard } }: Asked) {
    yield* TenantEndpoints.own(tenant)
    const before = after === undefined ? undefined : yield* readCursor(after)
    const query = { type: type.name, id, limit: limit + 1, ...(before === undefined ? {} : { before }) }
    const found = yield* (yield* EventStore).history(tenant, query)
    if (found.length === 0 && before === undefined) yield* checkKnown(tenant, type, id)
    const items = found.slice(0, limit)
    const last = items.at(-1)
    return {
      items: items.map(render),
      ...(found.length > limit && last !== undefined ? { next: printCursor(last.seq) } : {})
    }
  }, stored)

/** One whose changes were all before the history began has an empty one. */
const checkKnown = Effect.fnUntraced(function* (tenant: string, type: ResourceType.ResourceType, id: string) {
  if (Option.isSome(yield* (yield* ResourceStore).find(tenant, type, id))) return
  return yield* new NotFound({ detail: `The tenant has no ${type.name.toLowerCase()} with this id, and had none.` })
})

const radix = 36

const printCursor = (seq: number): string => seq.toString(radix)

const readCursor = (text: string): Effect.Effect<number, Invalid> => {
  const seq = Number.parseInt(text, radix)
  return Number.isSafeInteger(seq) && printCursor(seq) === text
    ? Effect.succeed(seq)
    : new Invalid({ detail: "after must be what a page answered as next, or be left out." })
}

const membersMax = 100

const members = (ids: ReadonlyArray<string>) => ({ count: ids.length, ids: ids.slice(0, membersMax) })

const render = (entry: HistoryEntry.HistoryEntry): typeof HistoryApi.HistoryEntry.Type => {
  const { at, attributes = [], membersAdded, membersRemoved, ...rest } = entry
  return {
    ...rest,
    at: time(at),
    attributes,
    ...(membersAdded === undefined ? {} : { membersAdded: members(membersAdded) }),
    ...(membersRemoved === undefined ? {} : { membersRemoved: members(membersRemoved) })
  }
}

export const layer: Endpoints<"history"> = HttpApiBuilder.group(AdminApi, "history", (handlers) =>
  handlers.handle("user", page(SchemaRegistry.user, render)).handle("group", page(SchemaRegistry.group, render))
)
