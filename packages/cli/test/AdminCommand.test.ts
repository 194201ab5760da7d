import { beforeEach, describe, expect, it } from "vitest"
import * as Installation from "./Installation.ts"

let rollcall: Installation.Installation

beforeEach(async () => {
  rollcall = await Installation.make()
})

const env = { ROLLCALL_PASSWORD: "correct horse battery staple" }
const createdAt = new Date(Installation.now).toISOString()
const failure = (message: string): Installation.Outcome => ({ status: 1, stdout: "", stderr: `rollcall: ${message}\n` })
const create = (...words: ReadonlyArray<string>) => rollcall.json(["admin", "create", ...words], { env })

describe("admin create", () => {
  it("makes an operator, and the administrator of a tenant", async () => {
    const operator = await create(" Ada@Example.com ")
    expect(operator).toEqual({ id: expect.any(String), name: "ada@example.com", createdAt })
    const administrator = await create("bob@example.com", "--tenant", "default")
    expect(administrator).toEqual({ id: expect.any(String), name: "bob@example.com", tenant: "default", createdAt })
  })

  it("makes a password where none is given, and shows it once", async () => {
    const { stdout } = await rollcall.run(["admin", "create", "ada@example.com"])
    const [password] = /[a-z2-9]{5}(-[a-z2-9]{5}){4}/.exec(stdout) ?? []
    expect(stdout.split("\n")).toEqual([
      "The operator ada@example.com is there.",
      "",
      `  Password: ${password}`,
      "",
      "It is shown only now.",
      ""
    ])
    expect((await rollcall.run(["admin", "list", "--json"])).stdout).not.toContain(password)
  })

  it.each([
    ["a name that is taken", ["ADA@example.com"], 'There is an administrator "ada@example.com" already.'],
    [
      "a tenant that is not there",
      ["bob@example.com", "--tenant", "acme"],
      'There is no tenant "acme". "rollcall tenant list" shows those that there are.'
    ],
    ["an empty name", [" "], "The name must be of 1 to 200 characters, such as an address."]
  ])("refuses %s", async (_, words, message) => {
    await create("ada@example.com")
    expect(await rollcall.run(["admin", "create", ...words], { env })).toEqual(failure(message))
  })

  it.each(["fourteen chars", "x".repeat(201)])("refuses a password that is too short or too long", async (password) => {
    const outcome = await rollcall.run(["admin", "create", "ada"], { env: { ROLLCALL_PASSWORD: password } })
    expect(outcome).toEqual(failure("The password must be of 15 to 200 characters."))
  })
})

describe("admin list", () => {
  it("shows all, or those of a tenant, and whether they may come in", async () => {
    const { id } = Object(await create("ada@example.com"))
    const bob = Object(await create("bob@example.com", "--tenant", "default"))
    await rollcall.run(["admin", "disable", "bob@example.com"])
    const { stdout } = await rollcall.run(["admin", "list"])
    expect(stdout.split("\n")).toEqual([
      "ID                                    NAME             TENANT   STATE     CREATED",
      `${id}  ada@example.com  all      active    ${createdAt}`,
      `${bob.id}  bob@example.com  default  disabled  ${createdAt}`,
      ""
    ])
    expect(await rollcall.json(["admin", "list", "--tenant", "default"])).toEqual([{ ...bob, disabledAt: createdAt }])
    await rollcall.run(["admin", "enable", "bob@example.com"])
    expect(await rollcall.json(["admin", "list", "--tenant", "default"])).toEqual([bob])
  })

  it("says how to make the first one", async () => {
    expect((await rollcall.run(["admin", "list"])).stdout).toBe(
      'There is no administrator yet. "rollcall admin create NAME" makes one.\n'
    )
  })
})

