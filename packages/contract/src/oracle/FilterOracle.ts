/** What a filter finds is what FilterEvaluator says, whichever database is below. */
import { AttributePath, FilterEvaluator, FilterPrinter, MemberChanges, type ResourceType } from "@rollcall/core"
import { ResourceStore } from "@rollcall/provider"
import { Effect, Either, FastCheck as fc } from "effect"
import { about, type Case } from "../Case.ts"
import { expect } from "../Expectation.ts"
import { start, tenant } from "../Fixtures.ts"
import * as Filters from "./Filters.ts"
import * as Oracle from "./Oracle.ts"
import * as Population from "./Population.ts"
import * as Types from "./Types.ts"
import * as Worlds from "./Worlds.ts"

const worldAndFilters = (type: ResourceType.ResourceType) =>
  Worlds.world.chain((world) => {
    const filter = Filters.onType(type, Worlds.valuesOf(world))
    return fc.record({ world: fc.constant(world), filters: fc.array(filter, { minLength: 10, maxLength: 20 }) })
  })

const worldAndMemberFilter = Worlds.world.chain((world) =>
  fc.record({ world: fc.constant(world), filter: Filters.onMember(Worlds.valuesOf(world)) })
)

export const cases = (options: Oracle.Options): ReadonlyArray<Case<ResourceStore>> =>
  about("what a filter finds is what FilterEvaluator says", {
    "for a User": found(Types.user, options),
    "for a Group": found(Types.group, options),
    "for the members that a change removes": removed(options)
  })

const found = (type: ResourceType.ResourceType, options: Oracle.Options) =>
  Oracle.holds(options, worldAndFilters(type), ({ world, filters }) =>
    Effect.gen(function* () {
      const store = yield* ResourceStore
      const shown = yield* Population.populate(world)
      for (const written of filters) {
        const filter = Filters.resolve(written, type)
        const query = { sources: [{ type, filter }], from: start, limit: 100, base: Filters.base }
        const { total, resources: answer } = yield* store.query(tenant, query)
        const matching = shown(type).filter(({ representation }) => FilterEvaluator.evaluate(filter, representation))
        const resources = matching.map(({ resource }) => resource)
        yield* expect({ total, answer }, { total: resources.length, answer: resources }, FilterPrinter.print(written))
      }
    })
  )

const removed = (options: Oracle.Options) =>
  Oracle.holds(options, worldAndMemberFilter, ({ world, filter: written }) =>
    Effect.gen(function* () {
      const store = yield* ResourceStore
      const shown = yield* Population.populate(world)
      const filter = Filters.resolveMember(written)
      const change = {
        members: MemberChanges.removeWhere(MemberChanges.none, filter),
        unknownMembers: "wait",
        base: Filters.base
      } as const
      for (const { resource, representation } of shown(Types.group)) {
        const members = AttributePath.elements(representation, Filters.members)
        const staying = members.filter((member) => !FilterEvaluator.matches(filter, member))
        yield* store.update(tenant, Types.group, resource.id, 0, () => Either.right(change))
        const left = (yield* store.members(tenant, [resource.id])).get(resource.id) ?? []
        yield* expect(
          left.map(({ value }) => value),
          staying.map((member) => AttributePath.part(member, Filters.memberValue)),
          FilterPrinter.print(written)
        )
      }
    })
  )
