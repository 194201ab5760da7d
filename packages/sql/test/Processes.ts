/** Several processes with one SQLite database, each with a connection of its own to the same file. */
import type { SqlClient } from "@effect/sql"
import { ResourceStore } from "@rollcall/provider"
import type { Storage } from "@rollcall/sql"
import { Context, Effect, Layer, type Scope } from "effect"
import * as Sqlite from "./Sqlite.ts"
import * as Stored from "./Stored.ts"

export type Process = Context.Context<Storage.Storage | SqlClient.SqlClient>

export const two: Effect.Effect<readonly [Process, Process], never, Scope.Scope> = Effect.gen(function* () {
  const filename = yield* Sqlite.preparedFile
  const start = Layer.build(Layer.fresh(Stored.over(Sqlite.file(filename))))
  return yield* Effect.all([start, start])
})

/** A store whose calls go to one process and the other by turns. */
export const byTurns = (both: readonly [Process, Process]): Layer.Layer<ResourceStore> => {
  const [one, other] = [Context.get(both[0], ResourceStore), Context.get(both[1], ResourceStore)]
  let calls = 0
  const next = () => (calls++ % 2 === 0 ? one : other)
  return Layer.succeed(ResourceStore, {
    insert: (...given) => next().insert(...given),
    find: (...given) => next().find(...given),
    findHeld: (...given) => next().findHeld(...given),
    update: (...given) => next().update(...given),
    remove: (...given) => next().remove(...given),
    kept: (...given) => next().kept(...given),
    restore: (...given) => next().restore(...given),
    atomically: (effect) => next().atomically(effect),
    versions: (...given) => next().versions(...given),
    query: (...given) => next().query(...given),
    members: (...given) => next().members(...given),
    memberCounts: (...given) => next().memberCounts(...given),
    memberPage: (...given) => next().memberPage(...given),
    memberships: (...given) => next().memberships(...given),
    census: (...given) => next().census(...given),
    references: (...given) => next().references(...given)
  })
}
