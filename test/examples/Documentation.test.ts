import { readdir, readFile } from "node:fs/promises"
import { join } from "node:path"
import { ScimHandler } from "@rollcall/http"
import { describe, expect, it } from "vitest"
import { examples } from "./Program.ts"

const root = join(examples, "..")
const read = (path: string) => readFile(join(root, path), "utf8")

interface Block {
  /** What the line before it links to. */
  readonly file: string | undefined
  readonly language: string
  readonly code: string
}

const blocksOf = (page: string): ReadonlyArray<Block> =>
  Array.from(page.matchAll(/([^\n]*)\n\n```(\w+)\n([\s\S]*?)\n```/g), ([, before = "", language = "", code = ""]) => ({
    file: /^\[(examples\/[^\]]+)\]\(\.\.\/\1\)$/.exec(before)?.[1],
    language,
    code
  }))

describe("docs/embedding.md", () => {
  it("shows nothing as code that is not in the example that it names", async () => {
    const blocks = blocksOf(await read("docs/embedding.md")).filter(({ language }) => language === "ts")
    expect(blocks.length).toBeGreaterThan(10)
    for (const { file, code } of blocks) {
      if (file === undefined) return expect.unreachable(`No example is named before ${code}`)
      expect(`\n${await read(file)}`).toContain(`\n${code}\n`)
    }
  })

  it("names every example", async () => {
    const page = await read("docs/embedding.md")
    const names = (await readdir(examples, { withFileTypes: true })).filter((entry) => entry.isDirectory())
    expect(names.map(({ name }) => name).filter((name) => !page.includes(`examples/${name}`))).toEqual([])
  })

  it("says of every setting of a mount what it decides, and of no other", async () => {
    const [table = ""] = /\| name \| default [\s\S]*?\n\n/.exec(await read("docs/embedding.md")) ?? []
    const named = Array.from(table.matchAll(/^\| `(\w+)`/gm), ([, name]) => name)
    expect(named.sort()).toEqual([...Object.keys(ScimHandler.standard), "baseUrl"].sort())
  })

  it("installs the versions that the packages are built with", async () => {
    const page = await read("docs/embedding.md")
    const { dependencies } = JSON.parse(await read("adapters/node/package.json"))
    const { devDependencies } = JSON.parse(await read("package.json"))
    const known: Readonly<Record<string, string>> = { ...devDependencies, ...dependencies }
    const installed = blocksOf(page).flatMap(({ code }) => Array.from(code.matchAll(/(\S+)@(\d\S*)/g)))
    expect(installed.map(([, name]) => name)).toEqual(["effect", "@effect/sql-sqlite-node"])
    for (const [, name = "", version = ""] of installed) expect(known[name]).toMatch(new RegExp(`^${version}\\b`))
  })
})

describe("docs/administration.md", () => {
  it("shows nothing as code that is not in the example that it names", async () => {
    const blocks = blocksOf(await read("docs/administration.md")).filter(({ language }) => language === "ts")
    expect(blocks.map(({ file }) => file)).toEqual(["examples/administration/main.ts"])
    for (const { code, file = "" } of blocks) expect(`\n${await read(file)}`).toContain(`\n${code}\n`)
  })
})

describe("README.md", () => {
  it("leads to the page, and shows lines of the first example", async () => {
    const readme = await read("README.md")
    expect(readme).toContain("(docs/embedding.md)")
    const lines = (await read("examples/hono/main.ts")).split("\n")
    const shown = blocksOf(readme).flatMap(({ language, code }) => (language === "ts" ? code.split("\n") : []))
    expect(shown.length).toBeGreaterThan(0)
    expect(shown.filter((line) => !lines.includes(line))).toEqual([])
  })
})
