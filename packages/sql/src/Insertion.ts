/**
 * New resources, each by itself, in a number of statements that does not depend on how many there are: what refuses one
 * leaves the others alone and nothing of it behind. Belongs into a transaction.
 */
import type { Resource } from "@rollcall/core"
import type { History, Insert, InsertError, Inserted } from "@rollcall/provider"
import { Data, Effect, Either } from "effect"
import * as Adoption from "./Adoption.ts"
import type { Database } from "./Database.ts"
import * as Events from "./Events.ts"
import * as MembershipRows from "./MembershipRows.ts"
import * as Memberships from "./Memberships.ts"
import * as ReferenceCheck from "./ReferenceCheck.ts"
import * as ResourceRows from "./ResourceRows.ts"

export type Outcome = Either.Either<Inserted, InsertError>

/** All were refused: the transaction has nothing to store and is undone, so that no trace of them is written. */
export class NobodyArrived extends Data.TaggedError("NobodyArrived")<{ readonly outcomes: ReadonlyArray<Outcome> }> {}

/** What is inserted; without a history, it begins now. */
export interface Arrival extends Insert {
  readonly history?: History
}

/** Answers in the order given. */
export const insert = Effect.fnUntraced(function* (
  database: Database,
  namespace: MembershipRows.Namespace,
  inserts: ReadonlyArray<Arrival>
) {
  const { tenant } = namespace
  const [first] = inserts
  if (first === undefined) return []
  const given = inserts.map((insert) => ({ insert, resource: resourceOf(insert) }))
  const refused = new Map<string, InsertError>(
    yield* ResourceRows.insertAll(
      database,
      tenant,
      given.map(({ resource }) => resource)
    )
  )
  const lost = yield* ReferenceCheck.refusals(
    database,
    tenant,
    inserts.filter(({ id }) => !refused.has(id))
  )
  yield* discard(database, tenant, [...lost.keys()])
  for (const [id, error] of lost) refused.set(id, error)
  const beginnings = inserts
    .filter(({ id, members }) => members.length > 0 && !refused.has(id))
    .map(({ id, ...insert }) => ({ group: id, ...insert }))
  const filled = yield* Memberships.fill(database, namespace, beginnings)
  yield* discard(database, tenant, [...filled.refused.keys()])
  for (const [id, error] of filled.refused) refused.set(id, error)
  const outcomes = given.map(({ resource }): Outcome => {
    const refusal = refused.get(resource.id)
    const waiting = filled.outcomes.get(resource.id)?.waiting ?? []
    return refusal === undefined ? Either.right({ resource, waiting }) : Either.left(refusal)
  })
  const arrived = given.filter(({ resource }) => !refused.has(resource.id))
  if (arrived.length === 0) return yield* new NobodyArrived({ outcomes })
  yield* Adoption.welcome(
    database,
    tenant,
    arrived.map(({ resource }) => resource),
    first.now,
    first
  )
  const changes = arrived.map(({ insert, resource }): Events.Change => {
    const members = Events.ofMembers(filled.outcomes.get(resource.id)?.added ?? [], [])
    const { told, ...kept } = Events.ofDocuments(resource.type, {}, resource.document, insert)
    return { change: "created", resource, told: { ...told, ...members }, ...kept }
  })
  yield* Events.tell(database, tenant, changes, first.now, first)
  return outcomes
})

const resourceOf = ({
  type,
  id,
  document,
  now,
  history = { version: 1, created: now, lastModified: now }
}: Arrival): Resource.Resource => ({ type, id, ...history, document })

/** Takes away what is there of new groups that cannot stay. */
const discard = Effect.fnUntraced(function* (database: Database, tenant: string, ids: ReadonlyArray<string>) {
  if (ids.length === 0) return
  yield* MembershipRows.discard(database, tenant, ids)
  yield* ResourceRows.discard(database, tenant, ids)
})
