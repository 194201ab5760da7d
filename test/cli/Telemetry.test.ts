/** What a collector of OpenTelemetry is told by a running server. */
import { createServer, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import { Scim } from "@rollcall/conformance"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import * as Cell from "../cells/Cell.ts"

interface Attribute {
  readonly key: string
  readonly value: Readonly<Record<string, unknown>>
}

interface Span {
  readonly traceId: string
  readonly spanId: string
  readonly parentSpanId?: string
  readonly name: string
  readonly attributes: ReadonlyArray<Attribute>
  readonly status: { readonly code: number }
}

interface Received {
  readonly path: string
  readonly key: string | undefined
  readonly text: string
}

/** A collector that keeps what it is sent. */
const collector = async (): Promise<{
  readonly server: Server
  readonly url: string
  readonly received: Array<Received>
}> => {
  const received: Array<Received> = []
  const server = createServer((request, response) => {
    const chunks: Array<Buffer> = []
    request
      .on("data", (chunk) => chunks.push(chunk))
      .on("end", () => {
        const key = request.headers["api-key"]
        received.push({ path: request.url ?? "", key: String(key), text: Buffer.concat(chunks).toString() })
        response.writeHead(200, { "content-type": "application/json" }).end("{}")
      })
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, received }
}

const spansOf = (received: ReadonlyArray<Received>): ReadonlyArray<Span> =>
  received
    .filter(({ path }) => path === "/v1/traces")
    .flatMap(({ text }) => JSON.parse(text).resourceSpans)
    .flatMap(({ scopeSpans }) => scopeSpans)
    .flatMap(({ spans }) => spans)

const of = ({ attributes }: Span, name: string) =>
  Object.values(attributes.find(({ key }) => key === name)?.value ?? {})[0]

const traceId = "0af7651916cd43dd8448eb211c80319c"
const callers = "b7ad6b7169203331"

describe.each(Cell.spread())("a collector of $name", (cell) => {
  let at: Awaited<ReturnType<typeof collector>>
  let output = ""
  let token = ""

  beforeAll(async () => {
    at = await collector()
    const server = await Cell.start(cell, {
      OTEL_EXPORTER_OTLP_ENDPOINT: at.url,
      OTEL_EXPORTER_OTLP_HEADERS: "api-key=only-the-collector",
      OTEL_RESOURCE_ATTRIBUTES: "deployment.environment=test",
      ROLLCALL_LOG: "json"
    })
    token = server.token
    const scim = new Scim(server.base, token)
    await scim.post("/Users", scim.person({ userName: "ada@example.org" }), {
      traceparent: `00-${traceId}-${callers}-01`
    })
    ;(await scim.get("/Users/nobody")).expectError(404)
    await scim.get("/Schemas", { traceparent: `00-${"1".repeat(32)}-${callers}-00` })
    output = server.output()
    // What has not been sent yet is sent before the process ends.
    await server.stop()
  })

  afterAll(() => at?.server.close())

  it("gets each request as one span, beneath that of whoever asked, and what was done for it beneath that", () => {
    const spans = spansOf(at.received)
    const [request] = spans.filter(({ name }) => name === "POST /Users")
    expect(request).toMatchObject({ traceId, parentSpanId: callers })
    if (request === undefined) return
    expect(["http.route", "http.response.status_code", "rollcall.tenant"].map((name) => of(request, name))).toEqual([
      "/Users",
      expect.toSatisfy((status) => Number(status) === 201),
      "default"
    ])
    const beneath = spans.filter(({ parentSpanId }) => parentSpanId === request.spanId).map(({ name }) => name)
    expect(beneath).toContain("Create.create")
    expect(output).toContain(`"trace":"${traceId}"`)
  })

  it("gets a client's mistake as no error of the server", () => {
    const [missing] = spansOf(at.received).filter(({ name }) => name === "GET /Users/{id}")
    expect([missing?.status.code, missing && of(missing, "error.type")]).toEqual([1, "NotFound"])
  })

  it("gets nothing of a request that its caller does not trace", () => {
    expect(spansOf(at.received).filter(({ name }) => name === "GET /Schemas")).toEqual([])
  })

  it("gets metrics, and with everything its key and whose it is", () => {
    const metrics = at.received.filter(({ path }) => path === "/v1/metrics").map(({ text }) => text)
    expect(metrics.join()).toContain("rollcall_http_requests_total")
    expect(new Set(at.received.map(({ key }) => key))).toEqual(new Set(["only-the-collector"]))
    for (const { text } of at.received) expect(text).toContain('"deployment.environment"')
  })

  it("gets neither tokens nor people", () => {
    const all = at.received.map(({ text }) => text).join()
    expect([token, "ada@example.org", "Bearer"].filter((word) => all.includes(word))).toEqual([])
  })
})
