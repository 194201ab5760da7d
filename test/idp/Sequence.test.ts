import { createServer } from "node:http"
import * as Simulation from "@rollcall/http/Simulation"
import { Either } from "effect"
import { describe, expect, it } from "vitest"
import * as Sequence from "./Sequence.ts"
import * as Wire from "./Wire.ts"

const step = { name: "read", request: { method: "GET", path: "/Users" }, answer: { status: 200 } }
const sequence = { title: "one step", idp: "Okta", source: "here", headers: {}, steps: [step] }

describe("a sequence", () => {
  it("is read as it is written", () => {
    expect(Simulation.Sequence.decode(sequence)).toEqual(Either.right(sequence))
  })

  it.each<[string, unknown]>([
    ["no steps", { ...sequence, steps: [] }],
    ["a misspelt name in an answer", { ...sequence, steps: [{ ...step, answer: { status: 200, boddy: {} } }] }],
    ["a status that is none", { ...sequence, steps: [{ ...step, answer: { status: 2000 } }] }],
    ["a pointer without its slash", { ...sequence, steps: [{ ...step, answer: { status: 200, has: ["id"] } }] }],
    ["an unknown method", { ...sequence, steps: [{ ...step, request: { method: "HEAD", path: "/Users" } }] }],
    ["an unknown type", { ...sequence, steps: [{ ...step, answer: { status: 200, types: { "/id": "text" } } }] }]
  ])("with %s is none", (_, value) => {
    expect(Either.isLeft(Simulation.Sequence.decode(value))).toBe(true)
  })

  it("has a title that no other of its provider has", () => {
    const titles = Sequence.all().map(({ sequence: { idp, title } }) => `${idp}: ${title}`)
    expect(titles.filter((title, index) => titles.indexOf(title) !== index)).toEqual([])
  })
})

describe("a variable", () => {
  const variable = (name: string) => `\${${name}}`
  const variables = new Map<string, Simulation.Sequence.Json>([
    ["id", "7"],
    ["n", 7],
    ["list", [1]]
  ])

  it.each<[Simulation.Sequence.Json, Simulation.Sequence.Json]>([
    ["none", "none"],
    [variable("id"), "7"],
    [variable("n"), 7],
    [variable("list"), [1]],
    [variable("id") + variable("n"), "77"],
    [`a[b eq "${variable("id")}"].c`, 'a[b eq "7"].c'],
    [{ [variable("id")]: [variable("n"), null, true] }, { "7": [7, null, true] }]
  ])("is put in place in %j", (value, placed) => {
    expect(Simulation.Variables.place(value, variables)).toEqual(placed)
  })

  it("that has no value is an error, which says which there are", () => {
    const message = 'No variable is called "x". There are id, n, list.'
    expect(() => Simulation.Variables.place(variable("x"), variables)).toThrow(message)
  })

  it("that is not closed is an error", () => {
    const open = variable("id").slice(0, -1)
    expect(() => Simulation.Variables.place(open, variables)).toThrow(`A variable is not closed in "${open}".`)
  })
})

describe("a request", () => {
  it("goes over the wire as it is written", async () => {
    const server = createServer((request, response) => {
      let body = ""
      request.on("data", (chunk: Buffer) => {
        body += chunk.toString("utf8")
      })
      request.on("end", () => {
        const { method, url, headers } = request
        response.writeHead(201, { "x-test": "yes" }).end(JSON.stringify([method, url, headers.accept, body]))
      })
    })
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
    const address = server.address()
    const port = typeof address === "object" && address !== null ? address.port : 0
    const path = "/Users/?a=b+c&d=a+b@example.com&%5b?"
    const sent = { method: "PUT", path, headers: { Accept: "*/*" }, body: '{"name":"Zoë"}' }
    const { status, headers, text } = await Wire.send(`http://127.0.0.1:${port}/scim/v2`, sent)
    await new Promise((resolve) => server.close(resolve))
    expect([status, headers["x-test"], JSON.parse(text)]).toEqual([
      201,
      "yes",
      ["PUT", `/scim/v2${path}`, "*/*", sent.body]
    ])
  })
})
