/**
 * A sequence: what one identity provider sends in one piece of work, step by step, and what it needs to read in each
 * answer. Sequences are data; here is their shape.
 *
 * Texts may hold variables, `${userId}`, anywhere: in paths, headers, bodies and expectations. `token`, `base` (the
 * SCIM base URL), `missing` (an id that nothing has), `run` (what names of this run have in them) and, in a step with
 * `times`, `n` are given; others come from `capture`. Refuses to know how a request is sent and what an answer is worth.
 */
import { Either, ParseResult, Schema } from "effect"

export type Json = null | boolean | number | string | ReadonlyArray<Json> | { readonly [name: string]: Json }

const Json: Schema.Schema<Json> = Schema.suspend(() =>
  Schema.Union(
    Schema.Null,
    Schema.Boolean,
    Schema.Number,
    Schema.String,
    Schema.Array(Json),
    Schema.Record({ key: Schema.String, value: Json })
  )
)

/** A JSON pointer; a part that is `*` stands for every value of an array. */
const Pointer = Schema.String.pipe(Schema.filter((text) => text.startsWith("/") || "A pointer starts with a slash"))

const Status = Schema.Int.pipe(Schema.between(200, 599))

const JsonType = Schema.Literal("string", "integer", "boolean", "array", "object")
export type JsonType = typeof JsonType.Type

const Request = Schema.Struct({
  method: Schema.Literal("GET", "POST", "PUT", "PATCH", "DELETE"),
  /** Relative to the base URL, and exactly as it goes over the wire: encoded as the client encodes it. */
  path: Schema.String.pipe(Schema.filter((text) => text.startsWith("/") || "A path starts with a slash")),
  /** Over the headers of the sequence; null leaves one out. */
  headers: Schema.optionalWith(Schema.Record({ key: Schema.String, value: Schema.NullOr(Schema.String) }), {
    exact: true
  }),
  body: Schema.optionalWith(Json, { exact: true }),
  /** A body that is not JSON. */
  text: Schema.optionalWith(Schema.String, { exact: true })
})
export type Request = typeof Request.Type

const Expectation = Schema.Struct({
  /** The status, or those that the provider takes for success. */
  status: Schema.Union(Status, Schema.NonEmptyArray(Status)),
  headers: Schema.optionalWith(Schema.Record({ key: Schema.String, value: Schema.String }), { exact: true }),
  /**
   * What the body holds, where there is one: objects may hold more, arrays hold exactly these elements in any order, as
   * the values of a multi-valued attribute have none.
   */
  body: Schema.optionalWith(Json, { exact: true }),
  /** Where something must stand. */
  has: Schema.optionalWith(Schema.Array(Pointer), { exact: true }),
  /** Where nothing may stand. */
  lacks: Schema.optionalWith(Schema.Array(Pointer), { exact: true }),
  types: Schema.optionalWith(Schema.Record({ key: Pointer, value: JsonType }), { exact: true }),
  /** How many values the arrays have. */
  lengths: Schema.optionalWith(Schema.Record({ key: Pointer, value: Schema.NonNegativeInt }), { exact: true }),
  /** Variables for later steps, each with where its value stands. */
  capture: Schema.optionalWith(Schema.Record({ key: Schema.String, value: Pointer }), { exact: true })
})
export type Expectation = typeof Expectation.Type

const exchange = {
  /** The ids of the exchanges in `exchanges.json` that this is. */
  exchanges: Schema.optionalWith(Schema.NonEmptyArray(Schema.String), { exact: true }),
  request: Request,
  answer: Expectation
}
const Exchange = Schema.Struct(exchange)
export type Exchange = typeof Exchange.Type

const name = Schema.NonEmptyString

const Single = Schema.Struct({
  name,
  /** How often it is sent, one after the other. */
  times: Schema.optionalWith(Schema.Int.pipe(Schema.positive()), { exact: true }),
  ...exchange
})

const Parallel = Schema.Struct({
  name,
  /** Sent at the same time. */
  together: Schema.NonEmptyArray(Exchange)
})

const Step = Schema.Union(Single, Parallel)
export type Step = typeof Step.Type

const Sequence = Schema.Struct({
  title: Schema.NonEmptyString,
  idp: Schema.NonEmptyString,
  /** Where the shapes were seen. */
  source: Schema.NonEmptyString,
  /** The tenant's settings, where the provider's administrator has to set something. */
  tenant: Schema.optionalWith(
    Schema.Struct({
      required: Schema.optionalWith(Schema.Array(Schema.String), { exact: true }),
      patchAnswers: Schema.optionalWith(Schema.Literal("sparing", "resource"), { exact: true })
    }),
    { exact: true }
  ),
  /** What this provider sends with every request. */
  headers: Schema.Record({ key: Schema.String, value: Schema.String }),
  steps: Schema.NonEmptyArray(Step)
})
export type Sequence = typeof Sequence.Type

/** A sequence, or what is wrong with it. A name that no sequence has is an error: it would check nothing. */
export const decode = (value: unknown): Either.Either<Sequence, string> =>
  Either.mapLeft(Schema.decodeUnknownEither(Sequence)(value, { onExcessProperty: "error", errors: "all" }), (error) =>
    ParseResult.TreeFormatter.formatErrorSync(error)
  )

/** The exchanges of a step, in order. */
export const exchangesOf = (step: Step): ReadonlyArray<Exchange> => ("together" in step ? step.together : [step])
