/**
 * A person at a terminal: an empty folder, commands one after another with what was exported before, and servers that
 * run in other terminals until all is over. Knows `sh`; refuses to know what is typed.
 */
import { type ChildProcess, spawn } from "node:child_process"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join, resolve } from "node:path"
import * as Cell from "../cells/Cell.ts"

export interface Shell {
  readonly folder: string
  /** Types a text and waits for its end; fails where a command in it fails, with what it said. */
  readonly run: (text: string) => Promise<string>
  /** Types a text in another terminal and waits until it says that it listens. */
  readonly serve: (text: string) => Promise<void>
  /** Ends what serves and takes the folder away. */
  readonly close: () => Promise<void>
}

/** What a command of its own takes at most. */
const runMillisMax = 60_000
const listening = "Rollcall listens on "

/**
 * Nothing of the surrounding environment counts but the path, in which the folders of `paths` come first. They are named
 * as seen from the new folder.
 */
export const open = async (
  paths: ReadonlyArray<string>,
  settings: Readonly<Record<string, string>>
): Promise<Shell> => {
  const folder = await mkdtemp(join(tmpdir(), "rollcall-docs-"))
  const searched = paths.map((path) => resolve(folder, path))
  const servers: Array<ChildProcess> = []
  const type = (text: string) =>
    spawn("/bin/sh", ["-c", `test -f .exported && . ./.exported\nset -e\n${text}\nexport -p > .exported`], {
      cwd: folder,
      env: { ...settings, PATH: [...searched, process.env.PATH].join(":"), HOME: folder, DENO_DIR: Cell.denoDirectory },
      stdio: ["ignore", "pipe", "pipe"],
      // A group of its own: the shell stands before what it runs.
      detached: true
    })
  return {
    folder,
    run: (text) => ended(type(text), text),
    serve: async (text) => {
      const server = type(text)
      servers.push(server)
      await serving(server, text)
    },
    close: async () => {
      await Promise.all(servers.map(stop))
      await rm(folder, { recursive: true, force: true })
    }
  }
}

const collect = (child: ChildProcess, found: (text: string) => void = () => {}): (() => string) => {
  let output = ""
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (chunk: string) => {
      output += chunk
      found(output)
    })
  }
  return () => output
}

const ended = (child: ChildProcess, text: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const output = collect(child)
    const late = setTimeout(() => signal(child, "SIGKILL"), runMillisMax)
    child.once("close", (status) => {
      clearTimeout(late)
      if (status === 0) resolve(output())
      else reject(new Error(`It ended with ${status}:\n${text}\n${output()}`))
    })
  })

const serving = (child: ChildProcess, text: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const output = collect(child, (said) => said.includes(listening) && resolve())
    child.once("close", (status) => reject(new Error(`The server ended with ${status}:\n${text}\n${output()}`)))
  })

const stop = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return
  const closed = new Promise((resolve) => child.once("close", resolve))
  signal(child, "SIGTERM")
  await closed
}

/** To the whole group, since what serves is a child of the shell. */
const signal = (child: ChildProcess, name: "SIGTERM" | "SIGKILL"): void => {
  if (child.pid !== undefined) process.kill(-child.pid, name)
}
