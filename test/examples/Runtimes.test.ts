import { type ChildProcess, spawn } from "node:child_process"
import { createRequire } from "node:module"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { examples } from "./Program.ts"

const deno: string = createRequire(import.meta.url)("deno/install_api.cjs").runInstall()
const bun = join(examples, "../node_modules/.bin/bun")

/** What serves a module that has a `fetch`. */
const runtimes: Readonly<Record<string, ReadonlyArray<string>>> = {
  Bun: [bun, "--no-env-file"],
  Deno: [deno, "serve", "--no-prompt", "--conditions=source", "--allow-env", "--allow-read", "--port=0"]
}

/** Where the runtime says that it serves. */
const listening = (child: ChildProcess): Promise<string> =>
  new Promise((resolve, reject) => {
    let text = ""
    const listen = (chunk: string) => {
      text += chunk
      const [, port] = /http:\/\/\S+:(\d+)/.exec(text) ?? []
      if (port !== undefined) resolve(`http://127.0.0.1:${port}`)
    }
    child.stdout?.setEncoding("utf8").on("data", listen)
    child.stderr?.setEncoding("utf8").on("data", listen)
    child.once("close", (code) => reject(new Error(`It ended with ${code}: ${text}`)))
  })

describe("examples/fetch/worker.ts", () => {
  it.each(Object.keys(runtimes))("is served by %s", async (name) => {
    const [program = "", ...words] = runtimes[name] ?? []
    const child = spawn(program, [...words, join(examples, "fetch/worker.ts")], {
      env: { ...process.env, PORT: "0" },
      stdio: ["ignore", "pipe", "pipe"]
    })
    const ended = new Promise((resolve) => child.once("close", resolve))
    try {
      const response = await fetch(`${await listening(child)}/scim/v2/ServiceProviderConfig`)
      expect([response.status, await response.json()]).toMatchObject([200, { patch: { supported: true } }])
    } finally {
      child.kill("SIGTERM")
      await ended
    }
  })
})
