import { describe, expect, it } from "vitest"
import * as Csv from "../src/Csv.ts"

describe("a line of comma-separated values", () => {
  it.each([
    [["a", 1, undefined, ""], "a,1,,"],
    [['say "hi"', "a,b"], '"say ""hi""","a,b"'],
    [["=1+1", "+1", "-1", "@SUM(A1)", "  =1", "＝1"], "'=1+1,'+1,'-1,'@SUM(A1),'  =1,'＝1"],
    [['=HYPERLINK("x","y")'], `"'=HYPERLINK(""x"",""y"")"`],
    [["a=b", -5], "a=b,-5"],
    [["two\r\nlines\t\x1b[31mred"], "twolines[31mred"]
  ])("of %j", (cells, line) => {
    expect(Csv.line(cells)).toBe(line)
  })
})
