/**
 * Runs every conformance suite over the selected cells of a runtime, each a real process of the server. Each runtime has a
 * file of its own, so that they run at the same time.
 */
import { fileURLToPath } from "node:url"
import { type Principals as Clients, type Suite, suites, suitesOfPrincipals } from "@rollcall/conformance"
import { afterAll, beforeAll, describe, it } from "vitest"
import * as Cell from "../cells/Cell.ts"
import * as Principals from "./Principals.ts"

/** Types and extensions that the suites want beside the standard ones. */
const schemas = fileURLToPath(new URL("../../examples/schemas", import.meta.url))

export const over = (...runtimes: ReadonlyArray<string>): void => {
  const cells = Cell.selected().filter(({ name }) => runtimes.includes(name.slice(0, name.indexOf("-"))))
  describe.each(cells)("conformance of $name", conformance)
  // A file in which there is nothing to run would be a failure.
  if (cells.length === 0) it.skip(`conformance of ${runtimes.join(" and ")}, of which no cell is selected`)
}

function conformance(cell: Cell.Cell): void {
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
}

function run<Subject>(list: ReadonlyArray<Suite<Subject>>, subject: () => Subject): void {
  for (const { title, cases } of list) {
    describe(title, () => {
      for (const { name, requirements, run } of cases) {
        it(`${name} [${requirements.join(" ")}]`, () => run(subject()))
      }
    })
  }
}
