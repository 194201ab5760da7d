import { describe, expect, it } from "vitest"
import * as Cell from "../cells/Cell.ts"
import * as Choice from "./Choice.ts"
import { type Failure, type Figures, isFailure } from "./Measurement.ts"
import { named } from "./Operation.ts"
import * as Report from "./Report.ts"
import * as Run from "./Run.ts"

/** What each cell is asked here: as little as shows that all its programs still do what they are for. */
const asked: ReadonlyArray<readonly [cell: string, operations: string, yardsticks: string]> = [
  ["node-sqlite", "get,work email eq,member of 10,create", "scimmy,bare"],
  ["deno-sqlite", "get", "bare"],
  ["bun-postgres", "userName eq", "bare"]
]

const selected = asked.filter(([cell]) => Cell.selected().some(({ name }) => name === cell))

const hasFigures = (outcome: Figures | Failure | undefined): boolean | undefined =>
  outcome === undefined ? undefined : !isFailure(outcome) && outcome.rate > 0

describe.each(selected)("a measurement of the cell %s", (cell, operations, yardsticks) => {
  it("has figures of every operation, of the server and of its yardsticks", { timeout: 60_000 }, async () => {
    const words = { cells: cell, sizes: "10", operations, yardsticks, seconds: "0.02", connections: "2" }
    const choice = Choice.parse(Object.entries(words).flatMap(([flag, value]) => [`--${flag}`, value]))
    const [only] = choice.cells
    if (only === undefined) throw new Error(`There is no cell ${cell}.`)
    const rows = await Run.run(only, 10, choice, new Map())
    expect(rows.map(({ operation }) => operation)).toEqual(operations.split(","))
    for (const { operation, rollcall, scimmy, bare, statements } of rows) {
      expect({ operation, rollcall: hasFigures(rollcall), scimmy: hasFigures(scimmy), bare: hasFigures(bare) }).toEqual(
        {
          operation,
          rollcall: true,
          scimmy: yardsticks.includes("scimmy") ? true : undefined,
          bare: named(operation)?.bare === true ? true : undefined
        }
      )
      expect(statements).toBeGreaterThan(1)
    }
    expect(Report.table(rows).split("\n")).toHaveLength(1 + rows.length)
  })
})
