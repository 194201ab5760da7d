import { type Json, Limits, ScimError, SearchRequest } from "@rollcall/core"
import { Either } from "effect"
import { describe, expect, it } from "vitest"

const limits = { ...Limits.standard, pageCountDefault: 100, pageCountMax: 200 }

const fromUrl = (parameters: Record<string, string>) => SearchRequest.fromParameters((name) => parameters[name], limits)

const detail = (result: Either.Either<unknown, { readonly detail: string }>): string =>
  Either.match(result, { onLeft: (error) => error.detail, onRight: () => "no error" })

describe("RFC 7644 §3.4.2 query parameters", () => {
  it("takes everything that a query can say", () => {
    const request = fromUrl({
      attributes: "userName, name.givenName,,",
      excludedAttributes: "emails",
      filter: 'userName eq "a"',
      sortBy: "userName",
      sortOrder: "Descending",
      startIndex: "11",
      count: "5"
    })
    expect(request).toEqual(
      Either.right({
        attributes: ["userName", "name.givenName"],
        excludedAttributes: ["emails"],
        filter: 'userName eq "a"',
        sortBy: "userName",
        sortOrder: "descending",
        paging: { _tag: "Index", startIndex: 11, count: 5 }
      })
    )
  })

  it("has a first page of the default size where nothing is asked", () => {
    expect(fromUrl({ filter: "", count: " ", attributes: "," })).toEqual(
      Either.right({ sortOrder: "ascending", paging: { _tag: "Index", startIndex: 1, count: 100 } })
    )
  })

  it.each([
    ["0", "5", { startIndex: 1, count: 5 }],
    ["-7", "-3", { startIndex: 1, count: 0 }],
    ["1", "0", { startIndex: 1, count: 0 }],
    ["1", "200", { startIndex: 1, count: 200 }],
    ["1", "201", { startIndex: 1, count: 200 }]
  ])("reads startIndex %s and count %s", (startIndex, count, paging) => {
    expect(Either.map(fromUrl({ startIndex, count }), (request) => request.paging)).toEqual(
      Either.right({ _tag: "Index", ...paging })
    )
  })

  it.each(["abc", "1.5", "1e400"])("answers invalidValue to a count of %s", (count) => {
    expect(detail(fromUrl({ count }))).toBe(`count must be a whole number, but it is "${count}".`)
  })
})

describe("RFC 9865 §2 cursors", () => {
  const pagingOf = (parameters: Record<string, string>) => Either.map(fromUrl(parameters), (request) => request.paging)

  it.each([
    [{ cursor: "" }, { _tag: "Cursor", cursor: "" }],
    [
      { cursor: "", count: "7" },
      { _tag: "Cursor", cursor: "", count: 7 }
    ],
    [
      { cursor: "abc", count: "-7", startIndex: "3" },
      { _tag: "Cursor", cursor: "abc", count: 0 }
    ],
    [
      { cursor: "abc", count: "200" },
      { _tag: "Cursor", cursor: "abc", count: 200 }
    ]
  ])("are asked for by %j", (parameters, paging) => {
    expect(pagingOf(parameters)).toEqual(Either.right(paging))
  })

  it("have pages of no more than the limit", () => {
    expect(pagingOf({ cursor: "", count: "201" })).toEqual(
      Either.left(
        new ScimError.InvalidCount({
          detail: "count is 201; a page by cursor holds at most 200 resources. Send a smaller count."
        })
      )
    )
  })
})

describe("RFC 7644 §3.4.3 search bodies", () => {
  const body = (more: Json.JsonObject): Json.Json => ({ schemas: [SearchRequest.schema], ...more })

  it("says the same as the parameters of a URL", () => {
    const asked = body({ attributes: ["userName"], filter: "active pr", startIndex: 3, count: 7 })
    expect(SearchRequest.fromBody(asked, limits)).toEqual(
      fromUrl({ attributes: "userName", filter: "active pr", startIndex: "3", count: "7" })
    )
    expect(SearchRequest.fromBody(body({ cursor: "", count: 7 }), limits)).toEqual(fromUrl({ cursor: "", count: "7" }))
    expect(SearchRequest.fromBody(body({ cursor: null }), limits)).toEqual(fromUrl({}))
  })

  it.each([
    [null, "The body of a search must be a JSON object that names its schema"],
    [{ filter: "active pr" }, "The body of a search must be a JSON object that names its schema"],
    [body({ attributes: "userName" }), "attributes must be an array of strings, but it is a string."],
    [body({ attributes: [1] }), "attributes must be an array of strings, but it is an array of other things."],
    [body({ count: 1.5 }), "count must be a whole number, but it is a fraction."],
    [body({ filter: 1 }), "filter must be a string, but it is a number."],
    [body({ cursor: 1 }), "cursor must be a string, but it is a number."]
  ])("refuses %j", (asked, expected) => {
    expect(detail(SearchRequest.fromBody(asked, limits))).toContain(expected)
  })
})
