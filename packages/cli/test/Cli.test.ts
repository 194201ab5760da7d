import { Cli } from "@rollcall/cli"
import { Exit, FiberId } from "effect"
import { describe, expect, it } from "vitest"
import * as Installation from "./Installation.ts"

const { run } = await Installation.make()

describe("the command line", () => {
  it("says what there is and which variables count, without colours outside of a terminal", async () => {
    const { status, stdout, stderr } = await run(["--help"])
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" })
    expect(stdout).not.toContain("\x1b")
    for (const word of ["serve", "token rotate", "tenant update", "user list", "ROLLCALL_DATABASE_URL: sqlite:"]) {
      expect(stdout).toContain(word)
    }
  })

  it("has colours in a terminal", async () => {
    expect((await run(["--help"], { terminal: true })).stdout).toContain("\x1b[")
  })

  it("says its version", async () => {
    expect((await run(["--version"])).stdout.trim()).toBe("0.1.0")
  })

  const hint = 'rollcall: "rollcall --help" shows what there is to type, and "rollcall COMMAND --help" how.'

  it.each([
    ["tokens", "Invalid subcommand for rollcall - use one of 'serve', 'migrate', 'token', 'tenant', 'user'"],
    ["token create", "Expected to find option: '--name'"],
    ["token revoke", "Missing argument <id>"],
    ["token list --all", "Received unknown argument: '--all'"],
    ["tenant update default --on-delete burn", "Expected one of the following cases: remove, keep"]
  ])("fails on %j and says why on stderr", async (words, reason) => {
    const { status, stdout, stderr } = await run(words.split(" "))
    expect({ status, stdout }).toEqual({ status: 1, stdout: "" })
    expect(stderr.split("\n").filter((line) => line !== "")).toEqual([expect.stringContaining(reason), hint])
  })

  it("fails on a bad environment, whatever the command, with a line for each variable", async () => {
    const env = { ROLLCALL_PORT: "x", ROLLCALL_LOG: "y" }
    for (const words of [["serve"], ["token", "list"]]) {
      expect(await run(words, { env })).toEqual({
        status: 1,
        stdout: "",
        stderr: [
          'rollcall: ROLLCALL_PORT must be a whole number from 0 to 65535, where 0 takes a free port, but it is "x".',
          'ROLLCALL_LOG must be json or text, but it is "y".',
          ""
        ].join("\n")
      })
    }
  })
})

describe("the exit code", () => {
  const codeOf = (exit: Exit.Exit<unknown, unknown>, ...words: ReadonlyArray<string>) => {
    const codes: Array<number> = []
    Cli.teardown(["node", "rollcall", ...words])(exit, (code) => void codes.push(code))
    return codes
  }

  it("is 130 where a command was interrupted, and 0 where a server was asked to stop", () => {
    const interrupted = Exit.interrupt(FiberId.none)
    expect(codeOf(interrupted, "import")).toEqual([130])
    expect(codeOf(interrupted, "serve")).toEqual([0])
    expect([codeOf(Exit.void, "import"), codeOf(Exit.fail("no"), "import")]).toEqual([[0], [1]])
  })
})

describe("migrate", () => {
  it("says that the database is up to date", async () => {
    expect([await run(["migrate"]), await run(["migrate", "--json"])]).toEqual([
      { status: 0, stdout: "The database is up to date.\n", stderr: "" },
      { status: 0, stdout: '{"migrated":true}\n', stderr: "" }
    ])
  })
})
