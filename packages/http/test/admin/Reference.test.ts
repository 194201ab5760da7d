import { afterAll, beforeAll, describe, expect, it } from "vitest"
import * as ReferencePage from "../../src/admin/ReferencePage.ts"
import * as ReferenceShape from "../../src/admin/ReferenceShape.ts"
import * as Installed from "./installation.ts"

let api: Installed.Installation

beforeAll(async () => {
  api = await Installed.make()
})

afterAll(() => api.close())

describe("the reference", () => {
  it("is a page without a script, under a policy that allows none and no other host", async () => {
    const { body, headers, status } = await api.ask("GET", "/api/docs")
    expect([status, headers["content-type"]]).toEqual([200, "text/html; charset=utf-8"])
    expect(headers["content-security-policy"]).toBe(
      "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
    expect(body).not.toMatch(/<script|<style|\sstyle=|\son\w+=|javascript:|https?:/i)
    const asked = Array.from(body.matchAll(/(?:src|href)="([^#"][^"]*)"/g), ([, url]) => url)
    expect(asked).toEqual(["/api/docs/style.css", "/api/openapi.json"])
    const style = await api.ask("GET", "/api/docs/style.css")
    expect([style.status, style.headers["content-type"]]).toEqual([200, "text/css; charset=utf-8"])
    expect(style.body).not.toMatch(/url\(|@import/)
  })

  it("has every endpoint with its summary, and every schema that one names", async () => {
    const page: string = (await api.ask("GET", "/api/docs")).body
    const document: ReferencePage.Document = (await api.ask("GET", "/api/openapi.json")).body
    for (const [path, methods] of Object.entries(document.paths)) {
      for (const [method, { operationId, summary = "" }] of Object.entries(methods)) {
        expect(page).toContain(`<section id="${operationId}">\n<h3><b>${method.toUpperCase()}</b> <code>${path}</code>`)
        expect(page).toContain(ReferenceShape.asText(summary))
      }
    }
    const targets = Array.from(page.matchAll(/href="#([^"]+)"/g), ([, id]) => id)
    expect(targets.filter((id) => !page.includes(` id="${id}"`))).toEqual([])
  })

  it("answers HEAD without a body, and nothing that would change something", async () => {
    expect(await api.ask("HEAD", "/api/docs")).toMatchObject({ status: 200, body: undefined })
    expect((await api.ask("POST", "/api/docs")).status).toBe(404)
  })

  it("shows what stands in a document as text", () => {
    const evil = '<img src=x onerror="alert(1)">&'
    const page = ReferencePage.render(
      {
        info: { title: evil, version: evil, description: evil },
        paths: {
          [`/${evil}`]: {
            get: {
              tags: [evil],
              operationId: evil,
              summary: evil,
              description: evil,
              parameters: [{ name: evil, in: evil, description: evil, schema: { enum: [evil], description: evil } }],
              responses: { [evil]: { description: evil, content: { [evil]: { schema: {} } } } }
            }
          }
        },
        components: { schemas: { [evil]: { properties: { [evil]: { type: evil, description: evil } } } } }
      },
      { style: "s", document: "d" }
    )
    expect(page).not.toContain("<img")
    expect(page).not.toContain('onerror="')
  })
})

describe("a schema", () => {
  it.each<[ReferenceShape.Shape, string]>([
    [{ type: "string" }, "string"],
    [{ type: "integer", minimum: 1, maximum: 9 }, "integer (1 to 9)"],
    [{ type: "string", minLength: 1 }, "string (1 characters or more)"],
    [{ type: "string", maxLength: 9 }, "string (up to 9 characters)"],
    [{ type: "string", enum: ["a", "b"] }, "&quot;a&quot; | &quot;b&quot;"],
    [{ type: "array", items: { enum: [1, 2] } }, "(1 | 2)[]"],
    [{ type: "array", items: { $ref: "#/components/schemas/Token" } }, '<a href="#schema-Token">Token</a>[]'],
    [{ type: "object", additionalProperties: { type: "boolean" } }, "{ [name]: boolean }"],
    [{ anyOf: [{ type: "string" }, { type: "null" }] }, "string | null"],
    [{ properties: {} }, "{ }"],
    [
      { required: ["a"], properties: { a: { type: "string", description: "What." }, b: { properties: { c: {} } } } },
      "{\n  <i>What.</i>\n  a: string\n  b?: {\n    c?: anything\n  }\n}"
    ]
  ])("%j", (shape, text) => {
    expect(ReferenceShape.print(shape)).toBe(text)
  })
})
