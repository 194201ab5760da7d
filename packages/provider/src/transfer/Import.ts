/**
 * The lines of an archive, batch by batch, into a tenant. Each batch is one transaction with a number of statements that
 * does not depend on how many resources it has; only those that are there already are looked at one by one. An import that
 * was broken off is run again and passes over what it has made before.
 */
import type { Json, Resource, ScimError } from "@rollcall/core"
import { Clock, Data, Effect, Either } from "effect"
import * as Create from "../operation/Create.ts"
import { ResourceStore, type StoreError } from "../port/ResourceStore.ts"
import { type Enrolment, type Restored, TransferStore } from "../port/TransferStore.ts"
import { identifier, type Randomness } from "../Randomness.ts"
import { recording, type Session } from "../Session.ts"
import * as Archive from "./Archive.ts"
import * as Conflict from "./Conflict.ts"
import { Renaming } from "./Renaming.ts"

export interface Options {
  /** Whether resources keep the ids, times and versions that the archive says. */
  readonly keepIds: boolean
  readonly onConflict: Conflict.Resolution
  /** Everything is tried and nothing stays. */
  readonly dryRun: boolean
}

/** A line of the archive by its number, counted from 1: what it holds, or what is wrong with it. */
export interface Numbered {
  readonly number: number
  readonly body: Either.Either<Json.Json, { readonly detail: string }>
}

/** What came of lines. */
export interface Tally {
  readonly created: number
  readonly replaced: number
  readonly skipped: number
  readonly memberships: number
}

export const nothing: Tally = { created: 0, replaced: 0, skipped: 0, memberships: 0 }

export const sum = (left: Tally, right: Tally): Tally => ({
  created: left.created + right.created,
  replaced: left.replaced + right.replaced,
  skipped: left.skipped + right.skipped,
  memberships: left.memberships + right.memberships
})

/** What is wrong with a line, for whoever has made the archive. */
export interface Problem {
  readonly number: number
  readonly detail: string
}

export interface Outcome {
  readonly tally: Tally
  /** Of a batch that stays, the first line that is wrong: nothing behind it was looked at. */
  readonly problems: ReadonlyArray<Problem>
}

type Services = ResourceStore | TransferStore | Randomness

export interface Importer {
  readonly add: (lines: ReadonlyArray<Numbered>) => Effect.Effect<Outcome, StoreError, Services>
}

/** What one transaction takes at a time: lines of resources, and members. */
const entriesMax = 500
const membersMax = 2_000

/** The lines are given in their order, and none again. */
export const make = (session: Session, options: Options): Importer => {
  const renaming = new Renaming(options.keepIds, session.tenant.id)
  return {
    add: Effect.fnUntraced(function* (lines) {
      let tally = nothing
      const problems: Array<Problem> = []
      for (const part of parts(session, renaming, lines)) {
        const outcome = yield* store(session, options, renaming, part)
        tally = sum(tally, outcome.tally)
        problems.push(...outcome.problems)
        if (problems.length > 0 && !options.dryRun) break
      }
      return { tally, problems }
    })
  }
}

interface Placed<A> {
  readonly number: number
  readonly line: A
}

type Part =
  | { readonly _tag: "Wrong"; readonly problem: Problem }
  | { readonly _tag: "Entries"; readonly lines: Array<Placed<Archive.Entry>> }
  | { readonly _tag: "Portions"; readonly lines: Array<Placed<Archive.Portion>>; members: number }

/** Neighbouring lines of one kind, as many as one transaction takes. */
const parts = (session: Session, renaming: Renaming, lines: ReadonlyArray<Numbered>): ReadonlyArray<Part> => {
  const made: Array<Part> = []
  for (const { number, body } of lines) {
    const read = Either.flatMap(body, (json) => Archive.read(json, session.registry))
    if (Either.isLeft(read)) {
      made.push({ _tag: "Wrong", problem: { number, detail: read.left.detail } })
      continue
    }
    const line = read.right
    const last = made.at(-1)
    switch (line._tag) {
      case "Header":
        renaming.source = line.tenant
        break
      case "Entry":
        if (last?._tag === "Entries" && last.lines.length < entriesMax) last.lines.push({ number, line })
        else made.push({ _tag: "Entries", lines: [{ number, line }] })
        break
      case "Portion":
        if (last?._tag === "Portions" && last.members < membersMax) {
          last.lines.push({ number, line })
          last.members += line.members.length
        } else made.push({ _tag: "Portions", lines: [{ number, line }], members: line.members.length })
    }
  }
  return made
}

const store = (session: Session, options: Options, renaming: Renaming, part: Part) => {
  switch (part._tag) {
    case "Wrong":
      return Effect.succeed<Outcome>({ tally: nothing, problems: [part.problem] })
    case "Entries":
      return storeEntries(session, options, renaming, part.lines)
    case "Portions":
      return storePortions(session, options, renaming, part.lines)
  }
}

/** The transaction is undone, and this is what it came to. */
class Undone extends Data.TaggedError("Undone")<{ readonly outcome: Outcome }> {}

const settled = ({ dryRun }: Options) =>
  Effect.fnUntraced(function* <E, R>(work: Effect.Effect<Outcome, E, R>) {
    const resources = yield* ResourceStore
    const whole = Effect.flatMap(work, (outcome) => {
      if (dryRun) return Effect.fail(new Undone({ outcome }))
      return outcome.problems.length > 0
        ? Effect.fail(new Undone({ outcome: { ...outcome, tally: nothing } }))
        : Effect.succeed(outcome)
    })
    return yield* resources.atomically(whole).pipe(Effect.catchIf(isUndone, ({ outcome }) => Effect.succeed(outcome)))
  })

const isUndone = (error: unknown): error is Undone => error instanceof Undone

