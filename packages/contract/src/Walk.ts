/** A walk through all pages of a query by position, to the end and back again, as clients with cursors do it. */
import type { Page, Start, StoreError } from "@rollcall/provider"
import { Effect } from "effect"

export interface Walked {
  readonly forwards: ReadonlyArray<string>
  readonly backwards: ReadonlyArray<string>
}

/** The ids of all resources, as the way there met them and as the way back did; both in the order of the query. */
export const through = (ask: (from: Start) => Effect.Effect<Page, StoreError>): Effect.Effect<Walked, StoreError> =>
  Effect.gen(function* () {
    const forwards: Array<string> = []
    const backwards: Array<string> = []
    let page = yield* ask({ _tag: "Offset", offset: 0 })
    let last = page
    for (let pages = 0; pages < pagesMax && page.ends !== undefined; pages++) {
      forwards.push(...idsOf(page))
      last = page
      if (!page.hasMore) break
      page = yield* ask({ _tag: "After", position: page.ends.last })
    }
    page = last
    for (let pages = 0; pages < pagesMax && page.ends !== undefined; pages++) {
      backwards.unshift(...idsOf(page))
      const before: Page = yield* ask({ _tag: "Before", position: page.ends.first })
      page = before
    }
    return { forwards, backwards }
  })

/** A walk that does not end has gone wrong. */
const pagesMax = 1_000

const idsOf = ({ resources }: Page) => resources.map(({ id }) => id)
