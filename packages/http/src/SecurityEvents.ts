/**
 * Security event tokens over HTTP, for receivers that fetch them (RFC 8936), and the keys that tokens are checked with. A
 * receiver shows a secret of its own; tokens of identity providers open nothing here.
 *
 * @see https://www.rfc-editor.org/rfc/rfc8936#section-2
 */
import { Json, type SchemaRegistry, ScimError } from "@rollcall/core"
import {
  type EventStore,
  type Randomness,
  ReceiverService,
  type SecretStore,
  SecurityEventKeys,
  SecurityEventPoll,
  type StoreError,
  type WebhookStore
} from "@rollcall/provider"
import { Data, Duration, Effect, Either, Option } from "effect"
import type { Handler } from "./ScimHandler.ts"
import type { WireRequest } from "./WireRequest.ts"
import * as WireResponse from "./WireResponse.ts"

export type Services = EventStore | WebhookStore | SecretStore | Randomness.Randomness

export interface Given {
  readonly registry: SchemaRegistry.SchemaRegistry
  /** Done when the server is about to end: whoever waits for events is answered then. */
  readonly ending: Effect.Effect<void>
}

export const keysPath = "/.well-known/jwks.json"

/** Acknowledgements of the most tokens that are answered at a time, several times over. */
const bodyBytesMax = 256 * 1_024

/** Each is signed for the answer. */
const eventsMax = 100

/** Shorter than the time for which common proxies and clients wait for an answer. */
const patience = Duration.seconds(20)

/** Each that waits looks four times a second whether something happened; those beyond are answered at once. */
const waitingMax = 100

/** Answers receivers, and hands everything else on. */
export const before = (next: Handler, { registry, ending }: Given): Effect.Effect<Handler, never, Services> =>
  Effect.gen(function* () {
    const services = yield* Effect.context<Services>()
    const keys = yield* SecurityEventKeys.make
    const waiting = { count: 0 }
    const answer = (request: WireRequest, id: string) =>
      Effect.gen(function* () {
        const poller = yield* recognise(request, id)
        const asked = yield* readBody(request)
        const mayWait = asked.mayWait && waiting.count < waitingMax
        const polled = SecurityEventPoll.poll({ keys, registry }, poller, {
          ...asked,
          patience: mayWait ? patience : Duration.zero
        })
        if (!mayWait) return json(200, yield* polled)
        const ended = Effect.as(ending, { sets: {}, moreAvailable: false })
        waiting.count++
        const leave = Effect.sync(() => void waiting.count--)
        return json(200, yield* Effect.ensuring(Effect.raceFirst(polled, ended), leave))
      })
    return (request) => {
      if (request.path === keysPath) return Effect.provide(publish(request, keys), services)
      const id = idIn(request.path)
      if (id === undefined) return next(request)
      if (request.method !== "POST") return Effect.succeed(WireResponse.empty(405, { allow: "POST" }))
      return answer(request, id).pipe(Effect.catchAll(explain), Effect.provide(services))
    }
  })

const idIn = (path: string): string | undefined => {
  const prefix = `${ReceiverService.path}/`
  const id = path.startsWith(prefix) ? path.slice(prefix.length) : ""
  return id === "" || id.includes("/") ? undefined : id
}

const publish = ({ method }: WireRequest, keys: SecurityEventKeys.SecurityEventKeys) =>
  method === "GET" || method === "HEAD"
    ? keys.published.pipe(
        Effect.map((published) => ({
          // Keys are published a week before they sign.
          ...json(200, published, { "cache-control": "public, max-age=3600" }),
          ...(method === "HEAD" ? { body: "" } : {})
        })),
        Effect.catchAll(explain)
      )
    : Effect.succeed(WireResponse.empty(405, { allow: "GET, HEAD" }))

/** What a request is refused with (RFC 8936 §2.4.4, RFC 8935 §2.4). */
class Refusal extends Data.TaggedError("Refusal")<{
  readonly status: number
  readonly err: string
  readonly description: string
}> {}

const bearer = /^Bearer +(\S+)$/i

const recognise = (request: WireRequest, id: string) =>
  Effect.gen(function* () {
    const [, secret = ""] = bearer.exec(request.header("authorization") ?? "") ?? []
    const poller = yield* SecurityEventPoll.recognise(id, secret)
    if (Option.isSome(poller)) return poller.value
    const description = "There is no receiver with this address and this secret."
    return yield* new Refusal({ status: 401, err: "authentication_failed", description })
  })

const readBody = (request: WireRequest) =>
  Effect.gen(function* () {
    const bytes = yield* request.readBody(bodyBytesMax)
    const text = new TextDecoder().decode(bytes)
    const body = Either.getOrUndefined(Either.try((): Json.Json => JSON.parse(text === "" ? "{}" : text)))
    const asked = Json.isObject(body) ? parse(body) : undefined
    return asked ?? (yield* new Refusal({ status: 400, err: "invalid_request", description: expected }))
  })

const expected =
  "The body must be a JSON object with some of ack (ids), setErrs (an object of errors by id), maxEvents (0 or more) and returnImmediately (true or false)."

interface Asked extends Omit<SecurityEventPoll.Request, "patience"> {
  readonly mayWait: boolean
}

const parse = (body: Json.JsonObject): Asked | undefined => {
  const { ack = [], setErrs = {}, maxEvents = eventsMax, returnImmediately = false } = body
  if (!Json.isArray(ack) || !ack.every((id) => typeof id === "string")) return undefined
  if (!Json.isObject(setErrs) || !Object.values(setErrs).every(Json.isObject)) return undefined
  if (typeof maxEvents !== "number" || !Number.isSafeInteger(maxEvents) || maxEvents < 0) return undefined
  if (typeof returnImmediately !== "boolean") return undefined
  return {
    taken: ack as ReadonlyArray<string>,
    refused: Object.fromEntries(Object.entries(setErrs).map(([id, error]) => [id, wordsOf(error)])),
    eventsMax: Math.min(maxEvents, eventsMax),
    mayWait: !returnImmediately && maxEvents > 0
  }
}

const wordLengthMax = 200

const wordsOf = (error: Json.Json): string =>
  (Json.isObject(error) ? [error.err, error.description] : [])
    .filter((word) => typeof word === "string")
    .join(": ")
    .slice(0, wordLengthMax)

const explain = (
  error: Refusal | StoreError | ScimError.PayloadTooLarge | ScimError.InvalidSyntax
): Effect.Effect<WireResponse.WireResponse> => {
  if (error._tag === "Refusal") {
    const challenge: Readonly<Record<string, string>> = error.status === 401 ? { "www-authenticate": "Bearer" } : {}
    return Effect.succeed(json(error.status, { err: error.err, description: error.description }, challenge))
  }
  const retry: Readonly<Record<string, string>> =
    error._tag === "ServiceUnavailable" ? { "retry-after": `${error.retryAfterSeconds ?? 5}` } : {}
  const { status } = ScimError.table[error._tag]
  return Effect.succeed(json(status, { err: "invalid_request", description: error.detail }, retry))
}

const json = (
  status: number,
  body: object,
  headers: Readonly<Record<string, string>> = { "cache-control": "no-store" }
): WireResponse.WireResponse => ({
  status,
  headers: { "content-type": "application/json", ...headers },
  body: JSON.stringify(body)
})
