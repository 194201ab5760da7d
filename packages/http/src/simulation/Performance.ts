/**
 * A sequence played to its end, and whoever listens is told of each thing as it happens. What it has created is deleted
 * again, also when an answer is wrong or somebody interrupts it. Refuses to know who listens.
 */
import { Data, Effect, Either } from "effect"
import { type Performed, Replay, type Target } from "./Replay.ts"
import { type Exchange, exchangesOf, type Sequence } from "./Sequence.ts"
import { NoValue } from "./Variables.ts"

export type Happening =
  | ({ readonly _tag: "Answered"; readonly step: string } & Performed)
  /** A request before it should have made what it needs. */
  | { readonly _tag: "Untried"; readonly step: string }
  /** No answer came, so nothing more is asked. */
  | { readonly _tag: "Unanswered"; readonly step: string; readonly reason: string }
  | { readonly _tag: "CleanedUp"; readonly path: string; readonly isGone: boolean }

export type Tell = (happening: Happening) => Effect.Effect<void>

/** What became of it, as numbers of requests. */
export interface Summary {
  readonly asked: number
  readonly performed: number
  readonly wrong: number
  readonly untried: number
  readonly remarks: number
  /** The paths of what could not be deleted. */
  readonly left: ReadonlyArray<string>
}

/** Whether the provider would be content. */
export const isContent = ({ asked, performed, wrong }: Summary): boolean => performed === asked && wrong === 0

/** Not even the first request was answered. */
export class NobodyAnswers extends Data.TaggedError("NobodyAnswers")<{ readonly reason: string }> {}

type Counts = { -readonly [Name in "performed" | "wrong" | "untried" | "remarks"]: number }

export const give = (sequence: Sequence, target: Target, tell: Tell): Effect.Effect<Summary, NobodyAnswers> =>
  Effect.suspend(() => {
    const replay = new Replay(sequence, target)
    const counts: Counts = { performed: 0, wrong: 0, untried: 0, remarks: 0 }
    const asked = sequence.steps.flatMap(exchangesOf).length
    return perform(replay, sequence, tell, counts).pipe(
      Effect.zipRight(Effect.suspend(() => cleanUp(replay, tell))),
      Effect.onError(() => cleanUp(replay, tell)),
      Effect.map((left): Summary => ({ asked, ...counts, left }))
    )
  })

/** What refuses the first request refuses all of them. */
const closed: ReadonlyArray<number> = [401, 403]

const perform = Effect.fnUntraced(function* (replay: Replay, { steps }: Sequence, tell: Tell, counts: Counts) {
  for (const { exchange, step } of steps.flatMap((step) =>
    exchangesOf(step).map((exchange) => ({ exchange, step: step.name }))
  )) {
    // Whoever interrupts waits for the answer: what it creates has to be known.
    const tried = yield* Effect.uninterruptible(
      Effect.tap(Effect.either(send(replay, exchange)), (outcome) => tell(happening(step, outcome)))
    )
    if (Either.isRight(tried)) {
      const { complaints, received, remarks } = tried.right
      counts.performed += 1
      if (complaints.length > 0) counts.wrong += 1
      counts.remarks += remarks.length
      if (counts.performed === 1 && closed.includes(received.status)) return
    } else if (tried.left instanceof NoValue) {
      counts.untried += 1
    } else if (counts.performed === 0) {
      return yield* new NobodyAnswers({ reason: reason(tried.left) })
    } else {
      counts.wrong += 1
      return
    }
  }
})

const send = (replay: Replay, exchange: Exchange): Effect.Effect<Performed, unknown> =>
  Effect.tryPromise({ try: () => replay.perform(exchange), catch: (cause) => cause })

const happening = (step: string, outcome: Either.Either<Performed, unknown>): Happening => {
  if (Either.isRight(outcome)) return { _tag: "Answered", step, ...outcome.right }
  return outcome.left instanceof NoValue
    ? { _tag: "Untried", step }
    : { _tag: "Unanswered", step, reason: reason(outcome.left) }
}

/** Answers the paths of what could not be deleted. */
const cleanUp = (replay: Replay, tell: Tell): Effect.Effect<ReadonlyArray<string>> =>
  Effect.gen(function* () {
    const kept: Array<string> = []
    for (const path of replay.left) {
      const isGone = yield* Effect.orElseSucceed(
        Effect.tryPromise(() => replay.cleanUp(path)),
        () => false
      )
      if (!isGone) kept.push(path)
      yield* tell({ _tag: "CleanedUp", path, isGone })
    }
    return kept
  }).pipe(Effect.uninterruptible)

const reason = (cause: unknown): string => {
  if (!(cause instanceof Error)) return String(cause)
  return cause.cause instanceof Error ? cause.cause.message : cause.message
}
