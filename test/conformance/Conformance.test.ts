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

  run(suites, () => principals.owner)
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
  const client = (token: string) => new Scim(server.base, token)
  const created = await server.rollcall("tenant", "create", "other", "--json")
  if (created.status !== 0) throw new Error(`rollcall tenant create failed: ${created.stdout}${created.stderr}`)
  const revoked = await server.makeToken("--name", "revoked", "--json")
  const listed: unknown = JSON.parse((await server.rollcall("token", "list", "--json")).stdout)
  const revocation = await server.rollcall("token", "revoke", idOf(listed, "revoked"), "--json")
  if (revocation.status !== 0) throw new Error(`rollcall token revoke failed: ${revocation.stdout}${revocation.stderr}`)
  return {
    owner: client(server.token),
    stranger: client(await server.makeToken("--name", "stranger", "--tenant", "other", "--json")),
    reader: client(
      await server.makeToken("--name", "reader", "--scope", "users:read", "--scope", "groups:read", "--json")
    ),
    userWriter: client(
      await server.makeToken("--name", "userWriter", "--scope", "users:read", "--scope", "users:write", "--json")
    ),
    revoked: client(revoked)
  }
}

function idOf(tokens: unknown, name: string): string {
  const list: ReadonlyArray<{ readonly id: string; readonly name: string }> = Array.isArray(tokens) ? tokens : []
  const found = list.find((token) => token.name === name)
  if (found === undefined) throw new Error(`rollcall token list shows no token ${name}.`)
  return found.id
}
