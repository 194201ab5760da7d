import { beforeEach, describe, expect, it } from "vitest"
import * as Installation from "./Installation.ts"

let rollcall: Installation.Installation

beforeEach(async () => {
  rollcall = await Installation.make()
})

const day = 24 * 3_600_000
const at = (millis: number): string => new Date(Installation.now + millis).toISOString()
const failure = (message: string): Installation.Outcome => ({ status: 1, stdout: "", stderr: `rollcall: ${message}\n` })

const create = async (...words: ReadonlyArray<string>) =>
  Object(await rollcall.json(["tenant", "setup-link", "default", ...words]))

describe("tenant setup-link", () => {
  it("prints a link once, lists it without its secret, and ends it", async () => {
    const { url, ...made } = await create("--for", "The directory", "--expires", "3d")
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:8042\/connect#rollcall_setup_[\w-]{49}$/)
    expect(made).toEqual({
      id: expect.any(String),
      tenant: "default",
      note: "The directory",
      state: "unopened",
      createdAt: at(0),
      expiresAt: at(3 * day)
    })
    expect(await rollcall.json(["tenant", "setup-links", "default"])).toEqual([made])
    const ended = await rollcall.run(["tenant", "end-setup-link", "default", made.id])
    expect(ended.stdout).toBe(`Set-up link ${made.id} opens nothing any more, and what it had opened is closed.\n`)
    expect((await rollcall.run(["tenant", "setup-links", "default"])).stdout.split("\n")).toEqual([
      "ID                                    FOR            STATE    EXPIRES                   SESSION UNTIL",
      `${made.id}  The directory  revoked  ${at(3 * day)}  -`,
      ""
    ])
  })

  it("is for a week, and expires", async () => {
    expect(await create()).toMatchObject({ note: "", expiresAt: at(7 * day) })
    const later = { now: Installation.now + 7 * day }
    expect(await rollcall.json(["tenant", "setup-links", "default"], later)).toMatchObject([{ state: "expired" }])
  })

  it.each([
    [["setup-link", "acme"], 'There is no tenant "acme". "rollcall tenant list" shows those that there are.'],
    [["setup-links", "acme"], 'There is no tenant "acme". "rollcall tenant list" shows those that there are.'],
    [
      ["setup-link", "default", "--expires", "31d"],
      "--expires must be 30d at most: a link lies in somebody's mailbox."
    ],
    [
      ["end-setup-link", "default", "x"],
      'The tenant default has no set-up link "x". "rollcall tenant setup-links TENANT" shows those that there are.'
    ]
  ])("says what cannot be: %j", async (words, message) => {
    expect(await rollcall.run(["tenant", ...words])).toEqual(failure(message))
  })

  it("says so where there is none", async () => {
    expect((await rollcall.run(["tenant", "setup-links", "default"])).stdout).toBe(
      'There is no set-up link. "rollcall tenant setup-link TENANT" makes one.\n'
    )
  })
})
