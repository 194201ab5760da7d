import { describe, expect, it } from "vitest"
import * as Cell from "./Cell.ts"

const names = (cells: ReadonlyArray<Cell.Cell>) => cells.map((cell) => cell.name)

describe("the choice of cells", () => {
  it("is every cell when nothing is asked for", () => {
    expect(names(Cell.select(undefined))).toEqual(["node-sqlite"])
  })

  it("is the named cell", () => {
    expect(names(Cell.select("node-sqlite"))).toEqual(["node-sqlite"])
  })

  it("reads a list with blanks around its names", () => {
    expect(names(Cell.select(" node-sqlite , node-sqlite"))).toEqual(["node-sqlite", "node-sqlite"])
  })

  it("fails on a name that is no cell and says which there are", () => {
    expect(() => Cell.select("node-sqlite,nodesqlite")).toThrow(
      'TEST_CELL names "nodesqlite", which is no cell. The cells are: node-sqlite.'
    )
  })

  it("fails on an empty name", () => {
    expect(() => Cell.select("")).toThrow('TEST_CELL names "", which is no cell.')
  })

  it("has no two cells of one name", () => {
    expect(new Set(names(Cell.registry)).size).toBe(Cell.registry.length)
  })
})

describe.each(Cell.selected())("the cell $name", (cell) => {
  it("starts on a free port, answers with its token, and ends with 0 when it is told to", async () => {
    const server = await Cell.start(cell)
    const answer = await fetch(`${server.base}/Users?count=0`, { headers: { authorization: `Bearer ${server.token}` } })
    const status = await server.stop()
    expect({ answer: answer.status, status }).toEqual({ answer: 200, status: 0 })
  })
})
