import { describe, expect, it } from "vitest"
import * as Stretch from "../app/directory/stretch.ts"

const rowHeight = 56
const room = Stretch.roomFor(rowHeight)
const million = 1_000_000

/** What a screen shows and what is drawn beyond it. */
const screen = 60

/** Scrolls over rows one screen after another in a direction, as a browser would that ends where the stretch does. */
const scrolled = (start: number, count: number, step: number) => {
  let from = start === 0 ? 0 : Stretch.clamped(start, count, room)
  let first = start
  let moves = 0
  while (first + step >= 0 && first + step + screen <= count) {
    first += step
    // A row beyond the stretch cannot be scrolled to.
    if (first < from || first + screen > from + room) return { first, from, moves }
    const next = Stretch.moved(from, first, first + screen - 1, count, room)
    if (next !== from) moves++
    from = next
  }
  return { first, from, moves }
}

describe("the stretch of a list that is laid out", () => {
  it("is no higher than any browser lets an element be, and is all of a list that fits", () => {
    expect(room * rowHeight).toBeLessThanOrEqual(17_895_697)
    expect(room).toBeGreaterThan(280_000)
    expect(Stretch.moved(0, room - screen, room - 1, room, room)).toBe(0)
    expect(million * rowHeight).toBeGreaterThan(33_554_428)
  })

  it("reaches every row of a million, downwards and upwards, moving a few times on the way", () => {
    const down = scrolled(0, million, screen / 2)
    expect([down.first + screen > million - screen, down.from]).toEqual([true, million - room])
    const up = scrolled(million - screen, million, -screen / 2)
    expect([up.first < screen, up.from]).toEqual([true, 0])
    expect(Math.max(down.moves, up.moves)).toBeLessThan(10)
  })

  it("goes on as pages come to a list that is longer already than it has room for", () => {
    let from = 0
    for (let count = room - 100; count < room + 1_000; count += 100) {
      from = Stretch.moved(Stretch.clamped(from, count, room), count - screen, count - 1, count, room)
      expect(count - 1).toBeLessThan(from + room + 100)
    }
    expect(from).toBeGreaterThan(0)
  })

  it("has a row that somebody goes to, at either end too, and is within a list that begins anew", () => {
    for (const index of [0, 1, room, million / 2, million - 1]) {
      for (const from of [0, 1_000, million - room]) {
        const next = Stretch.around(from, index, million, room)
        expect([index >= next, index < next + room, next >= 0, next <= million - room]).not.toContain(false)
      }
    }
    expect(Stretch.clamped(million - room, 100, room)).toBe(0)
  })
})
