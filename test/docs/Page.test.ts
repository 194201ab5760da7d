import { describe, expect, it } from "vitest"
import * as Page from "./Page.ts"

const page = (...lines: ReadonlyArray<string>): string => lines.join("\n")

describe("a page", () => {
  it("is its blocks, each with its language, what stands behind that, and its line", () => {
    const text = page("# A", "```sh", "a", "", "b", "```", "and", "```sh needs psql", "c", "```")
    expect(Page.parse(text)).toEqual([
      { language: "sh", words: [], text: "a\n\nb", line: 2 },
      { language: "sh", words: ["needs", "psql"], text: "c", line: 8 }
    ])
  })

  it("has blocks in lists, without what they are indented by", () => {
    const text = page("1. A", "", "   ```sh", "   a \\", "     b", "   ```")
    expect(Page.parse(text)).toEqual([{ language: "sh", words: [], text: "a \\\n  b", line: 3 }])
  })

  it("is refused where a block does not end, since what follows would not be run", () => {
    expect(() => Page.parse(page("# A", "```sh", "a"))).toThrow("The block that begins in line 2 does not end.")
  })
})
