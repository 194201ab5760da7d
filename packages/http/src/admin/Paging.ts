/** Pages of the administrator's API: what is asked for, and what a page is. A cursor is for whoever made it to read. */
import { Schema } from "effect"

const limitMax = 1_000

export const limitStandard = 100

export const parameters = {
  after: Schema.optionalWith(Schema.String.pipe(Schema.maxLength(200)), { exact: true }).annotations({
    description: "Behind what to begin: next of the page before."
  }),
  limit: Schema.optionalWith(Schema.NumberFromString.pipe(Schema.int(), Schema.between(1, limitMax)), {
    exact: true
  }).annotations({
    description: `How much a page holds, from 1 to ${limitMax}; ${limitStandard} where it is not given.`
  })
}

export const of = <A, I>(item: Schema.Schema<A, I>) =>
  Schema.Struct({
    items: Schema.Array(item),
    next: Schema.optionalWith(Schema.String, { exact: true }).annotations({ description: "Absent on the last page." })
  })
