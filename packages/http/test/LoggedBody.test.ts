import { SchemaRegistry } from "@rollcall/core"
import { describe, expect, it } from "vitest"
import * as LoggedBody from "../src/LoggedBody.ts"

const bodies = LoggedBody.of(SchemaRegistry.standard)
const body = { userName: "ada", password: "secret", active: true }

describe("a body in the log", () => {
  it.each([
    ["none", undefined],
    ["masked", '{"userName":"***","password":"***","active":true}'],
    ["whole", '{"userName":"ada","password":"***","active":true}']
  ] as const)("is shown %s", (kept, shown) => {
    expect([bodies.ofJson(body, kept), bodies.ofText(JSON.stringify(body), kept)]).toEqual([shown, shown])
  })

  it("leaves no value of a client in the path that an error names", () => {
    const path = 'emails[type eq "work" and value eq "ada@x.example"].value'
    expect(bodies.ofPath(path)).toBe('emails[type eq "work" and value eq "***"].value')
  })

  it("is not kept where it is no JSON", () => {
    expect(bodies.ofText("password=secret", "whole")).toBeUndefined()
  })

  it("is cut where it is long, and says how long it was", () => {
    const shown = bodies.ofJson({ title: "x".repeat(20_000) }, "whole")
    expect(shown).toHaveLength(16 * 1024 + "… (20012 characters in all)".length)
    expect(shown?.endsWith("… (20012 characters in all)")).toBe(true)
  })

  it("is not looked at beyond the bound, and says its length alone", () => {
    const text = (length: number) => `"${"x".repeat(length - 2)}"`
    expect(bodies.ofText(text(LoggedBody.bytesMax), "masked")).toBe('"***"')
    expect(bodies.ofText(text(LoggedBody.bytesMax + 1), "masked")).toBe("(131073 bytes, more than the log keeps)")
  })
})