const storeEntries = Effect.fnUntraced(function* (
  session: Session,
  options: Options,
  renaming: Renaming,
  lines: ReadonlyArray<Placed<Archive.Entry>>
) {
  const now = yield* Clock.currentTimeMillis
  const problems: Array<Problem> = []
  const drafts = new Map<string, Conflict.Draft>()
  const known = yield* stored(session, options, renaming, lines)
  let skipped = 0
  for (const { number, line } of lines) {
    const id = line.id === undefined ? yield* identifier : renaming.idOf(line.id)
    if (known.has(id)) {
      skipped += 1
      continue
    }
    const draft = draftOf(session, options, renaming, line, id, now)
    const earlier = drafts.get(id)
    if (Either.isLeft(draft)) problems.push({ number, detail: draft.left.detail })
    else if (earlier !== undefined) problems.push({ number, detail: `Line ${earlier.number} has this id already.` })
    else drafts.set(id, { number, insert: draft.right, ...(line.id === undefined ? {} : { archived: line.id }) })
    if (problems.length > 0 && !options.dryRun) break
  }
  const outcome = yield* settled(options)(storeDrafts(session, options, renaming, [...drafts.values()]))
  return {
    tally: sum(outcome.tally, { ...nothing, skipped }),
    problems: [...problems, ...outcome.problems].sort((a, b) => a.number - b.number)
  }
})

/** What is there already and is to stay as it is: an import that is run again need not even read those lines. */
const stored = (
  { tenant }: Session,
  { onConflict }: Options,
  renaming: Renaming,
  lines: ReadonlyArray<Placed<Archive.Entry>>
): Effect.Effect<ReadonlyMap<string, number>, StoreError, ResourceStore> => {
  if (onConflict !== "skip") return Effect.succeed(new Map())
  const ids = lines.flatMap(({ line }) => (line.id === undefined ? [] : [renaming.idOf(line.id)]))
  return Effect.flatMap(ResourceStore, (store) => store.versions(tenant.id, ids))
}

/**
 * What is to be stored of a line. What it refers to is not looked for: it may stand further down, or be gone where the
 * archive was made.
 */
const draftOf = (
  session: Session,
  { keepIds }: Options,
  renaming: Renaming,
  { type, body, id: archived, history }: Archive.Entry,
  id: string,
  now: number
): Either.Either<Restored, ScimError.ScimError> =>
  Either.map(Create.prepare(session, type, body, { id, now }), ({ insert: { references: _, ...insert } }) => {
    const created = history.created ?? now
    const lastModified = history.lastModified ?? created
    return {
      ...insert,
      document: renaming.document(type, insert.document),
      // Without ids of their own, resources name one another as clients do.
      members:
        archived === undefined
          ? insert.members
          : insert.members.map((member): Resource.Member => ({ ...member, value: renaming.idOf(member.value) })),
      history: keepIds
        ? { version: history.version ?? 1, created, lastModified }
        : { version: 1, created: now, lastModified: now }
    }
  })

const storeDrafts = Effect.fnUntraced(function* (
  session: Session,
  { onConflict, dryRun }: Options,
  renaming: Renaming,
  drafts: ReadonlyArray<Conflict.Draft>
) {
  const tenant = session.tenant.id
  const ids = drafts.map(({ insert }) => insert.id)
  const known = yield* (yield* ResourceStore).versions(tenant, ids)
  const fresh = drafts.filter(({ insert }) => !known.has(insert.id))
  const results = yield* (yield* TransferStore).restore(
    tenant,
    fresh.map(({ insert }) => insert)
  )
  const refused = new Map(
    fresh.flatMap((draft, place) => {
      const result = results[place]
      return result !== undefined && Either.isLeft(result) ? [[draft, result.left] as const] : []
    })
  )
  let tally: Tally = { ...nothing, created: fresh.length - refused.size }
  const problems: Array<Problem> = []
  for (const draft of drafts) {
    const refusal = refused.get(draft)
    if (refusal === undefined && !known.has(draft.insert.id)) continue
    const settlement = yield* Conflict.settle(session, onConflict, renaming, draft, refusal)
    if (settlement._tag === "Problem") problems.push({ number: draft.number, detail: settlement.detail })
    else tally = { ...tally, [settlement._tag]: tally[settlement._tag] + 1 }
    if (problems.length > 0 && !dryRun) break
  }
  const outcome: Outcome = { tally, problems }
  return outcome
})

const storePortions = Effect.fnUntraced(function* (
  session: Session,
  options: Options,
  renaming: Renaming,
  lines: ReadonlyArray<Placed<Archive.Portion>>
) {
  const now = yield* Clock.currentTimeMillis
  const enrolments = lines.map(
    ({ line }): Enrolment => ({
      group: renaming.idOf(line.group),
      members: line.members.map((member) => renaming.member(member)),
      ...(line.version === undefined || !options.keepIds ? {} : { version: line.version })
    })
  )
  // Nothing of a dry run stays, so the groups are not there to be filled.
  if (options.dryRun) {
    const memberships = lines.reduce((count, { line }) => count + line.members.length, 0)
    return { tally: { ...nothing, memberships }, problems: [] }
  }
  const work = Effect.map(
    Effect.flatMap(TransferStore, (transfer) => transfer.enrol(session.tenant.id, enrolments, now, recording(session))),
    ({ added, lost }): Outcome => ({
      tally: { ...nothing, memberships: added },
      problems: lines.flatMap(({ number, line }) =>
        lost.includes(renaming.idOf(line.group))
          ? [
              {
                number,
                detail: `There is no group ${JSON.stringify(line.group)}. Its own line must stand before its members.`
              }
            ]
          : []
      )
    })
  )
  return yield* settled(options)(work)
})
