/**
 * Bodies as no client sends them: nearly right ones, made of the names, paths and values that quirks look for, and
 * anything else that is JSON.
 */
import { FastCheck as fc } from "effect"
import type { Json, JsonObject } from "../../src/Json.ts"
import { enterprise, groupSchema, patchSchema, userSchema } from "./RewriteSuite.ts"

const anything = fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<Json>

const wrapped = ['{"value":"Admin","displayName":"Boss"}', '{"value":"{\\"value\\":\\"x\\"}"}', "{", "{}"]
const urns = [userSchema, groupSchema, enterprise, "urn:scim:schemas:core:1.0", "urn:example:other", ""]

const text: fc.Arbitrary<Json> = fc.constantFrom<Json>(
  "",
  " ",
  "True",
  "false",
  "work",
  'a" or b eq "',
  null,
  1,
  ...wrapped
)

const partNames = ["value", "VALUE", "type", "primary", "display", "$ref", "country", "custom", "__proto__"]

const element: fc.Arbitrary<Json> = fc.oneof(
  { weight: 3, arbitrary: fc.dictionary(fc.constantFrom(...partNames), text, { maxKeys: 4 }) },
  { weight: 1, arbitrary: text }
)

const elements: fc.Arbitrary<Json> = fc.oneof(element, fc.array(element, { maxLength: 3 }))

/** A name or path, and what may stand there. */
type Attribute = readonly [string, Json]

const attributeOf = (value: fc.Arbitrary<Json>, ...names: ReadonlyArray<string>): fc.Arbitrary<Attribute> =>
  fc.tuple(fc.constantFrom(...names), fc.oneof({ weight: 9, arbitrary: value }, { weight: 1, arbitrary: anything }))

const urn = (name: string): ReadonlyArray<string> =>
  [`${enterprise}:`, `${enterprise}.`, `${enterprise.replace("0:User", "0User")}:`, ""].map((start) => start + name)

const inExtension = fc.oneof(
  attributeOf(text, "department", "Division", "manager.value", "custom"),
  attributeOf(elements, "manager")
)

const objectOf = (attribute: fc.Arbitrary<Attribute>): fc.Arbitrary<JsonObject> =>
  fc.array(attribute, { maxLength: 4 }).map((entries) => Object.fromEntries(entries))

const attribute: fc.Arbitrary<Attribute> = fc.oneof(
  attributeOf(text, "userName", "title", "ACTIVE", "active", "displayName", "custom", "id", "__proto__", ""),
  attributeOf(text, "name.givenName", "NAME.familyName", `${userSchema}:title`, "members.value", "emails.type"),
  attributeOf(
    text,
    'emails[type eq "work"].value',
    'roles[primary eq "True"].primary',
    'addresses[type eq "]"].country'
  ),
  attributeOf(elements, "emails", "Emails", "roles", "addresses", "members", 'members[value eq "a"]', "groups"),
  attributeOf(objectOf(attributeOf(text, "givenName", "familyName")), "name", "name[", "meta"),
  attributeOf(fc.subarray([...urns]), "schemas", "Schemas"),
  attributeOf(text, ...urn("department"), ...urn("manager.value"), ...urn("manager.displayName")),
  attributeOf(elements, ...urn("manager")),
  attributeOf(objectOf(inExtension), enterprise, enterprise.replace("0:User", "0User"), "urn:example:other")
)

const op: fc.Arbitrary<Json> = fc.constantFrom<Json>("add", "remove", "replace", "Add", "Remove", "REPLACE", "move", 1)

const operation: fc.Arbitrary<Json> = fc.oneof(
  fc.tuple(op, attribute).map(([op, [path, value]]) => ({ op, path, value })),
  fc.tuple(op, objectOf(attribute)).map(([op, value]) => ({ op, value })),
  fc.tuple(op, fc.constantFrom(null, "", " "), objectOf(attribute)).map(([op, path, value]) => ({ op, path, value })),
  fc.tuple(op, attribute).map(([Op, [path]]) => ({ Op, path })),
  anything
)

const message: fc.Arbitrary<Json> = fc
  .tuple(
    fc.constantFrom<Json>([patchSchema], [userSchema], [], null),
    fc.constantFrom("Operations", "operations"),
    fc.array(operation, { maxLength: 4 })
  )
  .map(([schemas, spelling, operations]) => ({ schemas, [spelling]: operations }))

/** A body of any shape. */
export const body: fc.Arbitrary<Json> = fc.oneof(
  { weight: 6, arbitrary: message },
  { weight: 3, arbitrary: objectOf(attribute) },
  { weight: 1, arbitrary: anything }
)

/** Where a body may arrive: the name of the resource type, and which message it is. */
export const context = [
  fc.constantFrom("User" as const, "Group" as const),
  fc.constantFrom("resource" as const, "patch" as const)
] as const
