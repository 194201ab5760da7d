/**
 * The way back of a resource that was put aside: it gets its row and its keys again, and groups that wait for it hold it.
 * The groups that it was in when it went have forgotten it. Belongs into a transaction.
 */
import type { SqlError } from "@effect/sql"
import type { Resource, ResourceType } from "@rollcall/core"
import type { InsertError, Kept, Restoration } from "@rollcall/provider"
import { Effect, type Either, Option } from "effect"
import * as Adoption from "./Adoption.ts"
import type { Database } from "./Database.ts"
import * as Events from "./Events.ts"
import * as KeptRows from "./KeptRows.ts"
import * as ReferenceCheck from "./ReferenceCheck.ts"
import * as ResourceRows from "./ResourceRows.ts"

export const restore = Effect.fnUntraced(function* <E>(
  database: Database,
  tenant: string,
  type: ResourceType.ResourceType,
  id: string,
  now: number,
  decide: (kept: Kept) => Either.Either<Restoration, E>
): Effect.fn.Return<Option.Option<Resource.Resource>, E | InsertError | SqlError.SqlError> {
  const taken = yield* KeptRows.take(database, tenant, type, id)
  if (Option.isNone(taken)) return Option.none()
  const restoration = yield* decide(taken.value)
  const { document, references = [] } = restoration
  const { version, created } = taken.value.resource
  const resource: Resource.Resource = { type, id, version: version + 1, created, lastModified: now, document }
  const refused = yield* ResourceRows.insertAll(database, tenant, [resource])
  for (const error of refused.values()) return yield* error
  for (const error of (yield* ReferenceCheck.refusals(database, tenant, [{ id, references }])).values()) {
    return yield* error
  }
  yield* Adoption.welcome(database, tenant, [resource], now, restoration)
  const came = { change: "created" as const, resource, ...Events.ofDocuments(type, {}, document, restoration) }
  yield* Events.tell(database, tenant, [came], now, restoration)
  return Option.some(resource)
})
