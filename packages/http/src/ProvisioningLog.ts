/**
 * The log that an administrator reads, of every request but those that ask whether the server lives. Requests push an
 * entry and go on; a fiber writes what has gathered, tries again while storage refuses it, and writes the rest when the
 * scope closes. Another one takes away what tenants no longer want to keep.
 *
 * A service provider whose surroundings have no such log keeps none.
 */
import { SchemaRegistry, ScimError } from "@rollcall/core"
import { LogEntry, LogStore, type OAuthError, Principal, Tenant, TenantStore } from "@rollcall/provider"
import { Clock, Context, Effect, Layer, Schedule, type Scope } from "effect"
import * as LoggedBody from "./LoggedBody.ts"
import * as LogQueue from "./LogQueue.ts"
import type { RequestLog } from "./RequestLog.ts"
import type { WireResponse } from "./WireResponse.ts"

/** What stands between requests and storage, in this process. */
export interface State {
  /** How many entries wait to be written. */
  readonly waiting: number
  /** For how many there is room; 0 where no log is kept. */
  readonly waitingMax: number
  /** How many found no room or were not taken by storage, by tenant, since the process began. */
  readonly lost: ReadonlyMap<string, number>
}

export class ProvisioningLog extends Context.Reference<ProvisioningLog>()("rollcall/http/ProvisioningLog", {
  defaultValue: () => ({
    /** Takes the request for the log, or does not. Never waits and never fails. */
    offer: (_log: RequestLog, _response: WireResponse, _now: number): void => {},
    state: (): State => ({ waiting: 0, waitingMax: 0, lost: new Map() })
  })
}) {}

export interface Bounds extends LogQueue.Bounds {
  /** Milliseconds: shorter than people wait who look for what they have just done, and long enough for a batch. */
  readonly gatherMillis: number
  /** Whoever has no token must not fill the disk; in a minute this is enough to see what a wrong configuration sends. */
  readonly strangersPerMinuteMax: number
  /** With a second between the first two and half as much again between the next: a database has failed over by then. */
  readonly triesMax: number
  /** Milliseconds for what waits when the server stops, of the ten seconds that it has. */
  readonly stopMillisMax: number
  /** Nobody sees whether an entry goes an hour too late, and looking for them costs a statement for each tenant. */
  readonly pruneMillis: number
  /** SQLite deletes on the thread that answers requests: so many entries at once, and then others have their turn. */
  readonly pruneEntriesMax: number
  /** So often at a time; what is left goes the next time. */
  readonly pruneRoundsMax: number
}

export const standard: Bounds = {
  ...LogQueue.standard,
  gatherMillis: 250,
  strangersPerMinuteMax: 60,
  triesMax: 10,
  stopMillisMax: 4_000,
  pruneMillis: 60 * 60_000,
  pruneEntriesMax: 500,
  pruneRoundsMax: 2_000
}

/** The log over storage, for requests about resources of these types. */
export const layerOf = (
  registry: SchemaRegistry.SchemaRegistry,
  bounds: Bounds = standard
): Layer.Layer<ProvisioningLog, never, LogStore | TenantStore> =>
  Layer.scoped(
    ProvisioningLog,
    Effect.suspend(() => Effect.zipRight(forget(bounds), keep(registry, bounds)))
  )

export const layer = layerOf(SchemaRegistry.standard)

const keep = (
  registry: SchemaRegistry.SchemaRegistry,
  bounds: Bounds
): Effect.Effect<ProvisioningLog["Type"], never, LogStore | Scope.Scope> =>
  Effect.gen(function* () {
    const queue = new LogQueue.LogQueue(bounds)
    const [filled, full] = [Effect.unsafeMakeLatch(), Effect.unsafeMakeLatch()]
    const drain = drainOf(queue, yield* LogStore, bounds)
    const gather = Effect.raceFirst(full.await, Effect.sleep(bounds.gatherMillis))
    const round = Effect.gen(function* () {
      yield* filled.await
      yield* gather
      yield* drain
      full.unsafeClose()
      if (queue.isEmpty) filled.unsafeClose()
    })
    yield* Effect.addFinalizer(() => Effect.ignore(Effect.timeout(Effect.interruptible(drain), bounds.stopMillisMax)))
    yield* Effect.forkScoped(Effect.forever(round))
    const bodies = LoggedBody.of(registry)
    const admits = strangersOf(bounds)
    return {
      state: () => ({ waiting: queue.waiting, waitingMax: bounds.entriesMax, lost: queue.lost }),
      offer: (log, response, now) => {
        const entry = entryOf(log, response, now, bodies)
        if (entry.tenant === LogEntry.nobody && !admits(now)) queue.lose(entry.tenant, 1)
        else queue.offer(entry)
        filled.unsafeOpen()
        if (queue.isFull) full.unsafeOpen()
      }
    }
  })

