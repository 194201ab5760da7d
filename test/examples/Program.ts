/**
 * An example as a reader runs it: a program of its own, in an empty folder, on a free port. It says where it serves and
 * with which token; nothing else of it is known here.
 */
import { type ChildProcess, execFile, spawn } from "node:child_process"
import { mkdtemp, rm } from "node:fs/promises"
import { createRequire } from "node:module"
import { tmpdir } from "node:os"
import { join, resolve } from "node:path"
import { fileURLToPath, pathToFileURL } from "node:url"
import { promisify } from "node:util"

export interface Program {
  /** Where the program serves, without a path. */
  readonly origin: string
  /** Sends a request to its SCIM endpoint, with the token. */
  readonly send: Send
  /** Asks it to stop; answers its exit code. */
  readonly stop: () => Promise<number | null>
}

export type Send = (path: string, init?: RequestInit) => Promise<Response>

export const examples = fileURLToPath(new URL("../../examples/", import.meta.url))

const tsx = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href
/** What an example is run with. */
export const words: ReadonlyArray<string> = ["--import", tsx]

/** Runs an example, or another file by its whole path, to its end; answers what it wrote to stdout, and fails where it fails. */
export const run = async (name: string, ...more: ReadonlyArray<string>): Promise<string> =>
  (await promisify(execFile)(process.execPath, [...words, ...more, resolve(examples, name)])).stdout

/** Starts an example, or another file by its whole path. */
export const start = async (name: string): Promise<Program> => {
  const folder = await mkdtemp(join(tmpdir(), "rollcall-example-"))
  const child = spawn(process.execPath, [...words, resolve(examples, name)], {
    cwd: folder,
    env: { ...process.env, PORT: "0" },
    stdio: ["ignore", "pipe", "inherit"]
  })
  const stop = async () => {
    const ended = new Promise<number | null>((resolve) => child.once("exit", resolve))
    if (child.exitCode === null) child.kill("SIGTERM")
    const code = child.exitCode ?? (await ended)
    await rm(folder, { recursive: true, force: true })
    return code
  }
  try {
    const [base, token] = await given(child)
    return { origin: new URL(base).origin, send: sending(base, token, fetch), stop }
  } catch (cause) {
    await stop()
    throw cause
  }
}

/** The endpoint and the token that a program tells when it serves. */
const given = (child: ChildProcess): Promise<readonly [base: string, token: string]> =>
  new Promise((resolve, reject) => {
    let text = ""
    child.stdout?.setEncoding("utf8").on("data", (chunk: string) => {
      text += chunk
      const [, base, token] = /^Give it (\S+) and the token (\S+)$/m.exec(text) ?? []
      if (base !== undefined && token !== undefined) resolve([base, token])
    })
    child.once("error", reject)
    child.once("close", (code) => reject(new Error(`It ended with ${code}: ${text}`)))
  })

/** Sends requests to an endpoint by `answer`, with the token. */
export const sending =
  (base: string, token: string, answer: (request: Request) => Promise<Response>): Send =>
  (path, init = {}) =>
    answer(
      new Request(`${base}${path}`, {
        ...init,
        headers: { authorization: `Bearer ${token}`, "content-type": "application/scim+json" }
      })
    )
