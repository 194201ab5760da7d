import { Cursor } from "@rollcall/core"
import { FastCheck as fc } from "effect"
import { describe, expect, it } from "vitest"

const cursors: fc.Arbitrary<Cursor.Cursor> = fc.record({
  query: fc.string(),
  expires: fc.nat(),
  total: fc.nat(),
  count: fc.nat(),
  direction: fc.constantFrom("next", "previous"),
  position: fc.record({
    key: fc.oneof(fc.string(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean(), fc.constant(null)),
    id: fc.string()
  })
})

describe("Cursor", () => {
  it("is read as it was printed", () => {
    fc.assert(
      fc.property(cursors, (cursor) => {
        // JSON has one zero.
        const { key } = cursor.position
        const position = { ...cursor.position, key: Object.is(key, -0) ? 0 : key }
        expect(Cursor.parse(Cursor.print(cursor))).toEqual({ ...cursor, position })
      })
    )
  })

  it.each([
    "",
    "[]",
    "null",
    "{}",
    '["q"]',
    '["q",1,2,3,1,{},"id"]',
    '["q",1,2,"3",1,null,"id"]',
    '["q",1,2,3,1,null,4]'
  ])("reads nothing in %s", (text) => {
    expect(Cursor.parse(text)).toBeUndefined()
  })
})
