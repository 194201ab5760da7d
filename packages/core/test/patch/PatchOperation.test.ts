import { type Json, Limits, PatchOperation } from "@rollcall/core"
import { Either } from "effect"
import { describe, expect, it } from "vitest"

const schemas = [PatchOperation.schema]
const remove = { op: "remove", path: "nickName" }
const body = (...Operations: ReadonlyArray<Json.Json>) => ({ schemas, Operations })
const decode = (json: Json.Json, limits = Limits.standard) =>
  Either.merge(Either.mapLeft(PatchOperation.decode(json, limits), (error) => ({ ...error })))

const syntax = (detail: string) => ({ _tag: "InvalidSyntax", detail })
const missingSchema = syntax(`The body of a PATCH must name its schema: "schemas": ["${PatchOperation.schema}"].`)
const missingOperations = syntax('The body of a PATCH must have an array "Operations" with at least one operation.')
const wrongOp = syntax('Operation 1: "op" must be "add", "remove" or "replace".')

describe("PatchOperation", () => {
  it("reads operations and leaves out what is none of theirs", () => {
    expect(
      decode({
        ...body(remove, { op: "add", path: "title", value: "G", name: "x" }, { op: "replace", value: { title: null } }),
        more: 1
      })
    ).toEqual([remove, { op: "add", path: "title", value: "G" }, { op: "replace", value: { title: null } }])
  })

  it("keeps null as a value", () => {
    expect(decode(body({ op: "replace", path: "title", value: null }))).toEqual([
      { op: "replace", path: "title", value: null }
    ])
  })

  const refused: ReadonlyArray<readonly [string, Json.Json, object]> = [
    ["a body that is no object", [], syntax("The body of a PATCH must be a JSON object, but it is an array.")],
    ["a body without schemas", { Operations: [remove] }, missingSchema],
    ["schemas that are no array", { schemas: PatchOperation.schema, Operations: [remove] }, missingSchema],
    ["another schema", { schemas: ["urn:example"], Operations: [remove] }, missingSchema],
    ["a body without operations", { schemas }, missingOperations],
    ["no operation at all", body(), missingOperations],
    ["operations that are no array", { schemas, Operations: remove }, missingOperations],
    [
      "an operation that is no object",
      body(remove, "remove"),
      syntax("Operation 2: it must be a JSON object, but it is a string.")
    ],
    ["an operation without op", body({ path: "title" }), wrongOp],
    ["an op of another name", body({ op: "move", path: "title" }), wrongOp],
    ["an op in capitals", body({ op: "Remove", path: "title" }), wrongOp],
    [
      "a path that is no text",
      body({ op: "remove", path: ["title"] }),
      syntax('Operation 1: "path" must be a string, but it is an array.')
    ],
    [
      "an add without value",
      body({ op: "add", path: "title" }),
      { _tag: "InvalidValue", detail: 'Operation 1: "add" needs a "value".' }
    ],
    [
      "a replace without value",
      body(remove, { op: "replace", path: "title" }),
      { _tag: "InvalidValue", detail: 'Operation 2: "replace" needs a "value".' }
    ]
  ]
  it.each(refused)("refuses %s", (_, json, error) => expect(decode(json)).toEqual(error))

  it("takes as many operations as the limit says, and no more", () => {
    const limits = { ...Limits.standard, patchOperationsMax: 2 }
    expect(decode(body(remove, remove), limits)).toEqual([remove, remove])
    expect(decode(body(remove, remove, remove), limits)).toEqual({
      _tag: "TooMany",
      detail: "The PATCH has 3 operations; at most 2 are taken at once. Send it in parts."
    })
  })

  it("reads paths as long as the limit says, and no longer", () => {
    const limits = { ...Limits.standard, patchPathLengthMax: 8 }
    expect(decode(body(remove), limits)).toEqual([remove])
    expect(decode(body({ op: "remove", path: "nickName2" }), limits)).toEqual({
      _tag: "InvalidPath",
      detail: "Operation 1: the path has 9 characters; at most 8 are read.",
      path: "nickName2"
    })
  })
})
