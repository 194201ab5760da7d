import { Either } from "effect"
import { describe, expect, it } from "vitest"
import * as FilterParser from "../../src/filter/FilterParser.ts"
import * as FilterResolver from "../../src/filter/FilterResolver.ts"
import * as PlainSearch from "../../src/filter/PlainSearch.ts"
import * as Policy from "../../src/protocol/Policy.ts"
import * as SchemaRegistry from "../../src/schema/SchemaRegistry.ts"

const { group, user } = SchemaRegistry

describe("PlainSearch.compile", () => {
  it("asks for part of a name wherever people have one", () => {
    expect(PlainSearch.compile(user, " jen ")).toBe(
      'userName co "jen" or displayName co "jen" or name.givenName co "jen" or name.familyName co "jen" or emails.value co "jen"'
    )
    expect(PlainSearch.compile(group, "jen")).toBe('displayName co "jen"')
  })

  it("asks for every word", () => {
    expect(PlainSearch.compile(group, "north \t sales")).toBe('(displayName co "north") and (displayName co "sales")')
  })

  it("asks for the beginning of an address, and for a domain as for a part", () => {
    expect(PlainSearch.compile(user, "bob@acme")).toBe('userName sw "bob@acme" or emails.value sw "bob@acme"')
    expect(PlainSearch.compile(user, "@acme.example")).toContain('emails.value co "@acme.example"')
    expect(PlainSearch.compile(group, "bob@acme")).toBe('displayName co "bob@acme"')
  })

  it("asks for an identifier as for the whole of it", () => {
    const id = "0194c1d3-3ed0-7101-8101-010101010101"
    expect(PlainSearch.compile(user, id)).toBe(`id eq "${id}" or externalId eq "${id}"`)
    expect(PlainSearch.compile(user, id.slice(1))).toContain(" co ")
  })

  it("asks for nothing without a word", () => {
    for (const text of ["", "  ", "\n\t"]) expect(PlainSearch.compile(user, text)).toBeUndefined()
  })

  it("makes a filter of whatever is typed, which says what is wrong with text that no database keeps", () => {
    const typed = ['"', "\\", '" or id pr or userName eq "', "%_'", "a ".repeat(5_000), "İ@ß"]
    const isFilter = (text: string) =>
      FilterParser.parse(PlainSearch.compile(user, text) ?? "").pipe(
        Either.flatMap(({ filter }) => FilterResolver.resolve(filter, user, Policy.strict)),
        Either.isRight
      )
    expect(typed.filter((text) => !isFilter(text))).toEqual([])
    expect(isFilter("\u0000")).toBe(false)
  })
})
