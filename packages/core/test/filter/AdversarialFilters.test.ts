import { Compat, FilterEvaluator, FilterParser, FilterResolver, type Json, SchemaRegistry } from "@rollcall/core"
import { Either } from "effect"
import { describe, expect, it } from "vitest"

const user: Json.JsonObject = {
  userName: "bjensen",
  displayName: "salt and pepper",
  title: 'a"b',
  userType: "a)b",
  active: true,
  emails: [
    { value: "x]y", type: "work" },
    { value: "a:b", type: "home" }
  ]
}

const compats = {
  strict: Compat.compile({ strict: true, off: [] }),
  lenient: Compat.compile({ strict: false, off: [] })
}

/** Whether the user matches, or where and why the filter is refused. */
const ask = (filter: string, { grammar, policy }: Compat.Compat): boolean | string =>
  Either.merge(
    Either.gen(function* () {
      const parsed = yield* FilterParser.parse(filter, { grammar })
      const resolved = yield* FilterResolver.resolve(parsed.filter, SchemaRegistry.user, policy)
      return FilterEvaluator.evaluate(resolved.filter, user)
    }).pipe(Either.mapLeft(({ detail }) => detail))
  )

const notBoolean = (character: number) =>
  `active is compared with true or false, without quotes, but character ${character} has text in quotes.`

describe("filters that are easily misread", () => {
  it.each([
    ['not (userName eq "x" or nickName eq "y")', true],
    ['not (userName eq "bjensen" or nickName eq "y")', false],
    ['not (displayName eq "salt and pepper")', false],
    ['not (displayName eq "salt or pepper")', true],
    ['displayName eq "salt and pepper" and not (displayName eq "salt")', true],
    ['title eq "a\\"b"', true],
    ['(userType eq "a)b")', true],
    ['emails[value eq "x]y"]', true],
    ['emails[value eq "x]y" and type eq "home"]', false],
    ['emails[value eq "a:b" and type eq "home"]', true],
    ['userName co "100%"', false],
    ['userName co "_"', false],
    ['userName sw "b%"', false],
    ['userName EQ "BJENSEN"', true],
    ['NOT (nickName EQ "x")', true],
    ['not (nickName eq "x")', true],
    ['not (nickName co "x")', true],
    ['not (emails[type eq "other"])', true],
    ['userName eq "x" or userName eq "bjensen" and active eq false', false],
    ['userName eq "bjensen" or userName eq "x" and active eq false', true],
    ["title pr and title ne null", true]
  ])("answers %s", (filter, expected) => {
    expect([ask(filter, compats.strict), ask(filter, compats.lenient)]).toEqual([expected, expected])
  })

  it.each([
    [
      "active eq truetrue",
      'Expected a value (text in double quotes as "abc", a number, true, false or null) at character 11 but found "truetrue".',
      notBoolean(11)
    ],
    [
      'emails[value eq "a:b"].type eq "home"',
      'A comparison cannot stand behind ] as at character 23: put it into the brackets, as in emails[… and type eq "…"].',
      true
    ],
    [
      "userName eq bjensen or active eq true",
      'Expected a value (text in double quotes as "abc", a number, true, false or null) at character 13 but found "bjensen".',
      true
    ],
    ['active eq "TRUE"', notBoolean(11), true]
  ])("answers %s by the RFC and by the quirks", (filter, strict, lenient) => {
    expect([ask(filter, compats.strict), ask(filter, compats.lenient)]).toEqual([strict, lenient])
  })
})
