/** From SQLite to PostgreSQL and back: what a tenant had is what it has, ids, times and versions included. */
import { type Json, Limits, SchemaRegistry } from "@rollcall/core"
import { Export, Import, Principal, Randomness, ResourceStore, Session, Tenant } from "@rollcall/provider"
import type { Storage } from "@rollcall/sql"
import { Effect, Either, Layer } from "effect"
import { describe, expect, it } from "vitest"
import * as Stored from "../../packages/sql/test/Stored.ts"
import * as Databases from "./Databases.ts"

const tenant: Tenant.Tenant = { id: "default", name: "Default", settings: Tenant.defaultSettings, created: 0 }

const session = Session.factory(SchemaRegistry.standard, Limits.standard)(
  { tenant, principal: Principal.commandLine },
  "https://scim.example/v2"
)

type Services = Storage.Storage | Randomness.Randomness

const exported = Effect.gen(function* () {
  const lines: Array<Json.JsonObject> = []
  yield* Export.walk(session, (page) => Effect.sync(() => void lines.push(...page.lines)))
  return lines
})

const load = (lines: ReadonlyArray<Json.JsonObject>) =>
  Import.make(session, { keepIds: true, onConflict: "fail", dryRun: false }).add(
    lines.map((body, index) => ({ number: index + 1, body: Either.right(body) }))
  )

const people = 1_203

/** People with managers, groups in groups, texts of all kinds, versions, and one member who waits. */
const populate = Effect.gen(function* () {
  const users = Array.from({ length: people }, (_, index) => ({
    schemas: ["urn:ietf:params:scim:schemas:core:2.0:User"],
    id: `user-${index}`,
    userName: `Person${index}@Example.com`,
    displayName: `Zoë 👋 ${index}\\"`,
    emails: [{ value: `person${index}@example.com`, primary: true }],
    "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": { manager: { value: `user-${index + 1}` } },
    meta: { resourceType: "User", created: new Date(1e12 + (index % 7)).toISOString(), version: `W/"${index + 1}"` }
  }))
  const groups = ["outer", "inner"].map((id) => ({
    id,
    displayName: id,
    meta: { resourceType: "Group", version: 'W/"9"' }
  }))
  const members = users.map(({ id }) => ({ value: id, type: "User" }))
  const { problems } = yield* load([
    ...users,
    ...groups.map((group) => ({ ...group, schemas: ["urn:ietf:params:scim:schemas:core:2.0:Group"] })),
    { group: "inner", version: 'W/"9"', members: [...members, { value: "nobody" }] },
    { group: "outer", version: 'W/"9"', members: [{ value: "inner", type: "Group" }] }
  ])
  expect(problems).toEqual([])
  // A change after the move counts on from the version that was moved.
  yield* (yield* ResourceStore).update("default", SchemaRegistry.user, "user-0", 2e12, ({ document }) =>
    Either.right({ document: { ...document, title: "Boss" }, members: [], unknownMembers: "wait" as const, base: "" })
  )
})

const over = <A, E>(storage: Layer.Layer<Storage.Storage>, work: Effect.Effect<A, E, Services>) =>
  Effect.runPromise(Effect.provide(work, Layer.merge(storage, Randomness.layer)))

describe("a tenant that is moved", () => {
  it("is the same after the way from SQLite to PostgreSQL and back", { timeout: 120_000 }, async () => {
    const first = await over(Stored.memory(), Effect.zipRight(populate, exported))
    expect(first.filter(({ id }) => id !== undefined)).toHaveLength(people + 2)
    const carried = (lines: typeof first) =>
      Effect.gen(function* () {
        expect((yield* load(lines)).problems).toEqual([])
        const filter = { _tag: "Offset", offset: 0 } as const
        const { total } = yield* (yield* ResourceStore).query("default", {
          sources: [{ type: SchemaRegistry.user }],
          from: filter,
          limit: 0,
          base: ""
        })
        expect(total).toBe(people)
        return yield* exported
      })
    const second = await over(Stored.over(Databases.fresh), carried(first))
    expect(second).toEqual(first)
    expect(await over(Stored.memory(), carried(second))).toEqual(first)
  })
})
