/**
 * One structured line for each request: who asked for what, what became of it, and what was read into it. Queries,
 * bodies and tokens never get here, so that they cannot get into a log.
 */
import { type Json, type Note, ScimError } from "@rollcall/core"
import { type OAuthError, Principal, type Session } from "@rollcall/provider"
import { Context, Effect } from "effect"
import type { Route } from "./Route.ts"
import type { WireRequest } from "./WireRequest.ts"
import type { WireResponse } from "./WireResponse.ts"

/** What is learnt of a request while it is handled. */
export interface RequestLog {
  /** As `RequestId` has it. */
  readonly id: string
  readonly method: string
  readonly path: string
  /** Milliseconds since 1970. */
  readonly started: number
  readonly notes: Array<Note.Note>
  route?: Route
  session?: Session.Session
  resource?: string
  /** The id of the trace that shows it, where there is one. */
  trace?: string
  error?: ScimError.ScimError | OAuthError.OAuthError
  /** The OAuth client that has got an access token. */
  client?: OAuthError.Named
  /** Asks whether the server lives, which only this line tells. */
  isProbe?: boolean
  /** What was sent, where the tenant has it in its provisioning log; never in this line. */
  body?: Json.Json
  /** Why that is not there. */
  withoutBody?: string
}

/** Paths come from clients: a longer one is cut. */
const pathLengthMax = 300

export const begin = (request: WireRequest, id: string, now: number): RequestLog => ({
  id,
  method: request.method.slice(0, 20),
  path: request.path.slice(0, pathLengthMax),
  started: now,
  notes: []
})

/** What the line says, in the order in which lines of the log have it: who asks for what first, the rest by name. */
export type Facts = Readonly<Record<string, unknown>>

/**
 * Where the lines go: to Effect's log, or to whoever can print them alike in fewer steps. There is one for each request,
 * and the annotations of Effect's log alone cost as much as finding a user.
 */
export class Lines extends Context.Reference<Lines>()("rollcall/http/RequestLog/Lines", {
  defaultValue: () => ({
    write: (facts: Facts, _now: number): Effect.Effect<void> => Effect.annotateLogs(Effect.logInfo("request"), facts)
  })
}) {}

/** The facts of the line. `ms` is the time until the response was ready. */
export const facts = (log: RequestLog, response: WireResponse, now: number): Facts => {
  const { client, error, notes, resource, session } = log
  const { scimType } = error === undefined || error._tag === "OAuthError" ? {} : ScimError.table[error._tag]
  const sender =
    session === undefined ? client : { id: Principal.nameOf(session.principal).id, tenant: session.tenant.id }
  return {
    method: log.method,
    path: log.path,
    status: response.status,
    ms: now - log.started,
    ...(error === undefined ? {} : { detail: error.detail }),
    ...(notes.length === 0 ? {} : { notes: notes.map((note) => `${note.name}: ${note.text}`) }),
    requestId: log.id,
    ...(resource === undefined ? {} : { resource }),
    ...(scimType === undefined ? {} : { scimType }),
    ...(sender === undefined ? {} : { tenant: sender.tenant, token: sender.id }),
    ...(log.trace === undefined ? {} : { trace: log.trace })
  }
}
