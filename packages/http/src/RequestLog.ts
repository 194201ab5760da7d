/**
 * One structured line for each request: who asked for what, what became of it, and what was read into it. Queries,
 * bodies and tokens never get here, so that they cannot get into a log.
 */
import { type Note, ScimError } from "@rollcall/core"
import type { Session } from "@rollcall/provider"
import { Effect } from "effect"
import type { WireRequest } from "./WireRequest.ts"
import type { WireResponse } from "./WireResponse.ts"

/** What is learnt of a request while it is handled. */
export interface RequestLog {
  readonly method: string
  readonly path: string
  /** Milliseconds since 1970. */
  readonly started: number
  readonly notes: Array<Note.Note>
  session?: Session.Session
  resource?: string
  error?: ScimError.ScimError
}

/** Paths come from clients: a longer one is cut. */
const pathLengthMax = 300

export const begin = (request: WireRequest, now: number): RequestLog => ({
  method: request.method.slice(0, 20),
  path: request.path.slice(0, pathLengthMax),
  started: now,
  notes: []
})

/** Writes the line. `ms` is the time until the response was ready. */
export const write = (log: RequestLog, response: WireResponse, now: number): Effect.Effect<void> =>
  Effect.annotateLogs(Effect.logInfo("request"), annotations(log, response, now))

const annotations = (log: RequestLog, response: WireResponse, now: number): Readonly<Record<string, unknown>> => ({
  method: log.method,
  path: log.path,
  status: response.status,
  ms: now - log.started,
  ...(log.session === undefined ? {} : { tenant: log.session.tenant.id, token: log.session.token.id }),
  ...(log.resource === undefined ? {} : { resource: log.resource }),
  ...(log.error === undefined ? {} : failure(log.error)),
  ...(log.notes.length === 0 ? {} : { notes: log.notes.map((note) => `${note.name}: ${note.text}`) })
})

const failure = (error: ScimError.ScimError): Readonly<Record<string, unknown>> => {
  const { scimType } = ScimError.table[error._tag]
  return { ...(scimType === undefined ? {} : { scimType }), detail: error.detail }
}
