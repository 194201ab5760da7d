/**
 * Lists of the administrator's API, page by page: a page begins behind the last item of the one before, so it costs the
 * same wherever it stands, and nothing is shown twice or left out while others come and go.
 */
import { Effect, Option, Schema } from "effect"
import { Invalid } from "./AdminError.ts"
import { optional } from "./AdminSchema.ts"

const limitMax = 1_000
export const limitStandard = 100

const limit = optional(Schema.NumberFromString.pipe(Schema.int(), Schema.between(1, limitMax))).annotations({
  description: `How many items a page has at most, 1 to ${limitMax}; ${limitStandard} unless told.`
})

const behind = (after: Schema.Schema<string>) =>
  optional(after).annotations({ description: "Where the page begins: what another page had as next." })

/** The parameters that every list has. */
export const params = { after: behind(Schema.String), limit }

/** The same of a list whose pages begin behind a number or an id. */
export const shortParams = { after: behind(Schema.String.pipe(Schema.maxLength(200))), limit }

export const of = <A, I, R>(item: Schema.Schema<A, I, R>) =>
  Schema.Struct({
    items: Schema.Array(item),
    next: optional(Schema.String).annotations({ description: "Begins the next page as after. Absent on the last one." })
  })

export interface Asked {
  readonly after?: string
  readonly limit?: number
}

interface Start<Position> {
  readonly after?: Position
  readonly limit: number
}

/** Where the page begins and how long it is. Fails where `after` is none that this list has given out. */
export const read = <Position, Encoded>(
  position: Schema.Schema<Position, Encoded>,
  { after, limit = limitStandard }: Asked
): Effect.Effect<Start<Position>, Invalid> =>
  after === undefined
    ? Effect.succeed({ limit })
    : Effect.mapBoth(Schema.decode(written(position))(after), {
        onSuccess: (start) => ({ after: start, limit }),
        onFailure: () =>
          new Invalid({ detail: "after must be what a page of the same list had as next. Leave it out to begin anew." })
      })

/** The page, of one item more than it may have: that one tells that there is a next page. */
export const show = <Item, Position, Encoded, Shown>(
  position: Schema.Schema<Position, Encoded>,
  found: ReadonlyArray<Item>,
  limit: number,
  positionOf: (item: Item) => Position,
  render: (item: Item) => Shown
): { readonly items: ReadonlyArray<Shown>; readonly next?: string } => {
  const items = found.slice(0, limit)
  const last = found.length > limit ? Option.fromNullable(items.at(-1)) : Option.none()
  return {
    items: items.map(render),
    ...Option.match(last, {
      onNone: () => ({}),
      onSome: (item) => ({ next: Schema.encodeSync(written(position))(positionOf(item)) })
    })
  }
}

const written = <Position, Encoded>(position: Schema.Schema<Position, Encoded>) =>
  Schema.compose(Schema.StringFromBase64Url.pipe(Schema.filter(isKeepable)), Schema.parseJson(position))

/** No database keeps the character NUL, so no item has been at such a place. */
const isKeepable = (text: string): boolean => !text.includes("\\u0000")
