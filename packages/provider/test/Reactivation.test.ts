import { it } from "@effect/vitest"
import { type Json, Projection, SchemaRegistry, ScimError } from "@rollcall/core"
import { Effect, Either, Option } from "effect"
import { describe, expect } from "vitest"
import { create } from "../src/operation/Create.ts"
import { remove } from "../src/operation/Remove.ts"
import { queryOf, ResourceStore } from "../src/port/ResourceStore.ts"
import type { Session } from "../src/Session.ts"
import type { Settings } from "../src/Tenant.ts"
import { run, session } from "./Service.ts"

const { user } = SchemaRegistry

const of = (settings: Partial<Settings>): Session => ({
  ...session,
  tenant: { ...session.tenant, settings: { ...session.tenant.settings, ...settings } }
})

const welcoming = of({ inactiveUsers: "reactivate" })

const post = (from: Session, attributes: Json.JsonObject) =>
  create(from, user, { schemas: [user.schema.id], userName: "ada@x.example", ...attributes }, Projection.standard)

const taken = (error: ScimError.ScimError | undefined) => expect(error).toBeInstanceOf(ScimError.Uniqueness)

describe("a create of somebody who is there, deactivated", () => {
  it.effect("is refused where the tenant does not say otherwise", () =>
    run(
      Effect.gen(function* () {
        yield* post(session, { active: false })
        taken(Option.getOrUndefined(Either.getLeft(yield* Effect.either(post(session, {})))))
      })
    )
  )

  it.effect("brings that one back with the new values and the old id, where the tenant wants it", () =>
    run(
      Effect.gen(function* () {
        const first = yield* post(welcoming, { active: false, title: "Old", nickName: "Ad" })
        const second = yield* post(welcoming, { userName: "ADA@x.example", title: "New" })
        expect(second).toMatchObject({ id: first.id, location: first.location, version: 'W/"2"' })
        expect(second.body).toMatchObject({ userName: "ADA@x.example", active: true, title: "New" })
        expect(second.body).not.toHaveProperty("nickName")
        expect(second.notes.map(({ name }) => name)).toContain("Reactivated")
        const found = yield* (yield* ResourceStore).query("default", queryOf(user))
        expect(found.resources.map(({ id, document }) => [id, document.active])).toEqual([[first.id, true]])
      })
    )
  )

  it.effect("finds that one by its externalId when the userName is another", () =>
    run(
      Effect.gen(function* () {
        const first = yield* post(welcoming, { active: false, externalId: "7" })
        const second = yield* post(welcoming, { userName: "ada.king@x.example", externalId: "7" })
        expect(second).toMatchObject({ id: first.id, body: { userName: "ada.king@x.example", active: true } })
      })
    )
  )

  it.effect("makes somebody new where an externalId is that of several, or of nobody", () =>
    run(
      Effect.gen(function* () {
        const first = yield* post(welcoming, { active: false, externalId: "7" })
        const second = yield* post(session, { userName: "bob@x.example", active: false, externalId: "7" })
        const third = yield* post(welcoming, { userName: "cyd@x.example", externalId: "7" })
        const fourth = yield* post(welcoming, { userName: "dan@x.example", externalId: "8" })
        expect(new Set([first, second, third, fourth].map(({ id }) => id)).size).toBe(4)
      })
    )
  )

  it.effect("is refused while the other one is active, be it under another userName", () =>
    run(
      Effect.gen(function* () {
        yield* post(welcoming, {})
        taken(Option.getOrUndefined(Either.getLeft(yield* Effect.either(post(welcoming, { title: "New" })))))
        yield* post(welcoming, { userName: "bob@x.example", active: false, externalId: "7" })
        taken(Option.getOrUndefined(Either.getLeft(yield* Effect.either(post(welcoming, { externalId: "7" })))))
      })
    )
  )

  it.effect("is refused when it makes an inactive one itself", () =>
    run(
      Effect.gen(function* () {
        yield* post(welcoming, { active: false })
        taken(Option.getOrUndefined(Either.getLeft(yield* Effect.either(post(welcoming, { active: false })))))
      })
    )
  )

  it.effect("leaves those alone that were deleted and are kept", () =>
    run(
      Effect.gen(function* () {
        const keeping = of({ inactiveUsers: "reactivate", onDelete: "keep" })
        const first = yield* post(keeping, { externalId: "7" })
        yield* remove(keeping, user, first.id)
        const second = yield* post(keeping, { externalId: "7" })
        expect(second.id).not.toBe(first.id)
        expect(second.version).toBe('W/"1"')
      })
    )
  )
})
