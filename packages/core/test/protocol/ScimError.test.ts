import { ListResponse, ScimError } from "@rollcall/core"
import { describe, expect, it } from "vitest"

describe("RFC 7644 §3.12 error bodies", () => {
  it("carries the status as a string and the scimType of its kind", () => {
    expect(ScimError.render(new ScimError.Uniqueness({ detail: "Taken.", attribute: "userName" }))).toEqual({
      schemas: ["urn:ietf:params:scim:api:messages:2.0:Error"],
      scimType: "uniqueness",
      detail: "Taken.",
      status: "409"
    })
  })

  it("leaves scimType out where the RFC has none", () => {
    expect(ScimError.render(new ScimError.NotFound({ detail: "Gone." }))).toEqual({
      schemas: ["urn:ietf:params:scim:api:messages:2.0:Error"],
      detail: "Gone.",
      status: "404"
    })
  })

  it("has 404 for a resource that is not there and for nothing else", () => {
    const notFound = Object.entries(ScimError.table).filter(([, row]) => row.status === 404)
    expect(notFound.map(([tag]) => tag)).toEqual(["NotFound"])
  })
})

describe("RFC 7644 §3.4.2 list responses", () => {
  it("has Resources even when there are none", () => {
    expect(ListResponse.render({ totalResults: 0, startIndex: 1, resources: [] })).toEqual({
      schemas: ["urn:ietf:params:scim:api:messages:2.0:ListResponse"],
      totalResults: 0,
      startIndex: 1,
      itemsPerPage: 0,
      Resources: []
    })
  })
})
