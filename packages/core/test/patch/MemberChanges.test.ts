import { MemberChanges, type Resource } from "@rollcall/core"
import { FastCheck as fc } from "effect"
import { describe, expect, it } from "vitest"

const member = (value: string): Resource.Member => ({ value })

/** What the stages make of a set of members: the meaning that storage has to keep. */
const carryOut = (before: ReadonlyArray<string>, changes: MemberChanges.MemberChanges): ReadonlyArray<string> => {
  const members = new Set(before)
  for (const stage of changes) {
    if (stage.clear) members.clear()
    for (const value of stage.remove) members.delete(value)
    for (const value of stage.add.keys()) members.add(value)
  }
  return [...members].sort()
}

const id = fc.constantFrom("a", "b", "c", "d")
const step = fc.record({ kind: fc.constantFrom("add", "remove", "replace"), values: fc.uniqueArray(id) })

describe("MemberChanges", () => {
  it("means what the steps mean one after the other, in at most one stage", () => {
    fc.assert(
      fc.property(fc.uniqueArray(id), fc.array(step), (before, steps) => {
        const expected = new Set(before)
        let changes = MemberChanges.none
        for (const { kind, values } of steps) {
          if (kind === "replace") expected.clear()
          for (const value of values) kind === "remove" ? expected.delete(value) : expected.add(value)
          if (kind === "add") changes = MemberChanges.add(changes, values.map(member))
          if (kind === "remove") changes = MemberChanges.remove(changes, values)
          if (kind === "replace") changes = MemberChanges.replaceAll(values.map(member))
        }
        expect(carryOut(before, changes)).toEqual([...expected].sort())
        expect(changes.length).toBeLessThanOrEqual(1)
      })
    )
  })

  it("keeps a removal by filter apart from what comes after it", () => {
    const filter = { _tag: "Not", filter: { _tag: "Or", filters: [] } } as const
    const changes = MemberChanges.add(MemberChanges.removeWhere(MemberChanges.none, filter), [member("a")])
    expect(changes.map((stage) => [stage.removeWhere === filter, [...stage.add.keys()]])).toEqual([
      [true, []],
      [false, ["a"]]
    ])
  })
})
