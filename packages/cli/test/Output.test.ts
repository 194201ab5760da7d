import { Either } from "effect"
import { describe, expect, it } from "vitest"
import * as Output from "../src/Output.ts"

describe("a table", () => {
  it("is as wide as its widest cells, without blanks at the ends of lines", () => {
    expect(
      Output.table(
        ["ID", "NAME", "LAST"],
        [
          ["1", "Okta", ""],
          ["1000", "E", "-"]
        ]
      )
    ).toBe(["ID    NAME  LAST", "1     Okta", "1000  E     -"].join("\n"))
  })

  it("prints nothing that moves the cursor or begins a line", () => {
    expect(Output.table(["NAME"], [["a\nb\x1b[31mc\x7f\x9b2Jd"]])).toBe("NAME\nab[31mc2Jd")
  })
})

describe("a name that somebody gives", () => {
  it.each([
    ["Okta", "Okta"],
    ["  Entra ID, Zürich ", "Entra ID, Zürich"],
    ["x".repeat(200), "x".repeat(200)]
  ])("%j is taken", (text, name) => {
    expect(Output.readName(text)).toEqual(Either.right(name))
  })

  it.each(["", "  ", "a\nb", "\x1b[31m", "x".repeat(201)])("%j is refused", (text) => {
    expect(Either.mapLeft(Output.readName(text), ({ message }) => message)).toEqual(
      Either.left("--name must be one line of 1 to 200 characters.")
    )
  })
})

describe("a time", () => {
  it("is an instant of UTC, or a dash", () => {
    expect([Output.time(0), Output.time(undefined)]).toEqual(["1970-01-01T00:00:00.000Z", "-"])
  })
})
