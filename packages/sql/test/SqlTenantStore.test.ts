import { SqlClient } from "@effect/sql"
import { it } from "@effect/vitest"
import { Tenant, TenantStore } from "@rollcall/provider"
import { Effect, Option } from "effect"
import { describe, expect } from "vitest"
import * as Stored from "./Stored.ts"

const first: Tenant.Tenant = { id: "default", name: "Default", settings: Tenant.defaultSettings, created: 0 }

const acme: Tenant.Tenant = {
  id: "acme",
  name: 'Acme\'s "best"',
  settings: {
    required: ["userName"],
    onDelete: "keep",
    patchAnswers: "resource",
    strict: true,
    quirksOff: ["Wrapped"]
  },
  created: 5
}

const test = (title: string, body: Effect.Effect<void, unknown, TenantStore | SqlClient.SqlClient>) =>
  it.effect(title, () => Effect.provide(body, Stored.memory()))

describe("SqlTenantStore", () => {
  test(
    "has one tenant in a new database",
    Effect.gen(function* () {
      const tenants = yield* TenantStore
      expect(yield* tenants.list()).toEqual([first])
      expect(yield* tenants.find("default")).toEqual(Option.some(first))
    })
  )

  test(
    "inserts a tenant whose id is free, and leaves one that is there as it is",
    Effect.gen(function* () {
      const tenants = yield* TenantStore
      expect(yield* tenants.insert(acme)).toBe(true)
      expect(yield* tenants.insert({ ...acme, name: "other" })).toBe(false)
      expect(yield* tenants.find("acme")).toEqual(Option.some(acme))
      expect(yield* tenants.find("ACME")).toEqual(Option.none())
      expect(yield* tenants.list()).toEqual([first, acme])
    })
  )

  test(
    "writes name and settings of a tenant that is there",
    Effect.gen(function* () {
      const tenants = yield* TenantStore
      yield* tenants.insert(acme)
      const renamed = { ...acme, name: "Acme", settings: Tenant.defaultSettings }
      expect(yield* tenants.update({ ...renamed, created: 9 })).toBe(true)
      expect(yield* tenants.update({ ...acme, id: "gone" })).toBe(false)
      expect(yield* tenants.list()).toEqual([first, renamed])
    })
  )

  test(
    "takes the default for a setting that is not stored",
    Effect.gen(function* () {
      const tenants = yield* TenantStore
      const sql = yield* SqlClient.SqlClient
      yield* sql`UPDATE tenant SET settings = '{"strict":true}'`
      expect(yield* tenants.find("default")).toEqual(
        Option.some({ ...first, settings: { ...Tenant.defaultSettings, strict: true } })
      )
    })
  )
})
