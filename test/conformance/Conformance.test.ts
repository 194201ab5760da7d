/** Runs every conformance suite over every selected cell, each a real process of the server. */
import { afterAll, beforeAll, describe, it } from "vitest"
import * as Cell from "../cells/Cell.ts"
import { Scim } from "./Scim.ts"
import type { Principals, Suite } from "./Suite.ts"
import { suites, suitesOfPrincipals } from "./suites.ts"

describe.each(Cell.selected())("conformance of $name", (cell) => {
  let server: Cell.Server
  let principals: Principals

  beforeAll(async () => {
    server = await Cell.start(cell)
    principals = await principalsOf(server)
  })

  afterAll(() => server?.stop())

  describe("a tenant of the default settings", () => run(suites, () => principals.owner))
  describe("a strict tenant", () => run(suites, () => principals.strict))
  run(suitesOfPrincipals, () => principals)
})

function run<Subject>(list: ReadonlyArray<Suite<Subject>>, subject: () => Subject): void {
  for (const { title, cases } of list) {
    describe(title, () => {
      for (const { name, requirements, run } of cases) {
        it(`${name} [${requirements.join(" ")}]`, () => run(subject()))
      }
    })
  }
}

async function principalsOf(server: Cell.Server): Promise<Principals> {
  const client = async (name: string, ...words: ReadonlyArray<string>) =>
    new Scim(server.base, await server.makeToken("--name", name, ...words, "--json"))
  const tenant = async (id: string, ...words: ReadonlyArray<string>) => {
    await command(server, "tenant", "create", id, ...words)
    return client(id, "--tenant", id)
  }
  const revoked = await client("revoked")
  await command(server, "token", "revoke", idOf(await command(server, "token", "list"), "revoked"))
  return {
    owner: new Scim(server.base, server.token),
    strict: await tenant("strict", "--strict"),
    keeper: await tenant("keeper", "--on-delete", "keep"),
    stranger: await tenant("other"),
    crowded: await tenant("crowded"),
    reader: await client("reader", "--scope", "users:read", "--scope", "groups:read"),
    userWriter: await client("userWriter", "--scope", "users:read", "--scope", "users:write"),
    revoked
  }
}

/** What a command of `rollcall` prints as JSON. */
async function command(server: Cell.Server, ...words: ReadonlyArray<string>): Promise<unknown> {
  const { status, stdout, stderr } = await server.rollcall(...words, "--json")
  if (status !== 0) throw new Error(`rollcall ${words.join(" ")} failed: ${stdout}${stderr}`)
  return JSON.parse(stdout)
}

function idOf(tokens: unknown, name: string): string {
  const list: ReadonlyArray<{ readonly id: string; readonly name: string }> = Array.isArray(tokens) ? tokens : []
  const found = list.find((token) => token.name === name)
  if (found === undefined) throw new Error(`rollcall token list shows no token ${name}.`)
  return found.id
}
