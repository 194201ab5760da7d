/** The order of an answer is that of Sorting, whichever database is below. */
import { AttributePath, type ResourceType, Sorting } from "@rollcall/core"
import { ResourceStore } from "@rollcall/provider"
import { Effect, Either, FastCheck as fc } from "effect"
import { about, type Case } from "../Case.ts"
import { expect } from "../Expectation.ts"
import { tenant } from "../Fixtures.ts"
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

const worldAndPages = (type: ResourceType.ResourceType) =>
  fc.record({
    world: Worlds.world,
    pages: fc.array(
      fc.record({ sort: fc.constantFrom(...sortings(type)), offset: fc.nat({ max: 6 }), limit: fc.nat({ max: 6 }) }),
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
        const compare = Sorting.compare(sort)
        const sorted = shown(type)
          .sort((left, right) => compare(left.representation, right.representation) || Population.byId(left, right))
          .map(({ resource }) => resource)
        const page = yield* store.query(tenant, { type, sort, offset, limit, base: Filters.base })
        yield* expect(
          page,
          { total: sorted.length, resources: sorted.slice(offset, offset + limit) },
          `${AttributePath.print(sort.path)} ${sort.order}, ${limit} after ${offset}`
        )
      }
    })
  )
