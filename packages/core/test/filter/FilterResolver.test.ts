import {
  AttributeDefinition,
  AttributePath,
  EnterpriseUserSchema,
  Filter,
  FilterEvaluator,
  FilterParser,
  FilterResolver,
  Policy,
  ResourceType,
  SchemaRegistry,
  ScimError,
  ScimSchema
} from "@rollcall/core"
import { Either } from "effect"
import { describe, expect, it } from "vitest"

const deviceUrn = "urn:example:2.0:Device"
const device = ResourceType.make({
  id: "Device",
  name: "Device",
  description: "A machine.",
  endpoint: "/Devices",
  schema: ScimSchema.make({
    id: deviceUrn,
    name: "Device",
    description: "A machine.",
    attributes: [
      AttributeDefinition.integer("ports", "How many ports it has."),
      AttributeDefinition.make("weight", "decimal", "In kilograms."),
      AttributeDefinition.dateTime("bought", "When it was bought."),
      AttributeDefinition.make("firmware", "binary", "Its firmware."),
      AttributeDefinition.string("tags", "Words.", { multiValued: true }),
      AttributeDefinition.complex("lock", "How it is locked.", [
        AttributeDefinition.string("value", "The name of the lock."),
        AttributeDefinition.string("code", "The code.", { returned: "never" })
      ])
    ]
  }),
  extensions: []
})

const compat: Policy.Policy = { ...Policy.strict, booleanText: "read", unqualifiedNames: "resolve" }

const resolve = (text: string, type = SchemaRegistry.user, policy = Policy.strict) =>
  FilterResolver.resolve(Either.getOrThrow(FilterParser.parse(text)).filter, type, policy)

/** The resolved filter with its paths as text. */
const shown = (filter: Filter.ResolvedFilter): unknown => {
  switch (filter._tag) {
    case "And":
    case "Or":
      return { [filter._tag]: filter.filters.map(shown) }
    case "Not":
      return { Not: shown(filter.filter) }
    case "Present":
      return [AttributePath.print(filter.path), "pr"]
    case "Compare":
      return [AttributePath.print(filter.path), filter.operator, filter.value]
    case "ValuePath":
      return { [AttributePath.print(filter.path)]: shown(filter.filter) }
  }
}

const outcome = (result: ReturnType<typeof resolve>) =>
  Either.map(result, ({ filter, notes }) => ({ filter: shown(filter), notes }))

