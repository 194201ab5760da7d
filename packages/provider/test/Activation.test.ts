import { it } from "@effect/vitest"
import { Projection, SchemaRegistry, Token, TokenPolicy } from "@rollcall/core"
import { Effect, Either } from "effect"
import { describe, expect } from "vitest"
import { setActive } from "../src/operation/Activation.ts"
import { create } from "../src/operation/Create.ts"
import { remove } from "../src/operation/Remove.ts"
import { restore } from "../src/operation/Restore.ts"
import * as Principal from "../src/Principal.ts"
import type { Session } from "../src/Session.ts"
import type { Settings } from "../src/Tenant.ts"
import * as Service from "./Service.ts"

const { group, user } = SchemaRegistry

const within = (settings: Partial<Settings>, principal = Service.session.principal): Session => ({
  ...Service.session,
  principal,
  tenant: { ...Service.session.tenant, settings: { ...Service.session.tenant.settings, ...settings } }
})

const person = create(
  Service.session,
  user,
  { schemas: [user.schema.id], userName: "ada", emails: [{ value: "ada@x.example" }] },
  Projection.standard
)

const tagOf = <A, E extends { readonly _tag: string }, R>(effect: Effect.Effect<A, E, R>) =>
  Effect.map(Effect.either(effect), (outcome) => (Either.isLeft(outcome) ? outcome.left._tag : "done"))

describe("whether a user is active", () => {
  it.effect("changes by itself, and makes no version where it is so already", () =>
    Service.run(
      Effect.gen(function* () {
        const { id } = yield* person
        const outside = yield* setActive(Service.session, user, id, false)
        expect([outside.document.active, outside.document.userName, outside.version]).toEqual([false, "ada", 2])
        expect((yield* setActive(Service.session, user, id, false)).version).toBe(2)
        expect((yield* setActive(Service.session, user, id, true)).document.active).toBe(true)
      })
    )
  )

  it.effect("is nothing that a group has, that nobody has, or that a token without the scope changes", () =>
    Service.run(
      Effect.gen(function* () {
        const { id } = yield* person
        const reading = TokenPolicy.issue({
          id: "1",
          tenant: "default",
          name: "",
          digest: "",
          hint: "",
          scopes: Token.allScopes.filter((scope) => scope !== "users:write"),
          now: 0
        })
        expect(yield* tagOf(setActive(Service.session, group, id, false))).toBe("InvalidValue")
        expect(yield* tagOf(setActive(Service.session, user, "nobody", false))).toBe("NotFound")
        expect(yield* tagOf(setActive(within({}, Principal.token(reading)), user, id, false))).toBe("Forbidden")
      })
    )
  )
})

describe("a tenant that demands If-Match", () => {
  it.effect("demands it of clients, and not of whoever administers", () =>
    Service.run(
      Effect.gen(function* () {
        const { id } = yield* person
        const settings = { ifMatch: "required", onDelete: "keep" } as const
        expect(yield* tagOf(remove(within(settings), user, id))).toBe("PreconditionRequired")
        expect(yield* tagOf(remove(within(settings, Principal.commandLine), user, id))).toBe("done")
        expect((yield* restore(Service.session, user, id)).document.active).toBe(false)
      })
    )
  )
})
