/**
 * Random text of every character that there is, as `unit: "binary"` would make it: which, to find the place of a
 * character, makes a table of all of them first, and that takes a second in each process.
 */
import { FastCheck as fc } from "effect"

/** Halves of surrogate pairs are no characters. */
const halves = { from: 0xd800, count: 0x800 }

const characterAt = (place: number): string => String.fromCodePoint(place < halves.from ? place : place + halves.count)

const placeOf = (given: unknown): number => {
  const [character, ...others] = typeof given === "string" ? given : ""
  const point = character?.codePointAt(0)
  if (point === undefined || others.length > 0) throw new Error("This is not one character.")
  return point < halves.from ? point : point - halves.count
}

const character = fc.nat({ max: 0x10ffff - halves.count }).map(characterAt, placeOf)

export const make = (constraints: Omit<fc.StringConstraints, "unit"> = {}): fc.Arbitrary<string> =>
  fc.string({ ...constraints, unit: character })