/** Writes all that waits, batch by batch. A batch that storage does not take at all is counted as missing. */
const drainOf = (queue: LogQueue.LogQueue, store: LogStore["Type"], bounds: Bounds): Effect.Effect<void> => {
  let batch = queue.next()
  const write = Effect.gen(function* () {
    batch = queue.next()
    const entries = LogQueue.print(batch, yield* Clock.currentTimeMillis)
    yield* store.append(entries)
    queue.settle(batch)
  })
  const tries = Schedule.exponential("1 second", 1.5).pipe(Schedule.intersect(Schedule.recurs(bounds.triesMax - 1)))
  // What is written must be settled, or it would be written again.
  const next = Effect.uninterruptible(write).pipe(
    Effect.retry(tries),
    Effect.catchAllCause((cause) =>
      Effect.zipRight(
        Effect.logError("The provisioning log could not be written.", cause),
        Effect.sync(() => queue.discard(batch))
      )
    )
  )
  return Effect.whileLoop({ while: () => !queue.isEmpty, body: () => next, step: () => {} })
}

/** Whether one more request of somebody unknown is taken. Minutes are those of the clock. */
const strangersOf = ({ strangersPerMinuteMax }: Bounds): ((now: number) => boolean) => {
  let minute = 0
  let count = 0
  return (now) => {
    const current = Math.floor(now / 60_000)
    if (current !== minute) count = 0
    minute = current
    count++
    return count <= strangersPerMinuteMax
  }
}

const entryOf = (
  log: RequestLog,
  response: WireResponse,
  now: number,
  bodies: LoggedBody.LoggedBody
): LogEntry.LogEntry => {
  const { error, resource } = log
  const sender = senderOf(log)
  const kept = log.session?.tenant.settings.logBodies ?? "none"
  const request = log.body === undefined ? log.withoutBody : bodies.ofJson(log.body, kept)
  const answer = typeof response.body === "string" ? bodies.ofText(response.body, kept) : undefined
  return {
    tenant: sender?.tenant ?? LogEntry.nobody,
    time: now,
    ...(sender === undefined ? {} : { token: tokenOf(sender) }),
    method: log.method,
    path: log.path,
    status: response.status,
    ...(error === undefined ? {} : told(error, bodies)),
    duration: now - log.started,
    ...(resource === undefined ? {} : { resource }),
    ...(log.id === "" ? {} : { requestId: log.id }),
    notes: log.notes.map((note) => `${note.name}: ${note.text}`),
    ...(request === undefined ? {} : { request }),
    ...(answer === undefined ? {} : { response: answer })
  }
}

/** A token that has ended, or a client that is not let in, tells whose log the refusal belongs to. */
const senderOf = ({ client, error, session }: RequestLog): OAuthError.Named | undefined => {
  if (session !== undefined) return { ...Principal.nameOf(session.principal), tenant: session.tenant.id }
  if (error?._tag === "OAuthError") return error.client
  return error?._tag === "Unauthorized" ? error.token : client
}

const tokenOf = ({ id, name, identityProvider }: LogEntry.TokenName): LogEntry.TokenName => ({
  id,
  name,
  ...(identityProvider === undefined ? {} : { identityProvider })
})

const told = (error: NonNullable<RequestLog["error"]>, bodies: LoggedBody.LoggedBody): Partial<LogEntry.LogEntry> => {
  if (error._tag === "OAuthError") return { error: error.code, detail: error.detail }
  const { scimType } = ScimError.table[error._tag]
  const attribute = "attribute" in error ? error.attribute : "path" in error ? error.path : undefined
  return {
    error: error._tag,
    ...(scimType === undefined ? {} : { scimType }),
    detail: error.detail,
    ...(attribute === undefined ? {} : { attribute: bodies.ofPath(attribute) })
  }
}

const dayMillis = 86_400_000

/** Takes old entries away at once and from time to time, as long as the scope is open. */
const forget = (bounds: Bounds): Effect.Effect<void, never, LogStore | TenantStore | Scope.Scope> =>
  prune(bounds).pipe(
    Effect.catchAllCause((cause) => Effect.logError("The provisioning log could not be pruned.", cause)),
    Effect.repeat(Schedule.spaced(bounds.pruneMillis)),
    Effect.forkScoped,
    Effect.asVoid
  )

const prune = Effect.fnUntraced(function* (bounds: Bounds) {
  const log = yield* LogStore
  const now = yield* Clock.currentTimeMillis
  const nobody = { id: LogEntry.nobody, settings: Tenant.defaultSettings }
  for (const { id, settings } of [nobody, ...(yield* (yield* TenantStore).list())]) {
    for (let round = 0; round < bounds.pruneRoundsMax; round++) {
      const removed = yield* log.prune(id, now - settings.logDays * dayMillis, bounds.pruneEntriesMax)
      if (removed < bounds.pruneEntriesMax) break
      yield* Effect.sleep(pauseMillis)
    }
  }
})

/** Between two rounds: requests that have come meanwhile go first. */
const pauseMillis = 20
