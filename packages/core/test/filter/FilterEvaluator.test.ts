import {
  EnterpriseUserSchema,
  FilterEvaluator,
  FilterParser,
  FilterResolver,
  type Json,
  Policy,
  SchemaRegistry
} from "@rollcall/core"
import { Either } from "effect"
import { describe, expect, it } from "vitest"

const user: Json.JsonObject = {
  schemas: ["urn:ietf:params:scim:schemas:core:2.0:User", EnterpriseUserSchema.urn],
  id: "AbC",
  externalId: "Ext-1",
  meta: { resourceType: "User", created: "2020-01-01T00:00:00Z", lastModified: "2020-06-01T12:00:00.5+02:00" },
  userName: "BJensen",
  displayName: "salt and pepper",
  title: "",
  active: false,
  name: { familyName: "Österreich", givenName: "" },
  emails: [
    { value: "babs@Example.com", type: "work", primary: true },
    { value: "100%_a@home.net", type: "home" },
    { value: "untyped@x]y" }
  ],
  roles: [{ display: "" }],
  [EnterpriseUserSchema.urn]: { department: "R&D", manager: { value: "M1" } }
}

const resolve = (text: string) => {
  const { filter } = Either.getOrThrow(FilterParser.parse(text))
  return Either.getOrThrow(FilterResolver.resolve(filter, SchemaRegistry.user, Policy.strict)).filter
}

const matching = (texts: ReadonlyArray<string>) => texts.filter((text) => FilterEvaluator.evaluate(resolve(text), user))

/** Every one of these is true, and its negation is false. */
const holds = (title: string, texts: ReadonlyArray<string>) =>
  it(title, () => {
    expect(matching(texts)).toEqual(texts)
    expect(matching(texts.map((text) => `not (${text})`))).toEqual([])
  })

const fails = (title: string, texts: ReadonlyArray<string>) =>
  it(title, () => {
    expect(matching(texts)).toEqual([])
    const negated = texts.map((text) => `not (${text})`)
    expect(matching(negated)).toEqual(negated)
  })

