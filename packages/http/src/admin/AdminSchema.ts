/** What the groups of the administrator's API have in common: names, times, what stands in paths, and how strictly it is read. */
import { HttpApiSchema } from "@effect/platform"
import { Printable } from "@rollcall/provider"
import { Schema } from "effect"

/** What people recognise a thing by, in one line. */
export const Name = Schema.Trim.pipe(
  Schema.minLength(1),
  Schema.maxLength(200),
  Schema.filter((text) => Printable.is(text) || "Expected one line without control characters")
)

/** A time as ISO 8601 has it. */
export const Time = Schema.String.annotations({ description: "A time in ISO 8601, in UTC." })

/** The id of a tenant in a path. */
export const tenant = HttpApiSchema.param("tenant", Schema.String)

/** The id of one of many in a path. */
export const id = HttpApiSchema.param("id", Schema.String)

/** What may be left out. */
export const optional = <A, I, R>(schema: Schema.Schema<A, I, R>) => Schema.optionalWith(schema, { exact: true })

/** Refuses what the schema does not name: a filter or a setting that is misspelt must not be passed over. */
export const strictly = <A, I, R>(schema: Schema.Schema<A, I, R>): Schema.Schema<A, I, R> =>
  schema.annotations({ parseOptions: { onExcessProperty: "error" } })
