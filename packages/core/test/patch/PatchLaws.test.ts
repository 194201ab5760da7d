import { isDeepStrictEqual } from "node:util"
import {
  type Json,
  Limits,
  PatchOperation,
  Policy,
  ResourceType,
  ResourceValidator,
  SchemaRegistry
} from "@rollcall/core"
import { Either, FastCheck as fc } from "effect"
import { describe, expect, it } from "vitest"
import * as BadgeSchema from "../BadgeSchema.ts"
import * as PatchArbitrary from "./PatchArbitrary.ts"
import { add, after, lenient, type Operations, patch, remove } from "./Patching.ts"

const type = ResourceType.withRequired(BadgeSchema.user, [])
const policies = [Policy.strict, lenient]
const policy = fc.constantFrom(...policies)

/** The engine's outcome without its notes: a document, or an error with the place where it arose. */
const outcome = (document: Json.JsonObject, operations: Operations, policy: Policy.Policy) =>
  Either.match(patch(document, operations, { type, policy }), {
    onLeft: (error) => ({ error: { ...error } }),
    onRight: ({ document }) => ({ document })
  })

describe("the laws of PATCH", () => {
  it.each(["add", "replace"] as const)("%s twice is once", (op) => {
    fc.assert(
      fc.property(PatchArbitrary.document, PatchArbitrary.change(op), policy, (document, operation, policy) => {
        const once = outcome(document, operation, policy)
        if ("document" in once) expect(outcome(document, [operation, operation], policy)).toEqual(once)
      }),
      { numRuns: 300 }
    )
  })

  it("what is added and removed again leaves no trace", () => {
    const fresh = { value: "fresh", type: "other" }
    fc.assert(
      fc.property(PatchArbitrary.document, (document) => {
        const operations = [add("emails", [fresh]), remove('emails[value eq "fresh"]')]
        const patched = Either.getOrThrow(patch(document, operations))
        expect([patched.document, patched.changed]).toEqual([document, false])
      })
    )
  })

  it("a list of operations is its operations one after the other, up to the first that fails", () => {
    const operations = fc.array(PatchArbitrary.operation, { maxLength: 4 })
    fc.assert(
      fc.property(PatchArbitrary.document, operations, policy, (document, operations, policy) => {
        let expected: ReturnType<typeof outcome> = { document }
        for (const [index, operation] of operations.entries()) {
          if (!("document" in expected)) break
          expected = outcome(expected.document, operation, policy)
          if ("error" in expected) {
            const detail = expected.error.detail.replace("Operation 1:", `Operation ${index + 1}:`)
            expected = { error: { ...expected.error, detail } }
          }
        }
        expect(outcome(document, operations, policy)).toEqual(expected)
      }),
      { numRuns: 300 }
    )
  })

  it("the document stays canonical, with one primary value at most, and valid", () => {
    const operations = fc.array(PatchArbitrary.operation, { maxLength: 4 })
    fc.assert(
      fc.property(PatchArbitrary.document, operations, policy, (document, operations, policy) => {
        const patched = outcome(document, operations, policy)
        if (!("document" in patched)) return
        expect(PatchArbitrary.canonical(patched.document)).toEqual(patched.document)
        expect(ResourceValidator.validate(SchemaRegistry.user, patched.document, Policy.strict)).toEqual(
          Either.right({ document: patched.document, notes: [] })
        )
      }),
      { numRuns: 300 }
    )
  })

  it("says that something changed when the document is another, and only then", () => {
    fc.assert(
      fc.property(PatchArbitrary.document, PatchArbitrary.operation, (document, operation) => {
        const patched = patch(document, operation, { type, policy: lenient })
        if (Either.isLeft(patched)) return
        expect(patched.right.changed).toBe(!isDeepStrictEqual(patched.right.document, document))
      })
    )
  })

  it("an operation without a path is one operation for each attribute", () => {
    const op = fc.constantFrom("add" as const, "replace" as const)
    fc.assert(
      fc.property(PatchArbitrary.document, PatchArbitrary.value, op, (document, value, op) => {
        const single = Object.entries(value).map(([path, part]) => ({ op, path, value: part }))
        expect(after(document, { op, value }, { policy: lenient })).toEqual(
          after(document, single, { policy: lenient })
        )
      })
    )
  })

  it("nothing is thrown, and no document touched, whatever the operations are", () => {
    const types = fc.constantFrom(BadgeSchema.user, SchemaRegistry.group)
    const operations = fc.array(PatchArbitrary.wild, { maxLength: 5 })
    fc.assert(
      fc.property(PatchArbitrary.document, operations, types, policy, (document, operations, type, policy) => {
        expect(Either.isEither(patch(document, operations, { type, policy }))).toBe(true)
      }),
      { numRuns: 300 }
    )
  })

  it("nothing is thrown whatever the body is", () => {
    const body = fc.oneof(
      fc.jsonValue(),
      fc.record({
        schemas: fc.constant([PatchOperation.schema]),
        Operations: fc.oneof(fc.jsonValue(), fc.array(fc.jsonValue()))
      })
    ) as fc.Arbitrary<Json.Json>
    fc.assert(
      fc.property(body, (body) => {
        expect(Either.isEither(PatchOperation.decode(body, Limits.standard))).toBe(true)
      })
    )
  })
})
