/**
 * The servers that others are measured beside, each a program of its own that says on a line where it listens. They are
 * ended by their ids, whatever happened to them.
 */
import { type ChildProcess, spawn } from "node:child_process"
import { fileURLToPath } from "node:url"
import type * as Cell from "../cells/Cell.ts"
import type { Target } from "./Load.ts"
import { opening } from "./yardstick/announce.ts"

export interface Yardstick extends Target {
  readonly pid: number
  readonly stop: () => Promise<void>
}

const root = fileURLToPath(new URL("../../", import.meta.url))

const place = (name: string): string => fileURLToPath(new URL(`yardstick/${name}.ts`, import.meta.url))

/** Node reads no TypeScript before version 22. */
const onNode: ReadonlyArray<string> = [process.execPath, "--import", "tsx", "--conditions=source"]

/** Says the same to every request: how fast the load can ask. */
export const empty = (): Promise<Yardstick> => start("empty", [...onNode, place("empty")], "")

/** SCIMMY with a population of that size. */
export const scimmy = (size: number): Promise<Yardstick> =>
  start("scimmy", [...onNode, place("scimmy"), `${size}`, token], token)

/** SCIMMY checks a token because everybody does. */
const token = "a-token-of-the-yardstick"

/** The bare runtime of the cell over the same database as the cell's server. */
export const bare = ({ name, command: [program = ""] }: Cell.Cell, databaseUrl: string): Promise<Yardstick> => {
  const runtime = name.slice(0, name.indexOf("-"))
  return start("bare", [...bareCommand(runtime, program), databaseUrl], "")
}

const bareCommand = (runtime: string, program: string): ReadonlyArray<string> => {
  switch (runtime) {
    case "deno":
      return [program, "run", "--no-prompt", "--allow-all", place("deno")]
    case "bun":
      return [program, place("bun")]
    default:
      return [...onNode, place("node")]
  }
}

const readyMillisMax = 60_000
const stopMillisMax = 10_000

const start = async (name: string, [program = "", ...words]: ReadonlyArray<string>, token: string) => {
  const child = spawn(program, words, { cwd: root, stdio: ["ignore", "pipe", "pipe"] })
  const stop = () => end(child)
  try {
    const yardstick: Yardstick = { name, base: await address(child), token, pid: child.pid ?? 0, stop }
    return yardstick
  } catch (cause) {
    await stop()
    throw cause
  }
}

const address = (child: ChildProcess): Promise<string> =>
  new Promise((resolve, reject) => {
    let output = ""
    const fail = (what: string) => reject(new Error(`${child.spawnargs.join(" ")} ${what}:\n${output}`))
    const late = setTimeout(() => fail("did not say where it listens"), readyMillisMax)
    const read = (text: string) => {
      output += text
      const line = output.split("\n").find((candidate) => candidate.startsWith(opening) && output.includes("\n"))
      if (line === undefined) return
      clearTimeout(late)
      resolve(line.slice(opening.length))
    }
    child.stdout?.setEncoding("utf8").on("data", read)
    child.stderr?.setEncoding("utf8").on("data", read)
    child.once("error", ({ message }) => fail(`could not be started (${message})`))
    child.once("exit", (code) => {
      clearTimeout(late)
      fail(`ended with ${code}`)
    })
  })

const end = async (child: ChildProcess): Promise<void> => {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
  const closed = new Promise((resolve) => child.once("close", resolve))
  child.kill("SIGTERM")
  const late = setTimeout(() => child.kill("SIGKILL"), stopMillisMax)
  await closed
  clearTimeout(late)
}
