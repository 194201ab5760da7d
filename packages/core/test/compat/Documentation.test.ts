import { readFileSync } from "node:fs"
import { describe, expect, it } from "vitest"
import * as Compat from "../../src/compat/Compat.ts"
import { rfcGrammar } from "../../src/filter/Filter.ts"
import * as Policy from "../../src/protocol/Policy.ts"
import * as QuirkDocument from "./QuirkDocument.ts"
import * as Reading from "./Reading.ts"

const docs = new URL("../../../../docs/", import.meta.url)

describe("docs/quirks.md", () => {
  it("is what the quirks say of themselves", async () => {
    await expect(QuirkDocument.render(Compat.quirks)).toMatchFileSnapshot(new URL("quirks.md", docs).pathname)
  })
})

/** The cells of every row of a Markdown table whose first cell is code. */
const rows = (text: string): ReadonlyArray<ReadonlyArray<string>> =>
  text
    .split("\n")
    .filter((line) => line.startsWith("| `"))
    .map((line) =>
      line
        .split("|")
        .slice(1, -1)
        .map((cell) => cell.trim())
    )

/** Choices that a tenant's settings make, whatever it tolerates. */
const settings: ReadonlyArray<string> = ["canonicalValues"]

/** What a tenant has by default and when strict, for each choice, and the quirk that makes the difference. */
const choices: ReadonlyArray<ReadonlyArray<string>> = Object.entries({
  ...Reading.tolerant.policy,
  ...Reading.tolerant.grammar
})
  .filter(([field]) => !settings.includes(field))
  .map(([field, byDefault]) => {
    const strict = { ...Policy.strict, ...rfcGrammar }[field as keyof (Policy.Policy & typeof rfcGrammar)]
    const quirk = Compat.quirks.find(
      ({ kind }) =>
        (kind._tag === "Policy" && Object.hasOwn(kind.policy, field)) ||
        (kind._tag === "Grammar" && Object.hasOwn(kind.grammar, field))
    )
    return [field, String(byDefault), String(strict), quirk?.name ?? "no quirk"]
  })

describe("docs/policies.md", () => {
  const text = readFileSync(new URL("policies.md", docs), "utf8")
  const code = (word: string): string => `\`${word}\``

  it.each(choices)(
    "tells of %s that it is %s by default and %s when strict, by %s",
    (field, byDefault, strict, quirk) => {
      const found = rows(text).filter(([first]) => first === code(field ?? ""))
      expect(found.map((cells) => [cells[2], cells[3], cells[5]])).toEqual([
        [code(byDefault ?? ""), code(strict ?? ""), `[${quirk}](quirks.md#${quirk?.toLowerCase()})`]
      ])
    }
  )

  it.each(settings)("tells of the setting %s", (field) => {
    expect(rows(text).filter(([first]) => first === code(field))).toHaveLength(1)
  })

  it("tells of no choice that there is not", () => {
    const named = rows(text).filter((cells) => cells[5]?.startsWith("["))
    expect(named.map(([first]) => first).sort()).toEqual(choices.map(([field]) => code(field ?? "")).sort())
  })
})
