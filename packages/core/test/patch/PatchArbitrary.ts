/** Random documents and random operations that fit them, for the laws of PATCH. */
import { EnterpriseUserSchema, type Json, type PatchOperation, ResourceDecoder, UserSchema } from "@rollcall/core"
import { Either, FastCheck as fc } from "effect"
import * as AnyText from "../AnyText.ts"
import * as BadgeSchema from "../BadgeSchema.ts"
import { lenient } from "./Patching.ts"

const word = fc.constantFrom("a", "A", "b", "ç", "")
const nothing = fc.constantFrom(null, [])
const text = fc.constantFrom("a", "A", "b", "ç")
const optional = <A>(parts: { [Name in keyof A]: fc.Arbitrary<A[Name]> }) => fc.record(parts, { requiredKeys: [] })

const plural = optional({
  value: word,
  type: fc.constantFrom("work", "Work", "home"),
  display: word,
  primary: fc.boolean()
})
const address = optional({ type: fc.constantFrom("work", "home"), country: word, primary: fc.boolean() })
const name = optional({ givenName: fc.option(word), familyName: word })

/** Attributes of a body, with a value of each that fits. */
const attributes = {
  nickName: fc.oneof(word, nothing),
  active: fc.oneof(fc.boolean(), nothing),
  name,
  emails: fc.oneof(fc.array(plural, { maxLength: 4 }), nothing),
  phoneNumbers: fc.array(plural, { maxLength: 4 }),
  addresses: fc.array(address, { maxLength: 4 }),
  [EnterpriseUserSchema.urn]: optional({ department: word, manager: optional({ value: word }) }),
  [BadgeSchema.urn]: optional({ level: fc.integer(), tags: fc.array(word, { maxLength: 3 }) })
}

const asJson = <A>(arbitrary: fc.Arbitrary<A>): fc.Arbitrary<Json.JsonObject> =>
  arbitrary.map((value) => JSON.parse(JSON.stringify(value)))

/** The value of an operation without a path. */
export const value = asJson(optional(attributes))

/** A document in canonical form, as the server holds it. */
export const document = value.map((body) => canonical({ userName: "bjensen", ...body }))

/** What the decoder makes of a document when it comes back as a body. */
export const canonical = (body: Json.JsonObject): Json.JsonObject =>
  Either.getOrThrow(ResourceDecoder.decode(BadgeSchema.user, { schemas: [UserSchema.urn], ...body }, lenient)).document

const filters = [
  'type eq "work"',
  'not (type eq "home")',
  'type pr and type sw "W"',
  'type eq "work" or type eq "home"'
]

/** Paths with values that fit. Behind a filter there is something afterwards that the filter still selects. */
const changes: ReadonlyArray<readonly [path: string, value: fc.Arbitrary<Json.Json>]> = [
  ...["nickName", "active", "emails", "addresses"].map((path) => [path, attributes[path as "emails"]] as const),
  ["name", asJson(name)],
  ["name.givenName", fc.oneof(word, nothing)],
  ["emails", asJson(plural)],
  ["emails.display", word],
  ["phoneNumbers.type", word],
  ["phoneNumbers.primary", fc.boolean()],
  [EnterpriseUserSchema.urn, asJson(attributes[EnterpriseUserSchema.urn])],
  [`${EnterpriseUserSchema.urn}:manager.value`, word],
  [`${BadgeSchema.urn}:tags`, fc.oneof(word, fc.array(word))],
  ...filters.flatMap((filter) => [
    [`emails[${filter}].value`, text] as const,
    [`emails[${filter}].primary`, fc.boolean()] as const,
    [`emails[${filter}]`, asJson(optional({ value: text, display: word, primary: fc.boolean() }))] as const,
    [`addresses[${filter}].country`, text] as const
  ])
]

/** An add or replace that fits the schema. */
export const change = (op: "add" | "replace"): fc.Arbitrary<PatchOperation.PatchOperation> =>
  fc.oneof(
    value.map((attributes) => ({ op, value: attributes })),
    fc.constantFrom(...changes).chain(([path, fitting]) => fitting.map((each) => ({ op, path, value: each })))
  )

const removal = fc.constantFrom(...changes).map(([path]) => ({ op: "remove", path }) as const)

const clearing = fc.record({
  op: fc.constantFrom("add" as const, "replace" as const),
  path: fc.constantFrom("emails.value", "emails.type", ...filters.map((filter) => `emails[${filter}].value`)),
  value: fc.oneof(nothing, fc.constant(""))
})

/** Any operation that fits the schema. */
export const operation: fc.Arbitrary<PatchOperation.PatchOperation> = fc.oneof(
  change("add"),
  change("replace"),
  clearing,
  removal
)

/** Any operation at all, its path and value seldom fitting. */
export const wild: fc.Arbitrary<PatchOperation.PatchOperation> = fc
  .record({
    op: fc.constantFrom("add" as const, "remove" as const, "replace" as const),
    path: fc.option(
      fc.oneof(
        AnyText.make(),
        fc.constantFrom(...changes).map(([path]) => path),
        fc.constantFrom(
          "schemas",
          "id",
          "meta",
          "groups",
          "password",
          "members",
          'members[value eq "a"]',
          BadgeSchema.urn
        )
      ),
      { nil: undefined }
    ),
    value: fc.oneof(
      fc.jsonValue() as fc.Arbitrary<Json.Json>,
      fc.dictionary(
        fc.constantFrom(...changes.map(([path]) => path), "__proto__", "members", UserSchema.urn),
        fc.jsonValue()
      ) as fc.Arbitrary<Json.Json>
    )
  })
  .map(({ op, path, value }) => (path === undefined ? { op, value } : { op, path, value }))
