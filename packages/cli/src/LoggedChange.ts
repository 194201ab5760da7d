/** A change that was made by hand, in the provisioning log beside those of clients: what was typed, and what came of it. */
import { ScimError } from "@rollcall/core"
import { type LogEntry, LogStore, Principal, type Session } from "@rollcall/provider"
import { Clock, Effect, Either } from "effect"

/** What was typed: `user deactivate 2819c223`, and the resource that it is about: `User/2819c223`. */
export interface Typed {
  readonly words: ReadonlyArray<string>
  readonly resource: string
}

/** Ids come from outside: a longer one is cut. */
const lengthMax = 300

/** Runs the change and has it in the log, done or refused. What cannot be logged has been done all the same. */
export const run = <A, R>(
  session: Session.Session,
  typed: Typed,
  change: Effect.Effect<A, ScimError.ScimError, R>
): Effect.Effect<A, ScimError.ScimError, R | LogStore> =>
  Effect.gen(function* () {
    const started = yield* Clock.currentTimeMillis
    const outcome = yield* Effect.either(change)
    const now = yield* Clock.currentTimeMillis
    const entry: LogEntry.LogEntry = {
      tenant: session.tenant.id,
      time: now,
      token: Principal.nameOf(session.principal),
      method: "CLI",
      path: `rollcall ${typed.words.join(" ")}`.slice(0, lengthMax),
      ...(Either.isLeft(outcome) ? refused(outcome.left) : { status: 200 }),
      duration: now - started,
      resource: typed.resource.slice(0, lengthMax),
      notes: []
    }
    yield* Effect.ignoreLogged((yield* LogStore).append([entry]))
    return yield* outcome
  })

const refused = (error: ScimError.ScimError): Pick<LogEntry.LogEntry, "status" | "error" | "scimType" | "detail"> => {
  const { status, scimType } = ScimError.table[error._tag]
  return { status, error: error._tag, detail: error.detail, ...(scimType === undefined ? {} : { scimType }) }
}
