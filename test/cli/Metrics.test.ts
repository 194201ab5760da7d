/** What a watcher of a running server sees: metrics, and the ids of requests in answers and in the log. */
import { Scim } from "@rollcall/conformance"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import * as Cell from "../cells/Cell.ts"

const secret = "a-secret-for-metrics"

describe.each(Cell.spread())("whoever watches $name", (cell) => {
  let server: Cell.Server

  beforeAll(async () => {
    server = await Cell.start(cell, { ROLLCALL_METRICS: secret, ROLLCALL_LOG: "json" })
  })

  afterAll(() => server?.stop())

  const metrics = (headers: Readonly<Record<string, string>>) => fetch(new URL("/metrics", server.base), { headers })

  it("reads metrics with the secret, in the form that Prometheus knows", async () => {
    const scim = new Scim(server.base, server.token)
    await scim.user()
    ;(await scim.get("/Users/nobody")).expectError(404)
    expect((await metrics({})).status).toBe(401)
    const response = await metrics({ authorization: `Bearer ${secret}` })
    expect([response.status, response.headers.get("content-type")]).toEqual([
      200,
      "text/plain; version=0.0.4; charset=utf-8"
    ])
    const lines = (await response.text()).split("\n")
    expect(lines.pop()).toBe("")
    const sample = /^[a-z_]+(\{[a-z]+="[^"\\]*"(,[a-z]+="[^"\\]*")*\})? [0-9.e+-]+$/
    const strange = lines.filter((line) => !/^# (HELP|TYPE) [a-z_]+ /.test(line) && !sample.test(line))
    expect(strange).toEqual([])
    expect(lines).toContain('rollcall_http_requests_total{method="POST",route="/Users",status="2xx"} 1')
    expect(lines).toContain('rollcall_http_requests_total{method="GET",route="/Users/{id}",status="4xx"} 1')
    expect(lines).toContain('rollcall_http_request_duration_seconds_count{method="POST",route="/Users"} 1')
    const value = (name: string) => Number(lines.find((line) => line.startsWith(`${name} `))?.split(" ")[1])
    expect(value("process_resident_memory_bytes")).toBeGreaterThan(1024 * 1024)
    expect(value("process_cpu_seconds_total")).toBeGreaterThan(0)
    const age = Date.now() / 1_000 - value("process_start_time_seconds")
    expect([age > 0, age < 120]).toEqual([true, true])
  })

  it("finds the line of an answer by its id", async () => {
    const scim = new Scim(server.base, server.token)
    const made = (await scim.get("/Users/nobody")).headers.get("x-request-id") ?? ""
    const given = (await scim.get("/Users/nobody", { "x-request-id": "gateway-7" })).headers.get("x-request-id")
    expect([made === "", given]).toEqual([false, "gateway-7"])
    await expect
      .poll(
        () =>
          server
            .output()
            .split("\n")
            .filter((line) => [made, "gateway-7"].some((id) => line.includes(id))).length
      )
      .toBe(2)
  })
})
