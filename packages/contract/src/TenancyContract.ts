/** What the ResourceStore port promises of several tenants, whichever database is below. */
import { EnterpriseUserSchema } from "@rollcall/core"
import { ResourceStore } from "@rollcall/provider"
import { Effect, Option } from "effect"
import { about, type Case } from "./Case.ts"
import { expect } from "./Expectation.ts"
import * as Fixtures from "./Fixtures.ts"
import * as Printed from "./Printed.ts"

const { group, insertGroup, insertUser, managedBy, populate, query, queryOf, tenant, user } = Fixtures

/** All that the port tells of a tenant. */
const everything = (of: string) =>
  Effect.gen(function* () {
    const store = yield* ResourceStore
    const ids = ["u1", "u2", "u3", "u4", "g1", "g2", "g3"]
    return Printed.print({
      users: yield* store.query(of, queryOf(user, {})),
      groups: yield* store.query(of, queryOf(group, {})),
      members: yield* store.members(of, ids),
      memberships: yield* store.memberships(of, ids),
      references: yield* store.references(of, ids),
      kept: yield* store.kept(of, user, { limit: 100 }),
      counts: yield* store.memberCounts(of, ids),
      census: yield* store.census(of)
    })
  })

export const cases: ReadonlyArray<Case<ResourceStore>> = about("a tenant", {
  ...Object.fromEntries(
    Object.entries(Fixtures.changes).map(([title, change]) => [
      `keeps everything as it is while another is ${title}`,
      Effect.gen(function* () {
        yield* populate("other")
        yield* populate(tenant)
        const [others, own] = [yield* everything("other"), yield* everything(tenant)]
        yield* change
        yield* expect(yield* everything("other"), others)
        yield* expect((yield* everything(tenant)) === own, false, "Whether the change left its own tenant as it was")
      })
    ])
  ),

  "with nothing in it reads nothing of another": Effect.gen(function* () {
    const store = yield* ResourceStore
    yield* populate("other")
    const ids = ["u1", "u2", "g1", "g2"]
    yield* expect(yield* store.members(tenant, ids), new Map())
    yield* expect(yield* store.memberships(tenant, ids), new Map())
    yield* expect(yield* store.references(tenant, ids), new Map())
    yield* expect(yield* store.find(tenant, user, "u1"), Option.none())
    for (const filter of ['userName eq "u1"', 'id eq "u1"', 'emails eq "u1@x.example"', 'groups eq "g2"', "id pr"]) {
      yield* expect(yield* query(user, { filter }), { total: 0, ids: [] }, filter)
    }
  }),

  "sees its own resources as if others of the same ids were not there": Effect.gen(function* () {
    const store = yield* ResourceStore
    yield* populate("other")
    yield* insertUser("u1", { userName: "own" })
    yield* insertUser("u2", { userName: "u2", ...managedBy("nobody") })
    yield* insertGroup("g1", ["u1"])
    yield* insertGroup("g2")
    const g1 = { value: "g1", display: "g1", type: "direct" }
    yield* expect(yield* store.memberships(tenant, ["u1", "u2", "g1"]), new Map([["u1", [g1]]]))
    yield* expect(
      yield* store.members(tenant, ["g1", "g2"]),
      new Map([["g1", [{ value: "u1", type: "User", display: "own" }]]])
    )
    const manager = `${EnterpriseUserSchema.urn}:manager`
    const users = ['userName eq "u1"', 'groups eq "g2"', `${manager} eq "u1"`, `${manager}.$ref pr`]
    for (const filter of [...users, 'groups.display eq "g2"', 'groups pr and userName eq "u2"']) {
      yield* expect(yield* query(user, { filter }), { total: 0, ids: [] }, filter)
    }
    for (const filter of ['members eq "u2"', 'members[value eq "u2"]', 'members pr and id eq "g2"']) {
      yield* expect(yield* query(group, { filter }), { total: 0, ids: [] }, filter)
    }
  })
})
