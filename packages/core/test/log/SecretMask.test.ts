import { AttributeDefinition, type Json, ResourceType, SchemaRegistry, SecretMask } from "@rollcall/core"
import { Either, FastCheck as fc } from "effect"
import { describe, expect, it } from "vitest"

const mask = SecretMask.compile(SchemaRegistry.standard)
const secret = "correct-horse"
const urn = "urn:ietf:params:scim:schemas:core:2.0:User"

const places: ReadonlyArray<Json.Json> = [
  { password: secret },
  { PassWord: [secret] },
  { [`${urn}:password`]: { value: secret } },
  { [urn]: { password: secret } },
  { Operations: [{ op: "replace", path: "password", value: secret }] },
  { Operations: [{ op: "Replace", Path: `${urn}:password`, Value: { value: secret } }] },
  { Operations: [{ op: "add", value: { password: secret } }] },
  { Operations: [{ op: "add", path: `password[value eq "${secret}"]`, value: 1 }] },
  { Operations: [{ op: "add", value: { [`password[value eq "${secret}"]`]: 1 } }] },
  { Operations: [{ method: "POST", path: "/Users", data: { password: secret } }] },
  { filter: `password eq "${secret}"` },
  { filter: `password eq ${secret}` },
  { roles: [{ name: "password", value: secret }] },
  { value: `{"password":"${secret}"}` },
  { value: `["{\\"password\\":\\"${secret}\\"}"]` },
  [{ password: secret }]
]

describe("a secret", () => {
  it.each(places.map((place) => [JSON.stringify(place), place]))("in %s is masked", (_, place) => {
    const shown = JSON.stringify(mask(place as Json.Json))
    expect(shown).toContain("***")
    expect(shown).not.toContain(secret)
  })

  it("is masked however deep it lies", () => {
    const wrap = fc.array(fc.constantFrom("a", "data", "value", "[]"), { maxLength: 12 })
    const law = fc.property(wrap, (path) => {
      const body = path.reduce<Json.Json>((inner, name) => (name === "[]" ? [inner] : { [name]: inner }), {
        password: secret
      })
      return !JSON.stringify(mask(body)).includes(secret)
    })
    fc.assert(law)
  })

  it("that is a token of this service is masked wherever it stands", () => {
    expect(mask({ title: "Bearer rollcall_AQEBAQ", nick: "rollcall" })).toEqual({ title: "***", nick: "rollcall" })
  })

  it("is what the definitions of one's own schemas say", () => {
    const pin = AttributeDefinition.string("pin", "A number.", { returned: "never" })
    const { user } = SchemaRegistry
    const type = ResourceType.make({
      ...user,
      schema: { ...user.schema, attributes: [...user.schema.attributes, pin] }
    })
    const registry = Either.getOrThrow(SchemaRegistry.make([type]))
    expect(SecretMask.compile(registry)({ pin: 1234, password: secret })).toEqual({ pin: "***", password: "***" })
    expect(mask({ pin: 1234 })).toEqual({ pin: 1234 })
  })

  it("is all that is masked", () => {
    const body = { userName: "ada", passwords: "no", emails: [{ value: "a@b", primary: true }], n: 1, none: null }
    expect(mask(body)).toEqual(body)
  })
})
