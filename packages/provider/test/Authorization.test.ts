import { Limits, ResourceType, SchemaRegistry, ScimError, Token, TokenPolicy } from "@rollcall/core"
import { Either } from "effect"
import { describe, expect, it } from "vitest"
import * as Authorization from "../src/Authorization.ts"
import * as Principal from "../src/Principal.ts"
import * as Session from "../src/Session.ts"
import { defaultSettings } from "../src/Tenant.ts"

const sessions = Session.factory(SchemaRegistry.standard, Limits.standard)

const sessionWith = (scopes: ReadonlyArray<Token.Scope>): Session.Session =>
  sessions(
    {
      tenant: { id: "default", name: "Default", settings: defaultSettings, created: 0 },
      principal: Principal.token(
        TokenPolicy.issue({ id: "1", tenant: "default", name: "Okta", digest: "", hint: "", scopes, now: 0 })
      )
    },
    "https://example.com/scim/v2"
  )

/** A type that an installation registered for itself. */
const device = ResourceType.make({
  id: "Device",
  name: "Device",
  description: "A thing.",
  endpoint: "/Devices",
  schema: SchemaRegistry.user.schema,
  extensions: []
})

const cases = (
  [
    ["User", SchemaRegistry.user, "users"],
    ["Group", SchemaRegistry.group, "groups"],
    ["Device", device, "users"]
  ] as const
).flatMap(([name, type, area]) => (["read", "write"] as const).map((access) => [access, name, type, area] as const))

describe("Authorization.check", () => {
  it.each(cases)(
    "lets %s a %s whose token has the scope, and names the scope to one who has it not",
    (access, _, type, area) => {
      const needed = [`${area}:${access}`, `${area}:write`]
      const sufficient = Token.allScopes.filter((scope) => needed.includes(scope))
      const others = Token.allScopes.filter((scope) => !needed.includes(scope))
      for (const scope of sufficient) {
        expect(Authorization.check(sessionWith([scope]), type, access)).toEqual(Either.void)
      }
      const detail = `This token lacks the scope ${area}:${access}. Create a token that has it and give that to the identity provider.`
      expect(Authorization.check(sessionWith(others), type, access)).toEqual(
        Either.left(new ScimError.Forbidden({ detail }))
      )
    }
  )
})
