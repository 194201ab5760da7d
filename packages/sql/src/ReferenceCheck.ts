/**
 * Whether the resources that documents refer to are there, and of a type that may be referred to. They stay until the
 * transaction ends.
 */
import type { SqlError } from "@effect/sql"
import type { References, ScimError } from "@rollcall/core"
import { Refusal } from "@rollcall/provider"
import { Effect } from "effect"
import type { Database } from "./Database.ts"
import * as Statement from "./Statement.ts"

/** What a new or changed resource refers to. `expected` are resources that come later in the same transaction: id, type. */
export interface Referring {
  readonly id: string
  readonly references?: ReadonlyArray<References.Reference>
  readonly expected?: ReadonlyMap<string, string>
}

/** The error of each that refers to nothing, by id; one statement for all of them, and none where nobody refers. */
export const refusals = Effect.fnUntraced(function* (
  { rows }: Database,
  tenant: string,
  referring: ReadonlyArray<Referring>
): Effect.fn.Return<ReadonlyMap<string, ScimError.InvalidValue>, SqlError.SqlError> {
  const refused = new Map<string, ScimError.InvalidValue>()
  const ids = new Set(referring.flatMap(({ references = [] }) => references.map(({ id }) => id)))
  if (ids.size === 0) return refused
  const found = yield* rows(heldRows(tenant, JSON.stringify([...ids])))
  const types = new Map(found.map(({ id, type }) => [id, type]))
  for (const { id, references = [], expected } of referring) {
    const lost = references.find(
      (reference) => !reference.types.includes(types.get(reference.id) ?? expected?.get(reference.id) ?? "")
    )
    if (lost !== undefined) refused.set(id, Refusal.unknownReference(lost))
  }
  return refused
})

interface HeldRow {
  readonly id: string
  readonly type: string
}

const heldRows = Statement.template(
  ({ sql, dialect }, tenant: string, ids: string) =>
    sql<HeldRow>`SELECT r.id, r.type FROM resource AS r
      WHERE r.tenant = ${tenant} AND r.id IN ${dialect.set(sql`${ids}`)}
      ORDER BY r.id ${dialect.locks?.forReference ?? sql.literal("")}`
)
