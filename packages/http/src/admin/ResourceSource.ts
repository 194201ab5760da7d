/** By whom a resource was last changed. The provisioning log tells, as long as it has the entry. */
import { LogStore, type Session, type StoreError } from "@rollcall/provider"
import { Effect } from "effect"
import * as Rendering from "./Rendering.ts"
import type { Source } from "./UserApi.ts"

/** Clients read a resource several times for each change; what is further back than that is not looked for. */
const entriesMax = 20

const changing = ["POST", "PUT", "PATCH", "CLI"]

export const find = (session: Session.Session, resource: string): Effect.Effect<Found, StoreError, LogStore> =>
  Effect.gen(function* () {
    const log = yield* LogStore
    const query = { tenant: session.tenant.id, resource, outcome: "ok", order: "newest", limit: entriesMax } as const
    const entry = (yield* log.page(query)).find(({ method }) => changing.includes(method))
    if (entry?.token === undefined) return {}
    const { id, name } = entry.token
    return { source: { id, name, at: Rendering.time(entry.time) } }
  })

interface Found {
  readonly source?: typeof Source.Type
}
