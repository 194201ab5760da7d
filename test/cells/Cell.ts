/**
 * The cells of the test matrix: a runtime with a storage, each a name and a way to start the real server as a process
 * of its own. A suite gets a base URL and a token from a cell and knows nothing else of it. `TEST_CELL` chooses cells by
 * name, joined by commas; a name that is not here fails, so that no typing error turns into a green run of nothing.
 *
 * Knows the command line, the environment and the line that `serve` prints. Refuses to know what SCIM is.
 */
import { type ChildProcess, spawn } from "node:child_process"
import { closeSync, openSync } from "node:fs"
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises"
import { createRequire } from "node:module"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import * as Administration from "./Administration.ts"
import * as Postgres from "./Postgres.ts"

export interface Cell {
  readonly name: string
  /** The program and its first arguments; a subcommand of `rollcall` follows. */
  readonly command: ReadonlyArray<string>
  readonly storage: "sqlite" | "postgres"
}

/** What a command of `rollcall` printed and how it ended. */
export interface Outcome {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
}

export type Signal = "SIGTERM" | "SIGINT" | "SIGKILL"

export interface Server {
  /** The SCIM base, without a slash at its end. */
  readonly base: string
  /** A token of the tenant `default` with every scope. */
  readonly token: string
  readonly pid: number
  /** Runs another command of `rollcall` on the same database. */
  readonly rollcall: (...words: ReadonlyArray<string>) => Promise<Outcome>
  /** What names its database. */
  readonly databaseUrl: string
  /** Everything the server wrote so far, both streams. */
  readonly output: () => string
  /** What it wrote to stdout alone. */
  readonly stdout: () => string
  /** Ends the process and keeps its files; answers its exit code, null when the signal left it no time for one. */
  readonly end: (signal: Signal) => Promise<number | null>
  /**
   * Starts another server over the same database, beside this one or after its end, as another cell where one is given.
   * The token is the same.
   */
  readonly restart: (as?: Cell) => Promise<Server>
  /** Everything that its database holds, as text. */
  readonly stored: () => Promise<string>
  /** Ends the process by SIGTERM and takes its files away; answers its exit code. */
  readonly stop: () => Promise<number | null>
}

const root = fileURLToPath(new URL("../../", import.meta.url))

/**
 * Where Deno keeps what it has compiled. The home of a cell is new each time, and a start that finds nothing there takes
 * twice the processor's time.
 */
export const denoDirectory = join(root, "node_modules/.cache/deno")

/** The program itself: npm's entry for it would start it as a child and keep signals to itself. */
const deno: string = createRequire(import.meta.url)("deno/install_api.cjs").runInstall()

const runtimes = {
  node: [join(root, "node_modules/.bin/rollcall")],
  deno: [
    deno,
    "run",
    "--no-prompt",
    "--allow-net",
    "--allow-env=ROLLCALL_*,PG*,OTEL_*,MSGPACKR_*",
    "--allow-read",
    "--allow-write",
    join(root, "adapters/deno/bin/rollcall-deno.js")
  ],
  bun: [
    join(root, "node_modules/.bin/bun"),
    "--max-http-header-size=32768",
    join(root, "adapters/bun/bin/rollcall-bun.js")
  ]
}

const withEachDatabase = ([program, command]: readonly [string, ReadonlyArray<string>]): ReadonlyArray<Cell> =>
  (["sqlite", "postgres"] as const).map((storage) => ({ name: `${program}-${storage}`, command, storage }))

/** Every runtime with every database. */
export const registry: ReadonlyArray<Cell> = Object.entries(runtimes).flatMap(withEachDatabase)

/** The single-file program of `npm run build:binary`, for those who ask: its code is that of the cells of Bun. */
export const binaries: ReadonlyArray<Cell> = withEachDatabase(["binary", [join(root, "dist/rollcall")]])

/** The cells that a value of `TEST_CELL` names; every runtime with every database when it is not set. */
export const select = (names: string | undefined): ReadonlyArray<Cell> => {
  if (names === undefined) return registry
  const all = [...registry, ...binaries]
  return names.split(",").map((word) => {
    const found = all.find((cell) => cell.name === word.trim())
    if (found !== undefined) return found
    const known = all.map((cell) => cell.name).join(", ")
    throw new Error(`TEST_CELL names "${word}", which is no cell. The cells are: ${known}.`)
  })
}

/** The cells that this run is about. */
export const selected = (): ReadonlyArray<Cell> => select(process.env.TEST_CELL)

/**
 * Each runtime once, and each database at least once, for tests of what is the same code over every pair: conformance and
 * the replays go over all of them. Whoever names cells gets those.
 */
export const spread = (): ReadonlyArray<Cell> =>
  process.env.TEST_CELL === undefined ? select("node-postgres,deno-sqlite,bun-postgres") : selected()

const readyMillisMax = 30_000
const stopMillisMax = 20_000

/** Where the log goes: into `output`, or into a file of the server's directory, where it costs nobody else anything. */
export type Log = "output" | "file"

/** Starts the server of a cell on a free port over a new database, and makes a token. */
export const start = async (
  cell: Cell,
  settings: Readonly<Record<string, string>> = {},
  log: Log = "output"
): Promise<Server> => serve(cell, await place(cell, "quick"), settings, log)

/** The same for tests of what a database goes through: its tables are not made yet, and each change waits for the disk. */
export const begin = async (
  cell: Cell,
  settings: Readonly<Record<string, string>> = {},
  log: Log = "output"
): Promise<Server> => serve(cell, await place(cell, "plain"), settings, log)

