import { SqlClient } from "@effect/sql"
import { it } from "@effect/vitest"
import { Contract } from "@rollcall/contract"
import { Tenant, TenantStore } from "@rollcall/provider"
import { Effect, Option } from "effect"
import { describe, expect } from "vitest"
import * as Running from "./Running.ts"
import * as Stored from "./Stored.ts"

const first: Tenant.Tenant = { id: "default", name: "Default", settings: Tenant.defaultSettings, created: 0 }

const test = (title: string, body: Effect.Effect<void, unknown, TenantStore | SqlClient.SqlClient>) =>
  it.effect(title, () => Effect.provide(body, Stored.memory()))

describe("SqlTenantStore", () => {
  Running.anew(Contract.tenantStore, Stored.memory())

  test(
    "has one tenant in a new database, and lists it before those that come",
    Effect.gen(function* () {
      const tenants = yield* TenantStore
      expect(yield* tenants.list()).toEqual([first])
      expect(yield* tenants.find("default")).toEqual(Option.some(first))
      const acme = { ...first, id: "acme", created: 5 }
      yield* tenants.insert(acme)
      expect(yield* tenants.list()).toEqual([first, acme])
    })
  )

  test(
    "reads the settings that the first release stored, and gives those that it did not know their defaults",
    Effect.gen(function* () {
      const tenants = yield* TenantStore
      const sql = yield* SqlClient.SqlClient
      const known = {
        required: ["userName"],
        onDelete: "keep",
        patchAnswers: "resource",
        ifMatch: "required",
        canonicalValues: "enforce",
        strict: true,
        quirksOff: ["EmptyString"]
      }
      yield* sql`UPDATE tenant SET settings = ${JSON.stringify(known)}`
      const settings = { ...Tenant.defaultSettings, ...known }
      expect(yield* tenants.find("default")).toEqual(Option.some({ ...first, settings }))
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
