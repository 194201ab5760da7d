import { FilterLexer } from "@rollcall/core"
import { FastCheck as fc } from "effect"
import { describe, expect, it } from "vitest"
import * as AnyText from "../AnyText.ts"

const text = (value: string, position: number) => ({ _tag: "Text", value, quote: '"', position })
const broken = (problem: string, position: number) => ({ _tag: "Broken", problem, position })

describe("FilterLexer", () => {
  it("splits a filter into words, texts and brackets with their positions", () => {
    expect(FilterLexer.lex(' emails[value eq"a"].type  pr)')).toEqual([
      { _tag: "Word", text: "emails", position: 1 },
      { _tag: "Mark", mark: "[", position: 7 },
      { _tag: "Word", text: "value", position: 8 },
      { _tag: "Word", text: "eq", position: 14 },
      text("a", 16),
      { _tag: "Mark", mark: "]", position: 19 },
      { _tag: "Word", text: ".type", position: 20 },
      { _tag: "Word", text: "pr", position: 27 },
      { _tag: "Mark", mark: ")", position: 29 },
      { _tag: "End", position: 30 }
    ])
  })

  it("reads every escape of JSON", () => {
    expect(FilterLexer.lex('"\\"\\\\\\/\\b\\f\\n\\r\\t\\u0041\\u00e4\\u00E4\\ud83d\\ude00"')).toEqual([
      text('"\\/\b\f\n\r\tAää😀', 0),
      { _tag: "End", position: 48 }
    ])
  })

  it("keeps brackets and the other quote inside a text", () => {
    expect(FilterLexer.lex(`"a)b]c'd"`)).toEqual([text("a)b]c'd", 0), { _tag: "End", position: 9 }])
  })

  it("reads single quotes as quotes in front of a word and as letters inside one", () => {
    expect(FilterLexer.lex("'it\\'s' O'Hara")).toEqual([
      { _tag: "Text", value: "it's", quote: "'", position: 0 },
      { _tag: "Word", text: "O'Hara", position: 8 },
      { _tag: "End", position: 14 }
    ])
  })

  it.each([
    ['a "x', "a text that is never closed; its last quote is missing", 2],
    ['"a\\"', "a text that is never closed; its last quote is missing", 0],
    ['"a\\x"', "an escape that JSON does not have; a backslash is written \\\\", 2],
    ['"\\u12g4"', "an escape that JSON does not have; a backslash is written \\\\", 1],
    ['"\\u12', "an escape that JSON does not have; a backslash is written \\\\", 1],
    ['"\\\'"', "an escape that JSON does not have; a backslash is written \\\\", 1],
    ['"a\nb"', "a control character in a text, where JSON wants an escape such as \\n", 2],
    ['"\0"', "a control character in a text, where JSON wants an escape such as \\n", 1],
    ['"\\u0000"', "the character NUL, which no attribute holds", 1],
    ['"\\ud83d"', "text with half of a surrogate pair", 0],
    ['"\\ude00\\ud83d"', "text with half of a surrogate pair", 0],
    ['"\ud83d"', "text with half of a surrogate pair", 0],
    ["a\ud83d", "half of a surrogate pair", 1],
    ["a\0", "a control character", 1],
    ["a\u007f", "a control character", 1]
  ])("says what is wrong with %j", (input, problem, position) => {
    expect(FilterLexer.lex(input).at(-1)).toEqual(broken(problem, position))
  })

  it.each(["(", "a", "a ", '"', "'", "\\", '"\\n', '"a" ', "\u{1f600}"])(
    "reads %j in a row in one pass",
    (part) => {
      const tokens = FilterLexer.lex(part.repeat(200_000))
      expect(tokens.length).toBeLessThanOrEqual(200_001)
    },
    2_000
  )

  it("never throws, and ends every text with exactly one last token", () => {
    fc.assert(
      fc.property(AnyText.make({ maxLength: 60 }), (input) => {
        const tokens = FilterLexer.lex(input)
        const isLast = tokens.map((token) => token._tag === "End" || token._tag === "Broken")
        expect(isLast).toEqual(tokens.map((_, index) => index === tokens.length - 1))
      })
    )
  })

  it("reads back any text that JSON can write", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "grapheme" }).filter((value) => !value.includes("\0")),
        (value) => {
          expect(FilterLexer.lex(JSON.stringify(value))[0]).toEqual(text(value, 0))
        }
      )
    )
  })
})
