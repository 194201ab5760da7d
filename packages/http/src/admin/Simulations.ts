/**
 * Identity providers that are played in this process, by the handler that answers every client: what they send is
 * authenticated, counted against the limits, and logged. One that has begun goes on to its end whether somebody listens or
 * not, and whatever comes of it, what it has made is gone afterwards. A tenant has one at a time: its token, which no
 * other process overlooks, stands for it, and expires soon in case that a process dies.
 */
import { SchemaRegistry, TokenPolicy } from "@rollcall/core"
import {
  type Randomness,
  type ResourceStore,
  remove,
  restore,
  type Session,
  type TenantStore,
  TokenService,
  TokenStore
} from "@rollcall/provider"
import { Clock, Context, Effect, Either, FiberSet, Layer, Mailbox, Option, Schedule, Stream } from "effect"
import type { FetchHandler } from "../FetchHandler.ts"
import * as Answer from "../simulation/Answer.ts"
import * as Performance from "../simulation/Performance.ts"
import * as Providers from "../simulation/Providers.ts"
import type { Target } from "../simulation/Replay.ts"
import { exchangesOf } from "../simulation/Sequence.ts"
import * as Wire from "../simulation/Wire.ts"
import { Conflict, NotFound, stored, type Unavailable } from "./AdminError.ts"
import type * as SimulationApi from "./SimulationApi.ts"

export interface Asked {
  /** In which what is left over is removed. */
  readonly session: Session.Session
  readonly identityProvider: Providers.Provider
  /** The name of whoever wants it. */
  readonly startedBy: string
  /** Under which the server is reached. */
  readonly origin: string
}

export class Simulations extends Context.Tag("rollcall/http/admin/Simulations")<
  Simulations,
  {
    /** What happens, as server-sent events. */
    readonly start: (asked: Asked) => Effect.Effect<Stream.Stream<Uint8Array>, Conflict | NotFound | Unavailable, never>
  }
>() {}

export interface Bounds {
  /** A tenant that lets in one request a second is done by then. */
  readonly millisMax: number
  /** As long as identity providers wait for an answer. */
  readonly answerMillisMax: number
  /** How often a request is sent that is told to come later. */
  readonly triesMax: number
  /** Longer than all of it takes, cleaning up included. */
  readonly tokenMillis: number
}

export const standard: Bounds = {
  millisMax: 90_000,
  answerMillisMax: 60_000,
  triesMax: 5,
  tokenMillis: 5 * 60_000
}

/** Who made the token, as the token says it. No administrator is called so: their names are in lower case. */
export const maker = "Simulation, "

type Services = ResourceStore | TenantStore | TokenStore | Randomness.Randomness

type Happening = typeof SimulationApi.Happening.Type

/** `answer` is what answers every client, under this path. What is being played when the scope closes is broken off. */
export const layerOf = (
  answer: FetchHandler,
  basePath: string,
  ending: Effect.Effect<void>,
  bounds: Bounds = standard
): Layer.Layer<Simulations, never, Services> =>
  Layer.scoped(
    Simulations,
    Effect.gen(function* () {
      const services = yield* Effect.context<Services>()
      const fibers = yield* FiberSet.make<void>()
      const playing = new Set<string>()
      const send = Wire.patient(
        Wire.through((request) => answer(request), bounds.answerMillisMax),
        bounds.triesMax
      )
      const begin = Effect.fnUntraced(function* (asked: Asked, end: Effect.Effect<void>) {
        const { tenant } = asked.session
        const issued = yield* issue(asked, bounds.tokenMillis)
        const told = yield* Mailbox.make<Happening>()
        const target = {
          base: asked.origin + basePath,
          token: issued.text,
          run: (yield* Clock.currentTimeMillis).toString(36),
          send
        }
        const whole = play(asked, target, issued.token.id, told, bounds.millisMax).pipe(
          Effect.tapDefect((cause) => Effect.logError("a simulation broke", cause)),
          Effect.annotateLogs({ tenant: tenant.id }),
          Effect.ensuring(Effect.zipRight(end, told.end)),
          // What is forked inherits of whoever forks that it cannot be broken off.
          Effect.interruptible
        )
        yield* FiberSet.run(fibers, whole)
        return Mailbox.toStream(told).pipe(Stream.map(event), Stream.interruptWhen(ending), Stream.encodeText)
      })
      return {
        start: (asked) =>
          Effect.suspend(() => {
            const { id } = asked.session.tenant
            if (playing.has(id)) return new Conflict({ detail: underWay })
            playing.add(id)
            const end = Effect.sync(() => void playing.delete(id))
            return begin(asked, end).pipe(
              Effect.tapErrorCause(() => end),
              Effect.provide(services)
            )
          }).pipe(Effect.uninterruptible, stored)
      }
    })
  )

const underWay =
  "An identity provider is being played in front of this tenant already, or was when a server ended. Try again in a minute, or in five."

const event = (happening: Happening): string => `data: ${JSON.stringify(happening)}\n\n`

