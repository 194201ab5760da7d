/**
 * What an administrator's request can end with, each with its status. `detail` is for people: what was wrong, and what to
 * do about it.
 */
import { HttpApiSchema } from "@effect/platform"
import type { StoreError } from "@rollcall/provider"
import { Effect, Schema } from "effect"

const detail = { detail: Schema.String }

/** Nobody is signed in, or not with that password. */
export class Unauthorized extends Schema.TaggedError<Unauthorized>()(
  "Unauthorized",
  detail,
  HttpApiSchema.annotations({ status: 401 })
) {}

/** They are who they are, and may not. */
export class Forbidden extends Schema.TaggedError<Forbidden>()(
  "Forbidden",
  detail,
  HttpApiSchema.annotations({ status: 403 })
) {}

/** It is not there, or not theirs: which of the two is not said. */
export class NotFound extends Schema.TaggedError<NotFound>()(
  "NotFound",
  detail,
  HttpApiSchema.annotations({ status: 404 })
) {}

export class Conflict extends Schema.TaggedError<Conflict>()(
  "Conflict",
  detail,
  HttpApiSchema.annotations({ status: 409 })
) {}

export class Invalid extends Schema.TaggedError<Invalid>()(
  "Invalid",
  detail,
  HttpApiSchema.annotations({ status: 400 })
) {}

export class TooManyRequests extends Schema.TaggedError<TooManyRequests>()(
  "TooManyRequests",
  { ...detail, retryAfterSeconds: Schema.Int },
  HttpApiSchema.annotations({ status: 429 })
) {}

/** The database cannot be used at the moment; nothing was changed. */
export class Unavailable extends Schema.TaggedError<Unavailable>()(
  "Unavailable",
  { ...detail, retryAfterSeconds: Schema.Int },
  HttpApiSchema.annotations({ status: 503 })
) {}

/** What fails in the database has the name that the administrator's API has for it. */
export const stored = <A, E extends { readonly _tag: string }, R>(
  effect: Effect.Effect<A, E | StoreError, R>
): Effect.Effect<A, Exclude<E, StoreError> | Unavailable, R> =>
  Effect.catchAll(
    effect,
    (error): Effect.Effect<never, Exclude<E, StoreError> | Unavailable> =>
      isStoreError(error)
        ? new Unavailable({ detail: error.detail, retryAfterSeconds: error.retryAfterSeconds ?? 5 })
        : Effect.fail(error as Exclude<E, StoreError>)
  )

const isStoreError = (error: { readonly _tag: string }): error is StoreError => error._tag === "ServiceUnavailable"
