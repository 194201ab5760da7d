import { SchemaRegistry, ScimError } from "@rollcall/core"
import { Effect, Either, Option } from "effect"
import { describe, expect, it } from "vitest"
import * as Expectation from "../src/Expectation.ts"

const { user, group } = SchemaRegistry
const taken = (detail: string) => Either.left(new ScimError.Uniqueness({ attribute: "userName", detail }))

const alike: ReadonlyArray<readonly [title: string, found: unknown, expected: unknown]> = [
  ["objects whose names come in another order", { a: 1, b: [2] }, { b: [2], a: 1 }],
  ["maps whose keys do", new Map(Object.entries({ a: 1, b: 2 })), new Map(Object.entries({ b: 2, a: 1 }))],
  ["sets whose elements do", new Set(["a", "b"]), new Set(["b", "a"])],
  ["a name without a value, and no name", { a: undefined }, {}],
  ["errors that say the same", taken("x"), taken("x")],
  ["resource types of one name", { type: user }, { type: { ...user } }],
  ["nothing", undefined, undefined]
]

const different: ReadonlyArray<readonly [title: string, found: unknown, expected: unknown]> = [
  ["a number and its text", 1, "1"],
  ["arrays whose elements come in another order", [1, 2], [2, 1]],
  ["a value more", { a: 1, b: 2 }, { a: 1 }],
  ["some and none", Option.some(1), Option.none()],
  ["a value and some of it", 1, Option.some(1)],
  ["left and right", Either.left(1), Either.right(1)],
  ["errors that say something else", taken("x"), taken("y")],
  ["an error and its fields", taken("x"), Either.left({ attribute: "userName", detail: "x" })],
  ["resource types of different names", { type: user }, { type: group }],
  ["a map and an object", new Map([["a", 1]]), { a: 1 }],
  ["nothing and null", undefined, null]
]

const met = (found: unknown, expected: unknown) => Effect.runSync(Effect.either(Expectation.expect(found, expected)))

describe("an expectation", () => {
  it.each(alike)("is met by %s", (_, found, expected) => {
    expect(met(found, expected)).toEqual(Either.void)
  })

  it.each(different)("tells apart %s", (_, found, expected) => {
    expect(Either.flip(met(found, expected))).toMatchObject(Either.right({ _tag: "Unmet", found, expected }))
  })

  it("shows what was asked, and the lines that differ with a few around them", () => {
    const resource = (title: string) => ({ id: "1", type: user, version: 1, document: { title, userName: "bjensen" } })
    const unmet = new Expectation.Unmet({ asked: "title pr", expected: [resource("Dr.")], found: [resource("Mr.")] })
    expect(unmet.message.split("\n")).toEqual([
      "title pr",
      "- was expected, + was found:",
      "  [",
      "    {",
      '      "document": {',
      '-       "title": "Dr.",',
      '+       "title": "Mr.",',
      '        "userName": "bjensen"',
      "      },",
      '      "id": "1",'
    ])
  })

  it("shows what is there and was not expected", () => {
    const unmet = new Expectation.Unmet({ expected: ["a"], found: ["a", "b"] })
    expect(unmet.message.split("\n")).toEqual([
      "- was expected, + was found:",
      "  [",
      '-   "a"',
      '+   "a",',
      '+   "b"',
      "  ]"
    ])
  })
})