describe("admin key", () => {
  it("makes a key that is shown once, listed, and ended", async () => {
    await create("ada@example.com")
    const words = ["admin", "key", "ada@example.com", "--for", "terraform", "--expires", "90d"]
    const { key, ...made } = Object(await rollcall.json(words))
    const expiresAt = new Date(Installation.now + 90 * 24 * 3_600_000).toISOString()
    expect(made).toEqual({ id: expect.any(String), kind: "key", name: "terraform", createdAt, expiresAt })
    expect(key).toMatch(/^rollcall_key_[\w-]{49}$/)
    expect(await rollcall.json(["admin", "keys", "ada@example.com"])).toEqual([made])
    await rollcall.run(["admin", "end", "ada@example.com", made.id])
    expect(await rollcall.json(["admin", "keys", "ada@example.com"])).toEqual([])
  })

  it.each([
    [
      ["key", "bob", "--for", "x"],
      'There is no administrator "bob". "rollcall admin list" shows those that there are.'
    ],
    [
      ["end", "ada@example.com", "x"],
      'ada@example.com has no key or session "x". "rollcall admin keys NAME" shows those that there are.'
    ]
  ])("says what is not there: %j", async (words, message) => {
    await create("ada@example.com")
    expect(await rollcall.run(["admin", ...words])).toEqual(failure(message))
  })
})

describe("admin create --oidc", () => {
  const subject = "248289761001"
  const issuer = { ROLLCALL_OIDC_ISSUER: "https://id.example.com" }
  const run = (words: ReadonlyArray<string>, env: Readonly<Record<string, string>> = issuer) =>
    rollcall.run(["admin", ...words], { env })

  it("makes somebody without a password, whom an account may be bound to, once", async () => {
    const { stdout } = await run(["create", "ada@example.com", "--oidc"])
    expect(stdout).toBe("The operator ada@example.com is there.\n")
    await create("bob@example.com")
    expect((await run(["bind", "ada@example.com", subject])).stdout).toBe(
      `The account ${subject} of https://id.example.com/ signs in as ada@example.com.\n`
    )
    const taken = (name: string) =>
      failure(
        `The administrator ${name} or the account is bound already. "rollcall admin unbind NAME" takes an account away.`
      )
    expect(await run(["bind", "bob@example.com", subject])).toEqual(taken("bob@example.com"))
    expect(await run(["bind", "ada@example.com", "other"])).toEqual(taken("ada@example.com"))
    expect((await run(["unbind", "ada@example.com"])).stdout).toBe(
      "ada@example.com is bound to no account any more. Every session has ended.\n"
    )
    expect((await run(["bind", "bob@example.com", subject])).status).toBe(0)
  })

  it("cannot bind an account of no provider, or without a name", async () => {
    await create("ada@example.com")
    expect(await run(["bind", "ada@example.com", subject], {})).toEqual(
      failure("ROLLCALL_OIDC_ISSUER must name the OpenID provider of the account.")
    )
    expect(await run(["bind", "ada@example.com", "x".repeat(256)])).toEqual(
      failure("The subject must be of 1 to 255 characters.")
    )
    expect((await run(["bind", "eve", subject])).status).toBe(1)
  })
})

describe("admin setup-link", () => {
  it("prints a link for the first operator, where there is none", async () => {
    const env = { ROLLCALL_BASE_URL: "https://scim.example.com" }
    const expiresAt = new Date(Installation.now + 3_600_000).toISOString()
    expect(await rollcall.json(["admin", "setup-link"], { env })).toEqual({
      url: expect.stringMatching(/^https:\/\/scim\.example\.com\/setup#rollcall_setup_[\w-]{49}$/),
      expiresAt
    })
    expect((await rollcall.run(["admin", "setup-link"])).stdout).toMatch(
      /^Until .*, whoever opens this link first becomes the first operator:\n\n {2}http:\/\/127\.0\.0\.1:8042\/setup#\S+\n$/
    )
    await create("ada@example.com")
    expect(await rollcall.run(["admin", "setup-link"])).toEqual(
      failure(
        'There is an operator already. "rollcall admin create NAME" makes another one, and "rollcall admin password NAME" gives one another password.'
      )
    )
  })
})
