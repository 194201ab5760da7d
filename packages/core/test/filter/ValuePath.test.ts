import { type Filter, FilterParser, Limits } from "@rollcall/core"
import { Either } from "effect"
import { describe, expect, it } from "vitest"

const wide: Filter.Grammar = { bareWords: true, singleQuotes: true, valuePathComparison: true }
const limits: Limits.Limits = Limits.standard

const eq = (name: string, position: number, value: string, at: number): Filter.Filter => ({
  _tag: "Compare",
  attribute: { text: name, position },
  operator: "eq",
  value,
  position: at
})

describe("FilterParser.parseValuePath", () => {
  const notes: ReadonlyArray<never> = []

  it.each([
    ["emails", { attribute: { text: "emails", position: 0 }, notes }],
    ["name.givenName", { attribute: { text: "name.givenName", position: 0 }, notes }],
    [
      "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value",
      {
        attribute: { text: "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value", position: 0 },
        notes
      }
    ],
    [
      'emails[value eq "a:b"]',
      { attribute: { text: "emails", position: 0 }, filter: eq("value", 7, "a:b", 16), notes }
    ],
    [
      'emails[value eq "a:b"].type',
      { attribute: { text: "emails", position: 0 }, filter: eq("value", 7, "a:b", 16), subAttribute: "type", notes }
    ]
  ])("reads %s", (text, path) => {
    expect(FilterParser.parseValuePath(text)).toEqual(Either.right(path))
  })

  it("reads a bare word where the grammar allows it and says so", () => {
    expect(FilterParser.parseValuePath("roles[value eq admin].display", { grammar: wide })).toEqual(
      Either.right({
        attribute: { text: "roles", position: 0 },
        filter: eq("value", 6, "admin", 15),
        subAttribute: "display",
        notes: [{ name: "BareWord", text: "Read the value of value as text although it has no quotes." }]
      })
    )
  })

  const name = "an attribute name such as userName, name.givenName or one with its schema's URN"

  it.each([
    ["emails pr", 'Expected [ or the end at character 8 but found "pr".', 7],
    ["emails[type pr].", 'Expected a sub-attribute such as .value or the end at character 16 but found ".".', 15],
    ["emails[type pr] or a", 'Expected a sub-attribute such as .value or the end at character 17 but found "or".', 16],
    [
      "emails[type pr].value.x",
      'Expected a sub-attribute such as .value or the end at character 16 but found ".value.x".',
      15
    ],
    [
      "emails[type pr].value eq",
      'Expected a sub-attribute such as .value or the end at character 23 but found "eq".',
      22
    ],
    ["", `Expected ${name} at character 1, but the path ends there.`, 0],
    ["name.givenName.first", `Expected ${name} at character 1 but found "name.givenName.first".`, 0],
    ["emails[]", `Expected ${name} at character 8 but found ].`, 7],
    [
      "emails[type pr][value pr]",
      "Expected a sub-attribute such as .value or the end at character 16 but found [.",
      15
    ],
    ["emails[type pr", "Expected and, or or the ] for character 7 at character 15, but the path ends there.", 14]
  ])("refuses %j", (text, detail, position) => {
    expect(FilterParser.parseValuePath(text)).toEqual(Either.left({ detail, position }))
  })

  it("takes a path up to its bound and refuses one character more", () => {
    const padded = (length: number) => "emails".padEnd(length)
    expect(Either.isRight(FilterParser.parseValuePath(padded(limits.patchPathLengthMax)))).toBe(true)
    expect(FilterParser.parseValuePath(padded(limits.patchPathLengthMax + 1))).toEqual(
      Either.left({ detail: "The path has 2049 characters; at most 2048 are read.", position: 2048 })
    )
  })
})
