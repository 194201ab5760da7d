import { cp, readdir, readFile, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { checkPackage, createPackageFromTarballData } from "@arethetypeswrong/core"
import { filterProblems } from "@arethetypeswrong/core/problems"
import { Contract } from "@rollcall/contract"
import { publint } from "publint"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import * as Cell from "../cells/Cell.ts"
import * as Program from "../examples/Program.ts"
import * as Story from "../examples/Story.ts"
import * as Installation from "./Installation.ts"
import { provision, worked } from "./Provisioning.ts"

const published = [
  "cli",
  "conformance",
  "console",
  "contract",
  "core",
  "http",
  "postgres",
  "provider",
  "sql",
  "webhook",
  "bun",
  "deno",
  "node"
]

let installed: Installation.Installation

beforeAll(async () => {
  installed = await Installation.make()
}, 300_000)

afterAll(() => installed.remove())

const tarball = (name: string): Installation.Tarball => {
  const found = installed.tarballs.find((packed) => packed.name === `@rollcall/${name}`)
  if (found === undefined) throw new Error(`@rollcall/${name} was not packed.`)
  return found
}

/** A command that the installation brought; the runtime that its first line names is found among the tree's. */
const command = (name: string, storage: Cell.Cell["storage"]): Cell.Cell => ({
  name,
  storage,
  command: [
    "/usr/bin/env",
    `PATH=${join(Installation.root, "node_modules/.bin")}:${process.env.PATH}`,
    join(installed.folder, "node_modules/.bin", name)
  ]
})

describe("what is published", () => {
  it("is every package of the tree", () => {
    expect(installed.tarballs.map((packed) => packed.name)).toEqual(published.map((name) => `@rollcall/${name}`))
  })
})

describe.each(published)("the package @rollcall/%s", (name) => {
  it("has its license, its sources and what they were built to, and nothing else", () => {
    const { files } = tarball(name)
    const places = new Set(files.map((file) => file.split("/")[0]))
    const bin = ["node", "deno", "bun"].includes(name) ? ["bin"] : []
    expect([...places].sort()).toEqual(["LICENSE", ...bin, "dist", "package.json", "src"])
    expect(files).toEqual(expect.arrayContaining(["dist/index.js", "dist/index.d.ts", "src/index.ts"]))
  })

  it("has nothing that publint would change", async () => {
    const { messages } = await publint({ pkgDir: join(installed.folder, "node_modules/@rollcall", name), strict: true })
    expect(messages).toEqual([])
  })

  it("has types where TypeScript looks for them in an ES module", async () => {
    const analysis = await checkPackage(createPackageFromTarballData(await readFile(tarball(name).path)))
    if (!analysis.types) throw new Error("It has no types.")
    const problems = (["node16-esm", "bundler"] as const).flatMap((resolutionKind) =>
      filterProblems(analysis, { resolutionKind })
    )
    expect(problems).toEqual([])
  })
})

describe("an installation of the packages", () => {
  it("has types that somebody's strict program is checked against", async () => {
    const source = published.map((name) => `export * as ${name} from "@rollcall/${name}"\n`).join("")
    await writeFile(join(installed.folder, "program.mts"), source)
    const words = [
      "--noEmit",
      "--strict",
      "--skipLibCheck",
      "--module",
      "NodeNext",
      "--target",
      "ES2022",
      "program.mts"
    ]
    expect(await Installation.run(installed.folder, join(Installation.root, "node_modules/.bin/tsc"), ...words)).toBe(
      ""
    )
  })

  it("answers npx rollcall --help", async () => {
    const help = await Installation.run(installed.folder, "npx", "rollcall", "--help")
    expect(help.split("\n")[0]).toBe("Rollcall")
  })

  // Every pair is a cell, whose suites run over the same files.
  const commands = [
    { name: "rollcall", storage: "sqlite" },
    { name: "rollcall-deno", storage: "postgres" },
    { name: "rollcall-bun", storage: "sqlite" }
  ] as const

  it.each(commands)("serves by $name over $storage", async ({ name, storage }) => {
    expect(await provision(await Cell.start(command(name, storage)))).toEqual(worked)
  })
})

describe("somebody's program over the installed packages", () => {
  const folder = () => join(installed.folder, "examples")

  /** Those of the examples that need nothing beside the packages. */
  const alone = ["effect", "fetch", "filter", "schema", "store", "token"]

  beforeAll(async () => {
    for (const name of alone) await cp(join(Program.examples, name), join(folder(), name), { recursive: true })
    await writeFile(join(folder(), "package.json"), JSON.stringify({ type: "module" }))
  })

  it("is checked against their types, and what it exports can be named", async () => {
    const files = (await readdir(folder(), { recursive: true })).filter((name) => name.endsWith(".ts"))
    expect(files.length).toBeGreaterThan(alone.length)
    const options = {
      strict: true,
      exactOptionalPropertyTypes: true,
      declaration: true,
      emitDeclarationOnly: true,
      outDir: "types",
      skipLibCheck: true,
      module: "NodeNext",
      target: "ES2022",
      lib: ["ES2023", "DOM"],
      rewriteRelativeImportExtensions: true,
      typeRoots: [join(Installation.root, "node_modules/@types")],
      types: ["node"]
    }
    await writeFile(join(folder(), "tsconfig.json"), JSON.stringify({ compilerOptions: options, files }))
    expect(await Installation.run(folder(), join(Installation.root, "node_modules/.bin/tsc"), "-p", ".")).toBe("")
  })

  it("proves a store of its own by the contract", { timeout: 180_000 }, async () => {
    const told = await Program.run(join(folder(), "store/prove.ts"), "--test", "--test-reporter=tap")
    const count = (word: string) => Number(new RegExp(`^# ${word} (\\d+)$`, "m").exec(told)?.[1])
    const cases = Contract.storage.length + Contract.oracle().length
    expect({ pass: count("pass"), fail: count("fail") }).toEqual({ pass: cases, fail: 0 })
  })

  it("serves, as examples/effect does", async () => {
    const program = await Program.start(join(folder(), "effect/main.ts"))
    try {
      expect(await Story.tell(program.send)).toEqual(Story.expected)
    } finally {
      expect(await program.stop()).toBe(0)
    }
  })
})