/** What a server owns: a directory, and a database in it or in PostgreSQL. */
interface Place {
  readonly directory: string
  readonly databaseUrl: string
  readonly stored: () => Promise<string>
  readonly remove: () => Promise<void>
}

async function place({ storage }: Cell, kind: "quick" | "plain"): Promise<Place> {
  const directory = await mkdtemp(join(tmpdir(), "rollcall-test-"))
  const databases = {
    quick: { postgres: Postgres.database, sqlite: () => sqlite(directory, "?synchronous=normal") },
    plain: { postgres: Postgres.empty, sqlite: () => sqlite(directory, "") }
  }
  const database = await databases[kind][storage]()
  const remove = async () => {
    await database.drop()
    await rm(directory, { recursive: true, force: true })
  }
  return { directory, databaseUrl: database.url, stored: database.stored, remove }
}

/** A database in files, which go with their directory. */
function sqlite(directory: string, options: string): Postgres.Database {
  const name = "rollcall.db"
  const stored = async () => {
    const files = (await readdir(directory)).filter((file) => file.startsWith(name))
    if (!files.includes(name)) throw new Error(`There is no database in ${directory}.`)
    return (await Promise.all(files.map((file) => readFile(join(directory, file), "latin1")))).join("\n")
  }
  return { url: `sqlite:${join(directory, name)}${options}`, stored, drop: async () => {} }
}

async function serve(
  cell: Cell,
  owned: Place,
  settings: Readonly<Record<string, string>>,
  log: Log,
  known?: string
): Promise<Server> {
  const environment = environmentOf(owned, settings)
  const child = launch(cell, ["serve"], environment, log)
  const { stdout, output } = collect(child)
  const rollcall = (...words: ReadonlyArray<string>) => run(cell, words, environment)
  const stop = async () => {
    const status = await end(child, "SIGTERM")
    await owned.remove()
    return status
  }
  try {
    const base = await address(child, output)
    const token =
      known ?? (await Administration.run(owned.databaseUrl, Administration.token({ tenant: "default", name: "test" })))
    return {
      base,
      token,
      pid: child.pid ?? 0,
      rollcall,
      databaseUrl: environment.ROLLCALL_DATABASE_URL,
      output,
      stdout,
      end: (signal) => end(child, signal),
      restart: (as = cell) => serve(as, owned, settings, log, token),
      stored: owned.stored,
      stop
    }
  } catch (cause) {
    await stop()
    throw cause
  }
}

/** Runs one command to its end in a fresh directory over an empty database, for tests of a start that must fail. */
export const attempt = async (
  cell: Cell,
  words: ReadonlyArray<string>,
  settings: Readonly<Record<string, string>>
): Promise<Outcome> => {
  const owned = await place(cell, "plain")
  try {
    return await run(cell, words, environmentOf(owned, settings))
  } finally {
    await owned.remove()
  }
}

/** Nothing of the surrounding environment but what a process needs to run, so that no variable there decides a test. */
function environmentOf({ directory, databaseUrl }: Place, settings: Readonly<Record<string, string>>) {
  return {
    PATH: process.env.PATH ?? "",
    HOME: directory,
    DENO_DIR: denoDirectory,
    ROLLCALL_PORT: "0",
    ROLLCALL_DATABASE_URL: databaseUrl,
    ...settings
  }
}

function launch(
  cell: Cell,
  words: ReadonlyArray<string>,
  env: Readonly<Record<string, string>>,
  log: Log = "output"
): ChildProcess {
  const [program, ...first] = cell.command
  if (program === undefined) throw new Error(`The cell ${cell.name} has no command.`)
  const stderr = log === "file" ? openSync(join(env.HOME ?? "", "log"), "a") : "pipe"
  try {
    // It starts in its own directory, so that it finds nothing of this tree by chance.
    return spawn(program, [...first, ...words], { cwd: env.HOME, env, stdio: ["ignore", "pipe", stderr] })
  } finally {
    if (typeof stderr === "number") closeSync(stderr)
  }
}

/** What a process writes, as it grows. */
function collect(child: ChildProcess) {
  const texts = { stdout: "", stderr: "", output: "" }
  const write = (name: "stdout" | "stderr") => (chunk: string) => {
    texts[name] += chunk
    texts.output += chunk
  }
  child.stdout?.setEncoding("utf8").on("data", write("stdout"))
  child.stderr?.setEncoding("utf8").on("data", write("stderr"))
  child.once("error", ({ message }) => write("stderr")(message))
  return { stdout: () => texts.stdout, stderr: () => texts.stderr, output: () => texts.output }
}

async function run(cell: Cell, words: ReadonlyArray<string>, env: Readonly<Record<string, string>>): Promise<Outcome> {
  const child = launch(cell, words, env)
  const { stdout, stderr } = collect(child)
  const late = setTimeout(() => child.kill("SIGKILL"), readyMillisMax)
  const status = await new Promise<number | null>((resolve) => child.once("close", resolve))
  clearTimeout(late)
  return { status, stdout: stdout(), stderr: stderr() }
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
    const ended = child.exitCode ?? child.signalCode
    if (ended !== null) throw new Error(`The server ended with ${ended}:\n${output()}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  throw new Error(`The server did not say where it listens:\n${output()}`)
}

async function end(child: ChildProcess, signal: Signal): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode
  const closed = new Promise<number | null>((resolve) => child.once("close", resolve))
  child.kill(signal)
  const late = setTimeout(() => child.kill("SIGKILL"), stopMillisMax)
  const status = await closed
  clearTimeout(late)
  return status
}
