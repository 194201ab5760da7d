/** The order of an answer is that of Sorting, whichever database is below. */
import { AttributePath, type ResourceType, Sorting } from "@rollcall/core"
import { type Page, ResourceStore } from "@rollcall/provider"
import { Effect, Either, FastCheck as fc } from "effect"
import { about, type Case } from "../Case.ts"
import { expect } from "../Expectation.ts"
import { tenant } from "../Fixtures.ts"
import * as Walk from "../Walk.ts"
import * as Filters from "./Filters.ts"
import * as Oracle from "./Oracle.ts"
import * as Population from "./Population.ts"
import * as Types from "./Types.ts"
import * as Worlds from "./Worlds.ts"

/** Every order that `sortBy` and `sortOrder` can ask for. */
const sortings = (type: ResourceType.ResourceType): ReadonlyArray<Sorting.Sorting> => {
  const orders = ["ascending", "descending"] as const
  const resolved = Filters.pathsOf(type).flatMap((path) =>
    orders.map((order) => Sorting.resolve(AttributePath.print(path), order, type))
  )
  return resolved.filter(Either.isRight).map(({ right }) => right)
}

/** How a client may page: by offset, and by walks of pages in either direction. No order is the one without a sort. */
const worldAndPages = (type: ResourceType.ResourceType) =>
  fc.record({
    world: Worlds.world,
    pages: fc.array(
      fc.record({
        sort: fc.option(fc.constantFrom(...sortings(type)), { nil: undefined }),
        offset: fc.nat({ max: 6 }),
        limit: fc.nat({ max: 6 })
      }),
      { minLength: 1, maxLength: 20 }
    )
  })

export const cases = (options: Oracle.Options): ReadonlyArray<Case<ResourceStore>> =>
  about("the order of an answer is that of Sorting, ties broken by id,", {
    "for a User": ordered(Types.user, options),
    "for a Group": ordered(Types.group, options)
  })

const ordered = (type: ResourceType.ResourceType, options: Oracle.Options) =>
  Oracle.holds(options, worldAndPages(type), ({ world, pages }) =>
    Effect.gen(function* () {
      const store = yield* ResourceStore
      const shown = yield* Population.populate(world)
      for (const { sort, offset, limit } of pages) {
        const inOrder = sort === undefined ? shown(type) : shown(type).sort(by(sort))
        const ids = inOrder.map(({ resource }) => resource.id)
        const asked = sort === undefined ? "as they were made" : `${AttributePath.print(sort.path)} ${sort.order}`
        const source = { type, ...(sort === undefined ? {} : { sortBy: sort.path }) }
        const query = {
          sources: [source],
          ...(sort === undefined ? {} : { order: sort.order }),
          base: Filters.base
        }
        const page = yield* store.query(tenant, { ...query, from: { _tag: "Offset", offset }, limit })
        yield* expect(
          { total: page.total, ids: idsOf(page) },
          { total: ids.length, ids: ids.slice(offset, offset + limit) },
          `${asked}, ${limit} after ${offset}`
        )
        const walk = Walk.through((from) => store.query(tenant, { ...query, from, limit: limit + 1 }))
        yield* expect(yield* walk, { forwards: ids, backwards: ids }, `${asked}, in pages of ${limit + 1}`)
      }
    })
  )

const by = (sort: Sorting.Sorting) => (left: Population.Shown, right: Population.Shown) =>
  Sorting.compare(sort)(left.representation, right.representation) || Population.byId(left, right)

const idsOf = ({ resources }: Page) => resources.map(({ id }) => id)
