import { spawnSync } from "node:child_process"
import { readFile } from "node:fs/promises"
import { join } from "node:path"
import { DockerfileParser, type From, type Instruction } from "dockerfile-ast"
import { validate } from "dockerfile-utils"
import { describe, expect, it } from "vitest"
import * as Cell from "../cells/Cell.ts"
import { root } from "./Installation.ts"

const text = await readFile(join(root, "Containerfile"), "utf8")
const file = DockerfileParser.parse(text)
const instructions = file.getInstructions()
/** The instructions of the image that runs, which is the last one. */
const running = instructions.slice(instructions.findLastIndex((instruction) => instruction.getKeyword() === "FROM"))

const argumentsOf = (among: ReadonlyArray<Instruction>, keyword: string): ReadonlyArray<string> =>
  among.filter((found) => found.getKeyword() === keyword).map((found) => found.getRawArgumentsContent() ?? "")

const rollcall: Cell.Cell = {
  name: "node-sqlite",
  storage: "sqlite",
  command: [join(root, "node_modules/.bin/rollcall")]
}

describe("the Containerfile", () => {
  it("has nothing that a builder would refuse or warn of", () => {
    expect(validate(text)).toEqual([])
  })

  it("builds on images of one exact version of Node", () => {
    const images = file.getFROMs().map((from: From) => from.getImage() ?? "")
    const versions = images.map((image) => image.split("/").at(-1)?.split("-")[0])
    expect(new Set(versions)).toEqual(new Set(["node:22.21.1"]))
  })

  it("runs as a user who is not root, named by number", () => {
    expect(argumentsOf(running, "USER")).toEqual(["1000:1000"])
  })

  it("finds a server healthy that is ready, and unhealthy when it is gone", async () => {
    const [node = "", ...words]: ReadonlyArray<string> = JSON.parse(
      (argumentsOf(running, "HEALTHCHECK")[0] ?? "").replace("CMD", "")
    )
    const server = await Cell.start(rollcall)
    const env = { PATH: process.env.PATH, ROLLCALL_PORT: new URL(server.base).port }
    const check = () => spawnSync(node, words, { env }).status
    const ready = check()
    await server.stop()
    expect({ ready, gone: check() }).toEqual({ ready: 0, gone: 1 })
  })

  it("listens for other hosts, on the port that it exposes", () => {
    expect(argumentsOf(running, "EXPOSE")).toEqual(["8042"])
    expect(argumentsOf(running, "ENV")).toEqual([
      expect.stringMatching(/ROLLCALL_HOST=0\.0\.0\.0(?=[\s\\]).*ROLLCALL_PORT=8042(?=[\s\\])/s)
    ])
  })

  it("keeps its data in a volume", () => {
    expect(argumentsOf(running, "VOLUME")).toEqual(["/data"])
    expect(argumentsOf(running, "ENV")).toEqual([expect.stringContaining("ROLLCALL_DATABASE_URL=sqlite:/data/")])
  })

  it("receives signals itself, as the first process", () => {
    expect(argumentsOf(running, "ENTRYPOINT")).toEqual(['["rollcall"]'])
    expect(argumentsOf(running, "CMD")).toEqual(['["serve"]'])
  })

  it("gets nothing of a working tree but what is named", async () => {
    const lines = (await readFile(join(root, ".dockerignore"), "utf8")).split("\n")
    expect(lines.filter((line) => line !== "" && !line.startsWith("#"))[0]).toBe("*")
  })
})
