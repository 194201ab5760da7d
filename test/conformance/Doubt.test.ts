/** Doubts the cases themselves: one that is content with a server that says the same to everything proves nothing. */
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import {
  Feed,
  type Json,
  type Principals,
  Scim,
  type Suite,
  suites,
  suitesOfPrincipals,
  urn
} from "@rollcall/conformance"
import { describe, expect, it } from "vitest"

const failure = { schemas: [urn.error], status: "500", detail: "This server fails whatever it is asked." }

describe("every case fails over a server that answers", () => {
  for (const [name, status, body] of [
    ["200 and an empty object", 200, {}],
    ["500 and an error", 500, failure]
  ] as const) {
    it(`${name} to everything`, async () => {
      expect(await contentWith(status, body)).toEqual([])
    })
  }
})

/** The cases that pass over a server with this one answer. */
async function contentWith(status: number, body: Json): Promise<ReadonlyArray<string>> {
  const server = createServer((request, response) => {
    request.resume().on("end", () => {
      response.writeHead(status, { "content-type": "application/scim+json; charset=utf-8" })
      response.end(JSON.stringify(body))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const { port } = server.address() as AddressInfo
  const scim = new Scim(`http://127.0.0.1:${port}/scim/v2`, "token")
  const feed = new Feed(`http://127.0.0.1:${port}/poll`, "secret", `http://127.0.0.1:${port}/keys`)
  const principals: Principals = {
    owner: scim,
    strict: scim,
    keeper: scim,
    stranger: scim,
    crowded: scim,
    reader: scim,
    userWriter: scim,
    careful: scim,
    person: scim,
    personId: "1",
    told: scim,
    feeds: [feed, feed],
    revoked: scim
  }
  const content: Array<string> = []
  for (const { title, run } of [...all(suites, scim), ...all(suitesOfPrincipals, principals)]) {
    const passed = await run().then(
      () => true,
      () => false
    )
    if (passed) content.push(title)
  }
  server.closeAllConnections()
  server.close()
  return content
}

function all<Subject>(list: ReadonlyArray<Suite<Subject>>, subject: Subject) {
  return list.flatMap(({ title, cases }) =>
    cases.map(({ name, run }) => ({ title: `${title}: ${name}`, run: () => run(subject) }))
  )
}
