import { CoverageReport } from "@rollcall/conformance"
import { describe, expect, it } from "vitest"

describe("the report", () => {
  it("shows what is proven, what is not and why, and sums up the sections", () => {
    const section = "RFC 7644 §3.7"
    const covered = [
      { requirement: { id: "7644-3.7-01", section, level: "MAY", status: "tested" }, cases: ["a: b", "c: d"] },
      { requirement: { id: "7644-3.7-02", section, level: "MUST", status: "notOffered", reason: "Bulk." }, cases: [] },
      { requirement: { id: "7644-3.7-03", section, level: "MUST", status: "notOffered", reason: "Bulk." }, cases: [] },
      { requirement: { id: "7644-7.1-01", section: "RFC 7644 §7.1", level: "MUST", status: "tested" }, cases: [] }
    ] as const
    expect(CoverageReport.render({ covered, unknown: [] }).split("\n")).toEqual([
      "",
      "Proven, if the cases pass",
      "=========================",
      "7644-3.7-01        MAY     a: b (and 1 more)",
      "",
      "Not proven",
      "==========",
      "",
      "Not offered. Bulk.",
      "  7644-3.7-02        MUST  ",
      "  7644-3.7-03        MUST  ",
      "",
      "No case and no reason:",
      "  7644-7.1-01        MUST  ",
      "",
      "By section",
      "==========",
      "RFC 7644 §3.7            1 of 3 proven, 2 not offered",
      "RFC 7644 §7.1            0 of 1 proven",
      "All                      1 of 4 proven, 2 not offered"
    ])
  })
})
