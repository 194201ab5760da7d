import { Either, FastCheck as fc } from "effect"
import { describe, expect, it } from "vitest"
import * as QueryString from "../src/QueryString.ts"

const parse = (query: string) => Either.map(QueryString.parse(query), (parameters) => Object.fromEntries(parameters))

describe("QueryString", () => {
  it("reads + and %20 as blanks, and %2B as a plus", () => {
    expect(parse('filter=userName+eq%20"a%2Bb"')).toEqual(Either.right({ filter: 'userName eq "a+b"' }))
  })

  it("passes over a second question mark, empty pairs and an & at the end", () => {
    expect(parse("?&startIndex=1&&count=2&")).toEqual(Either.right({ startindex: "1", count: "2" }))
    expect(parse("")).toEqual(Either.right({}))
    expect(parse("?")).toEqual(Either.right({}))
  })

  it("reads a flag without a value", () => {
    expect(parse("aadOptscim062020&count=1")).toEqual(Either.right({ aadoptscim062020: "", count: "1" }))
  })

  it("splits at the first equals sign only", () => {
    expect(parse("filter=a=b")).toEqual(Either.right({ filter: "a=b" }))
  })

  it("takes one parameter twice with one value, and refuses two values", () => {
    expect(parse("count=1&Count=1")).toEqual(Either.right({ count: "1" }))
    expect(parse("count=1&COUNT=2")).toMatchObject(
      Either.left({ detail: "The parameter COUNT is given twice with different values. Send it once." })
    )
  })

  it("refuses broken percent-encoding and names the parameter", () => {
    const refusal = (where: string) =>
      `The query's percent-encoding is broken${where}: a per cent sign must be followed by two hexadecimal digits, and the bytes must be UTF-8. Send a per cent sign itself as %25.`
    expect(parse('filter=displayName co "100%"')).toMatchObject(
      Either.left({ detail: refusal(" in the parameter filter") })
    )
    expect(parse("filter=%ff")).toMatchObject(Either.left({ detail: refusal(" in the parameter filter") }))
    expect(parse("%zz=1")).toMatchObject(Either.left({ detail: refusal("") }))
  })

  it("reads what URLSearchParams writes", () => {
    fc.assert(
      fc.property(fc.fullUnicodeString(), (value) => {
        const query = new URLSearchParams({ filter: value }).toString()
        expect(parse(query)).toEqual(Either.right({ filter: value }))
      })
    )
  })
})
