import { describe, expect, it } from "vitest"
import * as Progress from "../src/Progress.ts"

describe("progress", () => {
  it("shows a bar, a number and a pace where the whole is known", () => {
    expect(Progress.render("lines", 1_500, 0.5, 2_000)).toBe(
      `[${"#".repeat(15)}${"-".repeat(15)}]  50 %  1,500 lines, 750 a second`
    )
  })

  it("shows the number alone where it is not, and no pace before there is time", () => {
    expect(Progress.render("lines", 7, undefined, 0)).toBe("7 lines")
  })
})
