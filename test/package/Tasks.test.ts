import { type ChildProcess, spawn } from "node:child_process"
import { readFile } from "node:fs/promises"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { root } from "./Installation.ts"

/** The line that a command of the README prints when it serves; the process is ended by then. */
const firstLine = async (...words: ReadonlyArray<string>): Promise<string> => {
  const child = spawn("npm", ["run", "--silent", ...words], {
    cwd: root,
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      ROLLCALL_PORT: "0",
      ROLLCALL_DATABASE_URL: "sqlite::memory:"
    },
    stdio: ["ignore", "pipe", "ignore"],
    // A group of its own: what is started stands behind npm and a shell.
    detached: true
  })
  try {
    return await lineOf(child)
  } finally {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, "SIGTERM")
  }
}

const lineOf = (child: ChildProcess): Promise<string> =>
  new Promise((resolve, reject) => {
    let text = ""
    child.stdout?.setEncoding("utf8").on("data", (chunk: string) => {
      text += chunk
      if (text.includes("\n")) resolve(text.slice(0, text.indexOf("\n")))
    })
    child.once("error", reject)
    child.once("close", (status) => reject(new Error(`It ended with ${status}: ${text}`)))
  })

interface DenoConfiguration {
  readonly tasks: Readonly<Record<string, { readonly command: string }>>
}

describe("the tasks of the tree", () => {
  it.each(["start:deno", "start:bun"])("%s serves", async (task) => {
    expect(await firstLine(task)).toMatch(/^Rollcall listens on http:\/\/127\.0\.0\.1:\d+\/scim\/v2$/)
  })

  it("give Deno the network, the settings of Rollcall and of PostgreSQL, and the folder, and nothing else", async () => {
    const { tasks }: DenoConfiguration = JSON.parse(await readFile(join(root, "deno.json"), "utf8"))
    const permissions = Object.values(tasks).map(({ command }) =>
      command.split(" ").filter((word) => word.startsWith("-A") || word.startsWith("--allow"))
    )
    const least = ["--allow-net", "--allow-env='ROLLCALL_*,PG*,OTEL_*,MSGPACKR_*'", "--allow-read=.", "--allow-write=."]
    expect(permissions).toEqual([least, least, least])
  })
})