const issue = Effect.fnUntraced(function* ({ identityProvider, session, startedBy }: Asked, lifetime: number) {
  const { id } = session.tenant
  const now = yield* Clock.currentTimeMillis
  const others = yield* (yield* TokenStore).list(id)
  if (others.some((token) => isSimulated(token) && TokenPolicy.stateOf(token, now) === "valid")) {
    return yield* new Conflict({ detail: underWay })
  }
  const name = `Simulation of ${Providers.sequences[identityProvider].idp}`
  const createdBy = maker + startedBy
  return yield* TokenService.issue({ tenant: id, name, identityProvider, createdBy, lifetime }).pipe(
    Effect.catchTags({
      UnknownTenant: () => new NotFound({ detail: `There is no tenant ${JSON.stringify(id)}.` }),
      // It stands for none.
      UnknownUser: Effect.die
    })
  )
})

/** Whether a token was made for one. */
export const isSimulated = ({ createdBy }: { readonly createdBy?: string }) => createdBy?.startsWith(maker) === true

const play = Effect.fnUntraced(function* (
  { identityProvider, session }: Asked,
  target: Target,
  token: string,
  told: Mailbox.Mailbox<Happening>,
  millisMax: number
) {
  const sequence = Providers.sequences[identityProvider]
  const made = new Set<string>()
  const left: Array<string> = []
  const tell = (happening: Performance.Happening) =>
    Effect.sync(() => {
      for (const resource of madeBy(happening)) made.add(resource)
      for (const shown of show(happening)) told.unsafeOffer(shown)
    })
  told.unsafeOffer({ _tag: "Begun", token, asked: sequence.steps.flatMap(exchangesOf).length })
  const cleaned = Effect.forEach(made, (resource) =>
    Effect.catchAll(surely(vanish(session, resource)), () => Effect.sync(() => void left.push(resource)))
  )
  const outcome = yield* Performance.give(sequence, target, tell).pipe(
    Effect.timeoutOption(millisMax),
    Effect.either,
    Effect.ensuring(cleaned),
    Effect.ensuring(
      Effect.catchAll(surely(TokenService.revoke(token)), (error) =>
        Effect.logError("the token of a simulation was not revoked; it expires by itself", error)
      )
    )
  )
  told.unsafeOffer(conclusion(outcome, left))
})

/** A database that is away for a moment must not leave anything behind. */
const surely = <A, E extends { readonly _tag: string }, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
  Effect.retry(effect, { schedule: Schedule.spaced("1 second"), times: 5, while: isPassing })

const isPassing = ({ _tag }: { readonly _tag: string }): boolean => _tag === "ServiceUnavailable"

/** `User/2819c223`, where one was made. */
const madeBy = (happening: Performance.Happening): ReadonlyArray<string> => {
  if (happening._tag !== "Answered") return []
  const { received, sent } = happening
  const type = types.find(({ endpoint }) => endpoint === sent.path)
  const id = Answer.only(Answer.parse(received.text), "/id")
  const isMade = sent.method === "POST" && received.status === 201
  return isMade && type !== undefined && typeof id === "string" ? [`${type.name}/${id}`] : []
}

const types = [SchemaRegistry.user, SchemaRegistry.group]

/** Takes it away if it is there, whatever the tenant does with what is deleted: nobody ever was this user. */
const vanish = Effect.fnUntraced(function* (session: Session.Session, resource: string) {
  const [name, id = ""] = resource.split("/")
  const type = SchemaRegistry.typeByName(session.registry, name ?? "")
  if (type === undefined) return
  const { tenant } = session
  const thorough = { ...session, tenant: { ...tenant, settings: { ...tenant.settings, onDelete: "remove" as const } } }
  const removed = Effect.catchTag(remove(thorough, type, id), "NotFound", () => Effect.void)
  yield* removed
  if (tenant.settings.onDelete === "keep") {
    yield* restore(thorough, type, id).pipe(
      Effect.zipRight(removed),
      Effect.catchTag("NotFound", () => Effect.void)
    )
  }
})

const show = (happening: Performance.Happening): ReadonlyArray<Happening> => {
  switch (happening._tag) {
    case "Answered": {
      const { complaints, received, sent, step } = happening
      const { method, path } = sent
      const detail = complaints.length === 0 ? undefined : Answer.only(Answer.parse(received.text), "/detail")
      const told = typeof detail === "string" ? { detail } : {}
      return [{ _tag: "Answered", step, method, path, status: received.status, complaints, ...told }]
    }
    case "Untried":
      return [{ _tag: "Untried", step: happening.step }]
    case "Unanswered":
      return [{ _tag: "Unanswered", step: happening.step, detail: happening.reason }]
    case "CleanedUp":
      return []
  }
}

const conclusion = (
  outcome: Either.Either<Option.Option<Performance.Summary>, Performance.NobodyAnswers>,
  left: ReadonlyArray<string>
): Happening => {
  if (Either.isLeft(outcome)) return { _tag: "Broken", detail: `No answer came: ${outcome.left.reason}` }
  if (Option.isNone(outcome.right)) {
    return { _tag: "Broken", detail: "It took too long and was broken off. The tenant may let in too few requests." }
  }
  const summary = outcome.right.value
  const { asked, performed, untried, wrong } = summary
  return { _tag: "Over", content: Performance.isContent(summary), asked, performed, untried, wrong, left }
}