describe("FilterResolver", () => {
  it.each([
    ['USERNAME eq "BJensen"', ["userName", "eq", "bjensen"]],
    ['externalId eq "AbC"', ["externalId", "eq", "AbC"]],
    ['urn:ietf:params:scim:schemas:core:2.0:User:Name.FamilyName sw "O"', ["name.familyName", "sw", "o"]],
    ['emails co "EXAMPLE.com"', ["emails.value", "co", "example.com"]],
    ['emails.value eq "x"', ["emails.value", "eq", "x"]],
    ["emails.primary ne true", ["emails.primary", "ne", true]],
    ['schemas eq "urn:X"', ["schemas", "eq", "urn:X"]],
    ['meta.lastModified ge "2011-05-13T04:42:34Z"', ["meta.lastModified", "ge", Date.UTC(2011, 4, 13, 4, 42, 34)]],
    ['meta.created eq "2011-05-13T06:42:34+02:00"', ["meta.created", "eq", Date.UTC(2011, 4, 13, 4, 42, 34)]],
    ["name pr", ["name", "pr"]],
    ["name eq null", ["name", "eq", null]],
    ["active ne null", ["active", "ne", null]],
    ["emails eq null", ["emails", "eq", null]],
    ['groups[value eq "A"]', { groups: ["groups.value", "eq", "A"] }],
    ['name[givenName eq "A"]', { name: ["name.givenName", "eq", "a"] }],
    ['schemas[value eq "urn:X"]', { schemas: ["schemas", "eq", "urn:X"] }],
    [
      'emails[not (TYPE eq "Work") or primary eq true and value pr]',
      {
        emails: {
          Or: [
            { Not: ["emails.type", "eq", "work"] },
            {
              And: [
                ["emails.primary", "eq", true],
                ["emails.value", "pr"]
              ]
            }
          ]
        }
      }
    ],
    [`${EnterpriseUserSchema.urn}:manager eq "Ab"`, [`${EnterpriseUserSchema.urn}:manager.value`, "eq", "Ab"]],
    [
      `${EnterpriseUserSchema.urn}:manager[displayName eq "Ab"]`,
      { [`${EnterpriseUserSchema.urn}:manager`]: [`${EnterpriseUserSchema.urn}:manager.displayName`, "eq", "ab"] }
    ]
  ])("resolves %s", (text, filter) => {
    expect(outcome(resolve(text))).toEqual(Either.right({ filter, notes: [] }))
  })

  it.each([
    ["ports gt 4.5", ["ports", "gt", 4.5]],
    ["weight le 1e3", ["weight", "le", 1000]],
    ['firmware sw "aGVs"', ["firmware", "sw", "aGVs"]],
    ['tags[value co "X"]', { tags: ["tags", "co", "x"] }],
    ['tags eq "X"', ["tags", "eq", "x"]],
    ['lock eq "Front"', ["lock.value", "eq", "front"]]
  ])("resolves %s on a registered type", (text, filter) => {
    expect(outcome(resolve(text, device))).toEqual(Either.right({ filter, notes: [] }))
  })

  it("finds an attribute that one extension has when its URN is left out, and says so", () => {
    const urn = `${EnterpriseUserSchema.urn}:manager`
    expect(outcome(resolve('id eq "a" and manager eq "b"', SchemaRegistry.user, compat))).toEqual(
      Either.right({
        filter: {
          And: [
            ["id", "eq", "a"],
            [`${urn}.value`, "eq", "b"]
          ]
        },
        notes: [{ name: "UnqualifiedName", text: `Read manager as ${urn}.` }]
      })
    )
  })

  it("reads the text of a boolean where the policy says so, and says so", () => {
    expect(outcome(resolve('active eq "False" and emails[primary eq "true"]', SchemaRegistry.user, compat))).toEqual(
      Either.right({
        filter: { And: [["active", "eq", false], { emails: ["emails.primary", "eq", true] }] },
        notes: [{ name: "BooleanText", text: "Read the text that active is compared with as a boolean." }]
      })
    )
  })

  const userAttributes =
    "schemas, id, externalId, meta, userName, name, displayName, nickName, profileUrl, title, userType, " +
    "preferredLanguage, locale, timezone, active, emails, phoneNumbers, ims, photos, addresses, groups, entitlements, " +
    "roles, x509Certificates"

  it.each([
    [
      'title pr and shoeSize eq "9"',
      13,
      `The filter names shoeSize at character 14, which does not exist: the schema of User has no attribute of this name. It has ${userAttributes}.`
    ],
    [
      "name.foo pr",
      0,
      "The filter names name.foo at character 1, which does not exist: name has the parts formatted, familyName, givenName, middleName, honorificPrefix, honorificSuffix."
    ],
    [
      "userName.value pr",
      0,
      "The filter names userName.value at character 1, which does not exist: userName is a simple attribute and has no parts."
    ],
    [
      "emails[foo pr]",
      7,
      "The filter names foo at character 8, which does not exist: emails has the parts value, display, type, primary."
    ],
    [
      'emails[emails.type eq "work"]',
      7,
      "The filter names emails.type at character 8, which does not exist: emails has the parts value, display, type, primary."
    ],
    [
      'name eq "x"',
      0,
      "name is complex and cannot be compared as a whole. Compare one of its parts: name.formatted, name.familyName, name.givenName, name.middleName, name.honorificPrefix, name.honorificSuffix."
    ],
    [
      `${EnterpriseUserSchema.urn} pr`,
      0,
      `${EnterpriseUserSchema.urn} is a schema. Name one of its attributes: ${EnterpriseUserSchema.urn}:employeeNumber.`
    ],
    ['password eq "x"', 0, "password is never returned and cannot be filtered."],
    ["password pr", 0, "password is never returned and cannot be filtered."],
    ["userName gt null", 12, "null can be compared with eq and ne only, not with gt."],
    ["active gt true", 0, "active is of the type boolean, to which gt does not apply. Use eq, ne, pr."],
    ['active co "t"', 0, "active is of the type boolean, to which co does not apply. Use eq, ne, pr."],
    [
      'x509Certificates gt "x"',
      0,
      "x509Certificates.value is of the type binary, to which gt does not apply. Use eq, ne, co, sw, ew, pr."
    ],
    [
      'meta.created sw "2026"',
      0,
      "meta.created is of the type dateTime, to which sw does not apply. Use eq, ne, gt, ge, lt, le, pr."
    ],
    [
      'meta.created gt "2019-10-17T"',
      16,
      'meta.created is compared with a dateTime in quotes, such as "2011-05-13T04:42:34Z", but character 17 has text in quotes.'
    ],
    ["userName eq 5", 12, "userName is compared with text in double quotes, but character 13 has 5."],
    ["userName eq true", 12, "userName is compared with text in double quotes, but character 13 has true."],
    [
      'active eq "true"',
      10,
      "active is compared with true or false, without quotes, but character 11 has text in quotes."
    ],
    [
      "userName[value pr]",
      0,
      "userName is a simple attribute: brackets cannot follow it. Compare it as userName eq …."
    ],
    [
      "emails.type[value pr]",
      0,
      "emails.type is a simple attribute: brackets cannot follow it. Compare it as emails.type eq …."
    ],
    [
      "emails[value[x pr]]",
      7,
      "emails.value is a simple attribute: brackets cannot follow it. Compare it as emails.value eq …."
    ],
    ["schemas[type pr]", 8, "The values of schemas have no parts. Inside its brackets they are called value."]
  ])("refuses %s", (text, position, detail) => {
    expect(resolve(text)).toEqual(Either.left(new ScimError.InvalidFilter({ detail, position })))
  })

  it.each([
    ['ports eq "4"', 9, "ports is compared with a number, without quotes, but character 10 has text in quotes."],
    ["lock.code pr", 0, "lock.code is never returned and cannot be filtered."],
    ['lock[code sw "1"]', 5, "lock.code is never returned and cannot be filtered."]
  ])("refuses %s on a registered type", (text, position, detail) => {
    expect(resolve(text, device)).toEqual(Either.left(new ScimError.InvalidFilter({ detail, position })))
  })

  it("refuses text that is no boolean whatever the policy", () => {
    expect(resolve('active eq "truetrue"', SchemaRegistry.user, compat)).toEqual(
      Either.left(
        new ScimError.InvalidFilter({
          detail: "active is compared with true or false, without quotes, but character 11 has text in quotes.",
          position: 10
        })
      )
    )
  })
})

