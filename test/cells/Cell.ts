/**
 * The cells of the test matrix: a runtime with a storage, each a name and a way to start the real server as a process
 * of its own. A suite gets a base URL and a token from a cell and knows nothing else of it. `TEST_CELL` chooses cells by
 * name, joined by commas; a name that is not here fails, so that no typing error turns into a green run of nothing.
 *
 * Knows the command line, the environment and the line that `serve` prints. Refuses to know what SCIM is.
 */
import { type ChildProcess, spawn } from "node:child_process"
import { mkdtemp, rm } from "node:fs/promises"
import { createRequire } from "node:module"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import * as Postgres from "./Postgres.ts"

export interface Cell {
  readonly name: string
  /** The program and its first arguments; a subcommand of `rollcall` follows. */
  readonly command: ReadonlyArray<string>
  /** A new database; the directory belongs to this server alone. */
  readonly database: (directory: string) => Promise<Postgres.Database>
}

/** What a command of `rollcall` printed and how it ended. */
export interface Outcome {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
}

export interface Server {
  /** The SCIM base, without a slash at its end. */
  readonly base: string
  /** A token of the tenant `default` with every scope. */
  readonly token: string
  readonly pid: number
  /** Runs another command of `rollcall` on the same database. */
  readonly rollcall: (...words: ReadonlyArray<string>) => Promise<Outcome>
  /** A new token, made with more words for `token create`. */
  readonly makeToken: (...words: ReadonlyArray<string>) => Promise<string>
  /** Everything the server wrote so far, both streams. */
  readonly output: () => string
  /** Ends the process by SIGTERM and takes its files away; answers its exit code. */
  readonly stop: () => Promise<number | null>
}

const root = fileURLToPath(new URL("../../", import.meta.url))
/** The program itself: npm's entry for it would start it as a child and keep our signals to itself. */
const deno: string = createRequire(import.meta.url)("deno/install_api.cjs").runInstall()
const bun = join(root, "node_modules/bun/bin/bun.exe")

const runtimes = {
  node: [process.execPath, join(root, "adapters/node/bin/rollcall.js")],
  deno: [deno, "run", "-A", join(root, "adapters/deno/src/main.ts")],
  bun: [bun, join(root, "adapters/bun/src/main.ts")]
}

const databases = {
  sqlite: async (directory: string) => ({
    url: `sqlite:${join(directory, "rollcall.db")}`,
    drop: async () => {}
  }),
  postgres: () => Postgres.database()
}

/** Every runtime with every database. */
export const registry: ReadonlyArray<Cell> = Object.entries(runtimes).flatMap(([runtime, command]) =>
  Object.entries(databases).map(([storage, database]) => ({ name: `${runtime}-${storage}`, command, database }))
)

/** The cells that a value of `TEST_CELL` names; all of them when it is not set. */
export const select = (names: string | undefined): ReadonlyArray<Cell> => {
  if (names === undefined) return registry
  return names.split(",").map((word) => {
    const found = registry.find((cell) => cell.name === word.trim())
    if (found !== undefined) return found
    const known = registry.map((cell) => cell.name).join(", ")
    throw new Error(`TEST_CELL names "${word}", which is no cell. The cells are: ${known}.`)
  })
}

/** The cells that this run is about. */
export const selected = (): ReadonlyArray<Cell> => select(process.env["TEST_CELL"])

const readyMillisMax = 30_000
const stopMillisMax = 20_000

/** Starts the server of a cell on a free port over a new database, and makes a token. */
export const start = async (cell: Cell, settings: Readonly<Record<string, string>> = {}): Promise<Server> => {
  const directory = await mkdtemp(join(tmpdir(), "rollcall-test-"))
  const database = await cell.database(directory)
  const environment = environmentOf(directory, database.url, settings)
  const child = launch(cell, ["serve"], environment)
  const output = collect(child)
  const rollcall = (...words: ReadonlyArray<string>) => run(cell, words, environment)
  const makeToken = async (...words: ReadonlyArray<string>) => tokenOf(await rollcall("token", "create", ...words))
  const stop = async () => {
    const status = await end(child)
    await database.drop()
    await rm(directory, { recursive: true, force: true })
    return status
  }
  try {
    const base = await address(child, output)
    const token = await makeToken("--name", "test", "--json")
    return { base, token, pid: child.pid ?? 0, rollcall, makeToken, output, stop }
  } catch (cause) {
    await stop()
    throw cause
  }
}

