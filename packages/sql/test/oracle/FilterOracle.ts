/** What a filter finds is what FilterEvaluator says, whichever database is below. */
import { AttributePath, FilterEvaluator, FilterPrinter, MemberChanges, type ResourceType } from "@rollcall/core"
import { ResourceStore } from "@rollcall/provider"
import { Effect, Either, FastCheck as fc } from "effect"
import { describe, expect, it } from "vitest"
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

export const properties = (databases: Oracle.Databases): void => {
  const holds = Oracle.make(databases)
  describe("what a filter finds in the database is what FilterEvaluator says", { timeout: 120_000 }, () => {
    it.each([Types.user, Types.group])("for a $name", (type) =>
      holds(worldAndFilters(type), ({ world, filters }, database) =>
        Effect.gen(function* () {
          const store = yield* ResourceStore
          const { tenant, shown } = yield* Population.populate(world)
          for (const written of filters) {
            const filter = Filters.resolve(written, type)
            const found = yield* store.query(tenant, { type, filter, offset: 0, limit: 100, base: Filters.base })
            const matching = shown(type).filter(({ representation }) =>
              FilterEvaluator.evaluate(filter, representation)
            )
            expect(found, `${database}: ${FilterPrinter.print(written)}`).toEqual({
              total: matching.length,
              resources: matching.map(({ resource }) => resource)
            })
          }
        })
      )
    )

    it("for the members that a change removes", () =>
      holds(worldAndMemberFilter, ({ world, filter: written }, database) =>
        Effect.gen(function* () {
          const store = yield* ResourceStore
          const { tenant, shown } = yield* Population.populate(world)
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
            expect(
              left.map(({ value }) => value),
              `${database}: ${FilterPrinter.print(written)}`
            ).toEqual(staying.map((member) => AttributePath.part(member, Filters.memberValue)))
          }
        })
      ))
  })
}