describe("FilterResolver.resolveElement", () => {
  const element = (text: string, name: string) => {
    const resolved = Either.getOrThrow(SchemaRegistry.resolve(SchemaRegistry.user, name))
    if (resolved._tag !== "Attribute") throw new Error(`${name} is no attribute`)
    const { filter } = Either.getOrThrow(FilterParser.parse(text))
    return FilterResolver.resolveElement(filter, resolved.path, compat)
  }

  it("resolves names as sub-attributes of the path", () => {
    expect(outcome(element('type eq "Work" and primary eq "True"', "emails"))).toEqual(
      Either.right({
        filter: {
          And: [
            ["emails.type", "eq", "work"],
            ["emails.primary", "eq", true]
          ]
        },
        notes: [{ name: "BooleanText", text: "Read the text that emails.primary is compared with as a boolean." }]
      })
    )
  })

  it("refuses what is no sub-attribute, naming those that are", () => {
    expect(element("userName pr", "emails")).toEqual(
      Either.left(
        new ScimError.InvalidFilter({
          detail:
            "The filter names userName at character 1, which does not exist: emails has the parts value, display, type, primary.",
          position: 0
        })
      )
    )
  })
})

describe("a filter on several types", () => {
  const { user, group } = SchemaRegistry

  const resolveAmong = (
    text: string,
    type: ResourceType.ResourceType,
    ...others: ReadonlyArray<ResourceType.ResourceType>
  ) =>
    Either.flatMap(FilterParser.parse(text), ({ filter }) =>
      Either.map(FilterResolver.resolve(filter, type, Policy.strict, others), (resolution) => resolution.filter)
    )

  it.each([
    ["title pr", Filter.never],
    ['title eq "a"', Filter.never],
    ['title ne "a"', Filter.always],
    ["title eq null", Filter.always],
    ["title ne null", Filter.never],
    ['emails[type eq "work"]', Filter.never],
    ["not (title pr)", { _tag: "Not", filter: Filter.never }]
  ] as const)("takes what one of them has for unassigned in another: %s", (text, expected) => {
    expect(resolveAmong(text, group, user)).toEqual(Either.right(expected))
  })

  it("refuses a name that none of them has, and a value that does not fit the one that has it", () => {
    expect(resolveAmong("noSuch pr", group, user)).toMatchObject({ left: { _tag: "InvalidFilter" } })
    expect(resolveAmong("active gt 1", user, group)).toMatchObject({ left: { _tag: "InvalidFilter" } })
  })

  it("is resolved in each type by its own schema", () => {
    const filter = Either.getOrThrow(resolveAmong('displayName eq "A" and active eq true', user, group))
    expect(FilterEvaluator.evaluate(filter, { displayName: "a", active: true })).toBe(true)
    const inGroup = Either.getOrThrow(resolveAmong('displayName eq "A" and active ne true', group, user))
    expect(FilterEvaluator.evaluate(inGroup, { displayName: "a" })).toBe(true)
  })
})
