/** Runs every conformance suite over every selected cell, each a real process of the server. */
import { fileURLToPath } from "node:url"
import { type Principals as Clients, type Suite, suites, suitesOfPrincipals } from "@rollcall/conformance"
import { afterAll, beforeAll, describe, it } from "vitest"
import * as Cell from "../cells/Cell.ts"
import * as Principals from "./Principals.ts"

/** Types and extensions that the suites want beside the standard ones. */
const schemas = fileURLToPath(new URL("../../examples/schemas", import.meta.url))

describe.each(Cell.selected())("conformance of $name", (cell) => {
  let server: Cell.Server
  let principals: Clients

  beforeAll(async () => {
    server = await Cell.start(cell, { ROLLCALL_SCHEMAS: schemas }, "file")
    principals = await Principals.make(server.base, server.token, server.databaseUrl)
  })

  afterAll(() => server?.stop())

  describe("a tenant of the default settings", () => run(suites, () => principals.owner))
  // Strictness is the same code on every runtime and over every database.
  if (cell.name === "node-sqlite") describe("a strict tenant", () => run(suites, () => principals.strict))
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
