import { afterEach, beforeEach, describe, expect, it, vi } from "vitest"
import { LogLines } from "../src/LogLines.ts"

const printed: Array<string> = []
const print = (text: string) => void printed.push(text)

beforeEach(() => {
  printed.length = 0
  vi.useFakeTimers()
})

afterEach(() => void vi.useRealTimers())

describe("lines of the log", () => {
  it("are printed together when they come within a millisecond", () => {
    const lines = new LogLines()
    lines.gather("a", print)
    lines.gather("b", print)
    expect(printed).toEqual([])
    vi.advanceTimersByTime(1)
    lines.gather("c", print)
    vi.advanceTimersByTime(1)
    expect(printed).toEqual(["a\nb", "c"])
  })

  it("come in their order, also where one of them cannot wait", () => {
    const lines = new LogLines()
    lines.gather("a", print)
    lines.write("b", print)
    vi.advanceTimersByTime(1)
    expect(printed).toEqual(["a", "b"])
  })

  it("wait no longer when there are many, or when the last is asked for", () => {
    const lines = new LogLines()
    for (let number = 1; number <= 201; number++) lines.gather(`${number}`, print)
    expect(printed.map((text) => text.split("\n").length)).toEqual([200])
    lines.flush()
    lines.flush()
    expect(printed.slice(1)).toEqual(["201"])
  })
})
