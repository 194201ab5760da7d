/**
 * All that a tenant has as the lines of an archive, page by page, so that any number of resources passes through little
 * memory. People may come and go meanwhile: whoever is there from the beginning to the end is in it once.
 */
import type { Cursor, Json, ResourceType } from "@rollcall/core"
import { Effect } from "effect"
import { ResourceStore, type Start, type StoreError } from "../port/ResourceStore.ts"
import { type MembershipPosition, TransferStore } from "../port/TransferStore.ts"
import type { Session } from "../Session.ts"
import * as Archive from "./Archive.ts"

/** What a page is about: resources of a type, or memberships. */
export interface Page {
  readonly what: string
  /** How many resources or memberships are on it. */
  readonly count: number
  readonly lines: ReadonlyArray<Json.JsonObject>
}

/** What is done with each page, which is never empty. */
export type Each<E, R> = (page: Page) => Effect.Effect<void, E, R>

const pageMax = 1_000

/** What stands for memberships in `Page.what`. */
export const memberships = "membership"

export const walk = <E, R>(
  session: Session,
  each: Each<E, R>
): Effect.Effect<void, E | StoreError, R | ResourceStore | TransferStore> =>
  Effect.gen(function* () {
    for (const type of session.registry.resourceTypes) yield* walkType(session, type, each)
    yield* walkMemberships(session, each)
  })

/** How many resources there are of each type, by its name. */
export const totals = (session: Session): Effect.Effect<ReadonlyMap<string, number>, StoreError, ResourceStore> =>
  Effect.gen(function* () {
    const store = yield* ResourceStore
    const found = new Map<string, number>()
    for (const type of session.registry.resourceTypes) {
      const { total = 0 } = yield* store.query(session.tenant.id, question(type, 0, beginning))
      found.set(type.name, total)
    }
    return found
  })

const beginning: Start = { _tag: "Offset", offset: 0 }

const behind = (position: Cursor.Position): Start => ({ _tag: "After", position })

const question = (type: ResourceType.ResourceType, limit: number, from: Start) => ({
  sources: [{ type }],
  from,
  limit,
  base: ""
})

const walkType = Effect.fnUntraced(function* <E, R>(
  { tenant }: Session,
  type: ResourceType.ResourceType,
  each: Each<E, R>
) {
  const store = yield* ResourceStore
  let from: Start = beginning
  for (;;) {
    const { resources, ends, hasMore } = yield* store.query(tenant.id, question(type, pageMax, from))
    if (resources.length > 0) {
      yield* each({ what: type.name, count: resources.length, lines: resources.map(Archive.entry) })
    }
    if (ends === undefined || !hasMore) return
    from = behind(ends.last)
  }
})

const walkMemberships = Effect.fnUntraced(function* <E, R>({ tenant }: Session, each: Each<E, R>) {
  const [store, resources] = [yield* TransferStore, yield* ResourceStore]
  let after: MembershipPosition | undefined
  for (;;) {
    const page = yield* store.memberships(tenant.id, pageMax, after)
    const groups = [...new Set(page.map(({ group }) => group))]
    if (page.length > 0) {
      const lines = Archive.portions(page, yield* resources.versions(tenant.id, groups))
      yield* each({ what: memberships, count: page.length, lines })
    }
    after = page.at(-1)
    if (page.length < pageMax) return
  }
})
