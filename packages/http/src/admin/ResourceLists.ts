/**
 * What lists of users, groups and what was kept of them have in common: how a page is asked for, and what it is. Cursors
 * are sealed, and good for an hour in the list that they came from.
 */
import { HttpApiSchema } from "@effect/platform"
import { Schema } from "effect"

export const tenant = HttpApiSchema.param("tenant", Schema.String)
export const id = HttpApiSchema.param("id", Schema.String)

/** A time as ISO 8601 has it. */
export const Time = Schema.String.annotations({ description: "A time in ISO 8601, in UTC." })

/** As the limits of pages for clients are. */
const limitMax = 1_000
export const limitDefault = 100

/** One part of any list. */
export const PageParams = Schema.Struct({
  after: Schema.optionalWith(Schema.String, { exact: true }).annotations({
    description: "What the page before has as next; absent or empty for the first page."
  }),
  limit: Schema.optionalWith(Schema.NumberFromString.pipe(Schema.int(), Schema.between(1, limitMax)), {
    exact: true
  }).annotations({ description: `How many items a page has: 1 to ${limitMax}, ${limitDefault} where it is not said.` })
})

/** One part of a list that can be searched and sorted. */
export const ListParams = Schema.Struct({
  ...PageParams.fields,
  filter: Schema.optionalWith(Schema.String, { exact: true }).annotations({
    description: 'A SCIM filter, such as userName sw "b".'
  }),
  search: Schema.optionalWith(Schema.String.pipe(Schema.maxLength(200)), { exact: true }).annotations({
    description: "What a person types: part of a name, the beginning of a mail address, an id. Not beside a filter."
  }),
  sortBy: Schema.optionalWith(Schema.String, { exact: true }).annotations({
    description: "An attribute, such as userName or meta.lastModified; where none is named, the oldest come first."
  }),
  sortOrder: Schema.optionalWith(Schema.Literal("ascending", "descending"), { exact: true })
})

export const pageOf = <A, I>(item: Schema.Schema<A, I>) =>
  Schema.Struct({
    items: Schema.Array(item),
    next: Schema.optionalWith(Schema.String, { exact: true }).annotations({
      description: "Where the next page begins; absent on the last one."
    })
  })

type PageParams = typeof PageParams.Type

export const limitOf = ({ limit = limitDefault }: PageParams): number => limit

/** The page as it is answered. */
export const page = <A>(items: ReadonlyArray<A>, next: string | undefined) =>
  next === undefined ? { items } : { items, next }
