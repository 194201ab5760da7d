import { type Json, PersonMask, SchemaRegistry } from "@rollcall/core"
import { describe, expect, it } from "vitest"

const mask = PersonMask.compile(SchemaRegistry.standard)
const messages = "urn:ietf:params:scim:api:messages:2.0"
const urn = "urn:ietf:params:scim:schemas:core:2.0:User"
const id = "01a215bc-bcbc-7368-8c06-d4ef4ca0e727"

const cases: Readonly<Record<string, readonly [given: Json.Json, shown: Json.Json]>> = {
  "of a user": [
    {
      schemas: [urn],
      id: "7",
      userName: "ada",
      active: "True",
      title: "",
      age: 36,
      emails: [{ value: "ada@x.example", type: "work", primary: true }],
      meta: { resourceType: "User", version: 'W/"1"' }
    },
    {
      schemas: [urn],
      id: "7",
      userName: "***",
      active: "True",
      title: "",
      age: 0,
      emails: [{ value: "***", type: "work", primary: true }],
      meta: { resourceType: "User", version: 'W/"1"' }
    }
  ],
  "of a PATCH": [
    {
      schemas: [`${messages}:PatchOp`],
      Operations: [
        { op: "Replace", path: 'emails[type eq "work" and value eq "ada"].value', value: "ada@x.example" },
        { op: "add", value: { 'emails[value eq "ada"].value': "x", nickName: "Ada" } },
        { op: "add", path: "members", value: [{ value: id, display: "Ada" }] }
      ]
    },
    {
      schemas: [`${messages}:PatchOp`],
      Operations: [
        { op: "Replace", path: 'emails[type eq "work" and value eq "***"].value', value: "***" },
        { op: "add", value: { 'emails[value eq "***"].value': "***", nickName: "***" } },
        { op: "add", path: "members", value: [{ value: id, display: "***" }] }
      ]
    }
  ],
  "of a PATCH without its schema": [
    { operations: [{ op: "remove", path: "title" }, "ada"] },
    { operations: [{ op: "remove", path: "title" }, "***"] }
  ],
  "of a search": [
    { schemas: [`${messages}:SearchRequest`], filter: 'userName eq "ada"', attributes: ["userName"], count: 3 },
    { schemas: [`${messages}:SearchRequest`], filter: 'userName eq "***"', attributes: ["userName"], count: 3 }
  ],
  "of a list": [
    { schemas: [`${messages}:ListResponse`], totalResults: 1, Resources: [{ id, userName: "ada" }] },
    { schemas: [`${messages}:ListResponse`], totalResults: 1, Resources: [{ id, userName: "***" }] }
  ],
  "of a bulk request and its answer": [
    {
      schemas: [`${messages}:BulkRequest`],
      Operations: [
        { method: "POST", path: "/Users", bulkId: "q", data: { userName: "ada" } },
        { method: "PATCH", path: `/Users/${id}`, data: { Operations: [{ op: "add", path: "title", value: "Ada" }] } },
        { status: "400", response: { schemas: [`${messages}:Error`], detail: "No.", status: "400" } }
      ]
    },
    {
      schemas: [`${messages}:BulkRequest`],
      Operations: [
        { method: "POST", path: "/Users", bulkId: "q", data: { userName: "***" } },
        { method: "PATCH", path: `/Users/${id}`, data: { Operations: [{ op: "add", path: "title", value: "***" }] } },
        { status: "400", response: { schemas: [`${messages}:Error`], detail: "No.", status: "400" } }
      ]
    }
  ],
  "of what is no object": [
    ["ada", 7, null],
    ["***", 0, null]
  ],
  "of a resource with the names of a message": [
    { status: "ill", detail: "Ada", path: "ada", id: ["ada"] },
    { status: "***", detail: "***", path: "***", id: ["***"] }
  ]
}

describe("the people", () => {
  it.each(Object.entries(cases))("%s are masked, and the shape stays", (_, [given, shown]) => {
    expect(mask(given)).toEqual(shown)
  })

  it("stay masked when it is done again", () => {
    for (const [, shown] of Object.values(cases)) expect(mask(shown)).toEqual(shown)
  })
})
