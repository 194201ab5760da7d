import { describe, expect, it } from "vitest"
import * as Choice from "./Choice.ts"

const words = (flag: string, value: string) => [`--${flag}`, value]

describe("what is measured", () => {
  it("is every operation in every cell beside both yardsticks when nothing is asked for", () => {
    const { cells, sizes, operations, yardsticks, plan, json } = Choice.parse([])
    expect(cells).toHaveLength(6)
    expect(operations).toHaveLength(15)
    expect({ sizes, yardsticks, plan, json }).toEqual({
      sizes: [10_000],
      yardsticks: ["scimmy", "bare"],
      plan: { warmMillis: 1_000, millis: 1_000, rounds: 4, connections: 8 },
      json: "dist/bench.json"
    })
  })

  it("is what the flags name, with blanks around the names", () => {
    const { cells, operations } = Choice.parse(["--cells", "bun-postgres, node-sqlite", "--operations", "put ,get"])
    expect(cells.map(({ name }) => name)).toEqual(["node-sqlite", "bun-postgres"])
    expect(operations.map(({ name }) => name)).toEqual(["get", "put"])
  })

  it.each([
    ["cells", "node-sqlite,nodesqlite", '--cells names "nodesqlite", which there is not. There are: node-sqlite, '],
    ["operations", "", '--operations names "", which there is not. There are: get, '],
    ["yardsticks", "express", '--yardsticks names "express", which there is not. There are: scimmy, bare.'],
    ["sizes", "10000,9", '--sizes must be a number from 10 to 1000000, but it is "9".'],
    ["sizes", "1000001", '--sizes must be a number from 10 to 1000000, but it is "1000001".'],
    ["seconds", "long", '--seconds must be a number from 0.01 to 60, but it is "long".'],
    ["connections", "33", '--connections must be a number from 1 to 32, but it is "33".']
  ])("fails for a wrong --%s", (flag, value, message) => {
    expect(() => Choice.parse(words(flag, value))).toThrow(message)
  })

  it("fails for a flag that there is not", () => {
    expect(() => Choice.parse(["--cell", "node-sqlite"])).toThrow("Unknown option '--cell'")
  })
})