describe("FilterEvaluator", () => {
  holds("compares text without regard to case unless the attribute is case-exact", [
    'userName eq "bjENSEN"',
    'userName co "JEN"',
    'userName sw "bj"',
    'userName ew "SEN"',
    'name.familyName eq "österREICH"',
    'name.familyName eq "o\u0308sterreich"',
    'id eq "AbC"',
    'id ne "abc"',
    'externalId sw "Ext"'
  ])

  fails("keeps case where the attribute is case-exact", ['id eq "abc"', 'externalId co "EXT"', 'id ne "AbC"'])

  holds("orders text by code point", [
    'userName gt "bj"',
    'userName ge "bjensen"',
    'userName lt "bjensen "',
    'userName le "BJENSEN"',
    'name.familyName gt "zzz"',
    'name.familyName lt "\u{1f600}"'
  ])

  holds("compares dateTimes as instants", [
    'meta.lastModified eq "2020-06-01T10:00:00.500Z"',
    'meta.lastModified gt "2020-06-01T10:00:00Z"',
    'meta.created lt "2020-01-01T00:00:00-00:01"',
    'meta.created le "2020-01-01T02:00:00+02:00"'
  ])

  holds("lets any value of a multi-valued attribute match", [
    'emails eq "babs@example.com"',
    'emails.type eq "work" and emails.value ew "home.net"',
    'emails.type ne "work"',
    'schemas co "enterprise"',
    'emails ne "babs@example.com"'
  ])

  fails("lets a value path match one value only", [
    'emails[type eq "work" and value ew "home.net"]',
    'emails[type eq "other"]',
    "phoneNumbers[value pr]",
    'phoneNumbers[not (type eq "work")]'
  ])

  holds("evaluates a whole filter on each value of a value path", [
    'emails[type eq "work" and value co "@example"]',
    'emails[not (type eq "work" or type eq "home")]',
    'emails[not (type pr) and value eq "untyped@x]y"]',
    'emails[type ne "work" and type ne "home"]',
    "emails[type eq null]",
    'name[familyName sw "ö"]',
    `${EnterpriseUserSchema.urn}:manager[value eq "M1"]`
  ])

  holds("takes ne as not identical: an absent value is not identical to any", [
    'nickName ne "x"',
    'name.middleName ne "x"',
    'phoneNumbers.value ne "x"',
    'phoneNumbers.type ne "work"',
    'addresses.country ne "DE"'
  ])

  fails("lets an absent value satisfy no other comparison", [
    'nickName eq "x"',
    'nickName co ""',
    'nickName le "x"',
    'phoneNumbers.type eq "work"',
    'name.middleName sw ""'
  ])

  holds("tells not from ne where there are several values", ['emails.type eq "work"', 'emails.type ne "work"'])

  holds("takes present as having a value that is not empty", [
    "userName pr",
    "active pr",
    "emails pr",
    "emails.primary pr",
    "name pr",
    `${EnterpriseUserSchema.urn}:department pr`,
    "schemas pr"
  ])

  fails("takes empty text, empty parts and absence as not present", [
    "title pr",
    "nickName pr",
    "name.givenName pr",
    "name.middleName pr",
    "roles pr",
    "roles.value pr",
    "phoneNumbers pr",
    `${EnterpriseUserSchema.urn}:organization pr`
  ])

  holds("compares with null as presence", [
    "nickName eq null",
    "title eq null",
    "roles eq null",
    "emails ne null",
    "name ne null",
    "active ne null",
    "phoneNumbers.type eq null"
  ])

  fails("keeps the two comparisons with null apart", ["nickName ne null", "userName eq null", "emails.value eq null"])

  it("still finds text that is stored empty", () => {
    expect(matching(['title eq ""', 'title co ""', 'title ne ""'])).toEqual(['title eq ""', 'title co ""'])
  })

  holds("takes an absent primary of a value as false", [
    "emails.primary eq false",
    "emails.primary ne true",
    'emails[primary eq false and type eq "home"]',
    'emails[primary ne true and type eq "home"]',
    'emails[not (primary eq true) and type eq "home"]'
  ])

  fails("knows no primary where there is no value", [
    "phoneNumbers.primary eq false",
    'emails[primary eq false and type eq "work"]',
    'emails[primary pr and type eq "home"]'
  ])

  holds("treats the wildcards of databases as letters", ['emails co "100%"', 'emails co "%_"', 'emails sw "100%_a"'])
  fails("has no wildcards", ['userName co "%"', 'userName co "_"', 'userName sw "b_"', 'userName co ".*"'])

  fails("negates a group as a whole", [
    'not (userName eq "bjensen" or nickName eq "y")',
    'not (displayName eq "salt and pepper")',
    'not (displayName co " and ")'
  ])

  holds("binds and before or", [
    'userName eq "bjensen" or nickName eq "a" and nickName eq "b"',
    'nickName eq "a" and nickName eq "b" or userName eq "bjensen"'
  ])

  it("takes a stored value of another type as absent", () => {
    const odd: Json.JsonObject = { userName: 5, active: "false", meta: { created: "yesterday" }, emails: "x" }
    const texts = [
      'userName eq "5"',
      'userName ne "5"',
      "active eq false",
      "active ne false",
      'meta.created lt "2020-01-01T00:00:00Z"',
      'meta.created ne "2020-01-01T00:00:00Z"',
      'emails.value eq "x"',
      'emails.value ne "x"'
    ]
    expect(texts.filter((text) => FilterEvaluator.evaluate(resolve(text), odd))).toEqual([
      'userName ne "5"',
      "active ne false",
      'meta.created ne "2020-01-01T00:00:00Z"',
      'emails.value ne "x"'
    ])
  })
})

describe("FilterEvaluator.matches", () => {
  const element = (text: string) => {
    const filter = resolve(`emails[${text}]`)
    if (filter._tag !== "ValuePath") throw new Error("not a value path")
    return filter.filter
  }

  it("judges one value of an attribute", () => {
    const texts = [
      'type eq "WORK"',
      "primary eq false",
      "value pr",
      "display eq null",
      'display ne "x"',
      "type eq null"
    ]
    const value = { type: "work", value: "a@b" }
    expect(texts.filter((text) => FilterEvaluator.matches(element(text), value))).toEqual(texts.slice(0, -1))
  })

  it("judges a value of a simple multi-valued attribute by itself", () => {
    const filter = resolve('schemas[value sw "urn:a"]')
    if (filter._tag !== "ValuePath") throw new Error("not a value path")
    expect(["urn:ab", "urn:b", ""].map((value) => FilterEvaluator.matches(filter.filter, value))).toEqual([
      true,
      false,
      false
    ])
  })
})
