import { BulkRequest, type Json, Limits, ScimError } from "@rollcall/core"
import { Either } from "effect"
import { describe, expect, it } from "vitest"

const limits = { ...Limits.standard, bulkOperationsMax: 3 }

const body = (operations: Json.Json, more: Json.JsonObject = {}): Json.Json => ({
  schemas: [BulkRequest.schema],
  Operations: operations,
  ...more
})

const decode = (given: Json.Json) => BulkRequest.decode(given, limits)

const post = { method: "POST", path: "/Users", bulkId: "a", data: { userName: "a" } }

/** What is wrong with the only operation. */
const problem = (operation: Json.Json): string => {
  const [entry] = Either.getOrThrow(decode(body([operation]))).entries
  return entry === undefined ? "" : Either.getOrThrow(Either.flip(entry.operation)).detail
}

describe("BulkRequest.decode", () => {
  it("reads operations with what they need", () => {
    const remove = { method: "DELETE", path: "/Users/1", version: 'W/"1"' }
    const { failOnErrors, entries } = Either.getOrThrow(decode(body([post, remove], { failOnErrors: 2 })))
    expect(failOnErrors).toBe(2)
    expect(entries.map(({ operation }) => operation)).toEqual([Either.right(post), Either.right(remove)])
  })

  it.each([
    [[], "The body of a bulk request must be a JSON object, but it is an array."],
    [{ Operations: [post] }, "The body of a bulk request must name its schema"],
    [body([]), 'must have an array "Operations" with at least one operation.'],
    [body([post], { failOnErrors: 0 }), "failOnErrors must be a whole number of errors, 1 or more."],
    [body([post], { failOnErrors: "1" }), "failOnErrors must be a whole number of errors, 1 or more."]
  ] as ReadonlyArray<readonly [Json.Json, string]>)("refuses %j as a whole", (given, detail) => {
    expect(Either.getOrThrow(Either.flip(decode(given))).detail).toContain(detail)
  })

  it("takes as many operations as the limit allows, and not one more", () => {
    const operations = (count: number) => Array.from({ length: count }, (_, index) => ({ ...post, bulkId: `${index}` }))
    expect(Either.isRight(decode(body(operations(3))))).toBe(true)
    expect(decode(body(operations(4)))).toEqual(
      Either.left(
        new ScimError.PayloadTooLarge({
          detail:
            "The request has 4 operations; at most 3 are taken at once (bulk.maxOperations of /ServiceProviderConfig). Send it in parts."
        })
      )
    )
  })

  it.each([
    ["x", "Operation 1: it must be a JSON object, but it is a string."],
    [{ ...post, method: "GET" }, 'Operation 1: "method" must be one of POST, PUT, PATCH, DELETE.'],
    [{ ...post, path: 1 }, 'Operation 1: "path" must name an endpoint such as /Users'],
    [{ ...post, bulkId: null }, 'Operation 1: POST needs a "bulkId"'],
    [{ ...post, version: 1 }, 'Operation 1: "version" must be a string, but it is a number.'],
    [{ method: "PUT", path: "/Users/1" }, 'Operation 1: PUT needs "data", the body of the request.']
  ] as ReadonlyArray<readonly [Json.Json, string]>)("refuses the operation %j by itself", (operation, detail) => {
    expect(problem(operation)).toContain(detail)
  })

  it("keeps of a wrong operation what comes back in the answer, cut where it is long", () => {
    const [entry] = Either.getOrThrow(decode(body([{ method: "x".repeat(500), bulkId: "a", path: 7 }]))).entries
    expect([entry?.method.length, entry?.bulkId, entry?.path]).toEqual([200, "a", ""])
  })

  it("lets a bulkId name one operation", () => {
    const { entries } = Either.getOrThrow(decode(body([post, post, { ...post, method: "PUT", path: "/Users/1" }])))
    expect(entries.map(({ operation }) => Either.isRight(operation))).toEqual([true, false, true])
  })
})

describe("BulkRequest.render", () => {
  it("has the status as text", () => {
    expect(BulkRequest.render([{ method: "POST", bulkId: "a", location: "l", version: "v", status: 201 }])).toEqual({
      schemas: [BulkRequest.responseSchema],
      Operations: [{ method: "POST", bulkId: "a", location: "l", version: "v", status: "201" }]
    })
  })
})