/** Runs one command to its end in a fresh directory, for tests of a start that must fail. */
export const attempt = async (
  cell: Cell,
  words: ReadonlyArray<string>,
  settings: Readonly<Record<string, string>>
): Promise<Outcome> => {
  const directory = await mkdtemp(join(tmpdir(), "rollcall-test-"))
  const database = await cell.database(directory)
  try {
    return await run(cell, words, environmentOf(directory, database.url, settings))
  } finally {
    await database.drop()
    await rm(directory, { recursive: true, force: true })
  }
}

/** Nothing of the surrounding environment but what a process needs to run, so that no variable there decides a test. */
function environmentOf(directory: string, databaseUrl: string, settings: Readonly<Record<string, string>>) {
  return {
    PATH: process.env["PATH"] ?? "",
    HOME: directory,
    ROLLCALL_PORT: "0",
    ROLLCALL_DATABASE_URL: databaseUrl,
    ...settings
  }
}

function launch(cell: Cell, words: ReadonlyArray<string>, env: Readonly<Record<string, string>>): ChildProcess {
  const [program, ...first] = cell.command
  if (program === undefined) throw new Error(`The cell ${cell.name} has no command.`)
  return spawn(program, [...first, ...words], { env, stdio: ["ignore", "pipe", "pipe"] })
}

function collect(child: ChildProcess): () => string {
  let text = ""
  const add = (chunk: Buffer) => {
    text += chunk.toString("utf8")
  }
  child.stdout?.on("data", add)
  child.stderr?.on("data", add)
  return () => text
}

async function run(cell: Cell, words: ReadonlyArray<string>, env: Readonly<Record<string, string>>): Promise<Outcome> {
  const child = launch(cell, words, env)
  let stdout = ""
  let stderr = ""
  child.stdout?.on("data", (chunk: Buffer) => {
    stdout += chunk.toString("utf8")
  })
  child.stderr?.on("data", (chunk: Buffer) => {
    stderr += chunk.toString("utf8")
  })
  const late = setTimeout(() => child.kill("SIGKILL"), readyMillisMax)
  const status = await new Promise<number | null>((resolve) => child.once("close", resolve))
  clearTimeout(late)
  return { status, stdout, stderr }
}

/** Waits for the line that says where the server listens. */
async function address(child: ChildProcess, output: () => string): Promise<string> {
  const opening = "Rollcall listens on "
  const until = Date.now() + readyMillisMax
  while (Date.now() < until) {
    const line = output()
      .split("\n")
      .slice(0, -1)
      .find((text) => text.startsWith(opening))
    if (line !== undefined) return line.slice(opening.length).trim()
    if (child.exitCode !== null) throw new Error(`The server ended with ${child.exitCode}:\n${output()}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  throw new Error(`The server did not say where it listens:\n${output()}`)
}

function tokenOf(outcome: Outcome): string {
  if (outcome.status !== 0) throw new Error(`rollcall token create failed: ${outcome.stdout}${outcome.stderr}`)
  const made: unknown = JSON.parse(outcome.stdout)
  if (typeof made === "object" && made !== null && "token" in made && typeof made.token === "string") return made.token
  throw new Error(`rollcall token create printed no token: ${outcome.stdout}`)
}

async function end(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode
  const closed = new Promise<number | null>((resolve) => child.once("close", resolve))
  child.kill("SIGTERM")
  const late = setTimeout(() => child.kill("SIGKILL"), stopMillisMax)
  const status = await closed
  clearTimeout(late)
  return status
}
