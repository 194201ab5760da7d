/**
 * What lists of users, groups and what was kept of them have in common: how a page is asked for, and what it is. Cursors
 * are sealed, and good for an hour in the list that they came from.
 */
import { Schema } from "effect"
import * as Page from "./Page.ts"

/** One part of a list that can be searched and sorted. */
export const ListParams = Schema.Struct({
  ...Page.params,
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

/** The page as it is answered. */
export const page = <A>(items: ReadonlyArray<A>, next: string | undefined) =>
  next === undefined ? { items } : { items, next }
