import { describe, expect, it } from "vitest"
import * as Resource from "../../src/resource/Resource.ts"

describe("what a resource is called", () => {
  it.each([
    ["its displayName", { displayName: "Babs", userName: "bjensen" }, "Babs"],
    ["its displayName, though it be empty", { displayName: "", userName: "bjensen" }, ""],
    ["its userName where it has no displayName", { userName: "bjensen" }, "bjensen"],
    ["nothing where it has neither", { displayName: 1, title: "Dr." }, undefined]
  ])("is %s", (_, document, display) => {
    expect(Resource.display(document)).toBe(display)
  })
})
