import { describe, expect, it } from "@effect/vitest"
import { Effect, TestClock } from "effect"
import * as Exposition from "../src/Exposition.ts"
import type * as Metrics from "../src/Metrics.ts"
import * as ScimHandler from "../src/ScimHandler.ts"
import { config, services, token } from "./service.ts"
import { request, type Sent } from "./wire.ts"

const secret = "a-secret-for-metrics"

const served = (metrics: Metrics.Access) => ScimHandler.make({ ...config, metrics })

const read = (handler: ScimHandler.Handler, sent: Sent = { headers: { authorization: `Bearer ${secret}` } }) =>
  handler(request({ path: "/metrics", ...sent }))

/** The value at the end of the line that begins so; 0 where there is none. */
const value = (text: unknown, beginning: string): number => {
  const line = String(text)
    .split("\n")
    .find((each) => each.startsWith(`${beginning} `))
  return line === undefined ? 0 : Number(line.slice(beginning.length + 1))
}

describe("/metrics", () => {
  it.effect("is not there where nobody has set a secret for it", () =>
    Effect.gen(function* () {
      const handler = yield* ScimHandler.make(config)
      expect((yield* read(handler)).status).toBe(404)
    }).pipe(Effect.provide(services))
  )

  it.effect("is for who knows the secret, and for no token of a tenant", () =>
    Effect.gen(function* () {
      const handler = yield* served({ secret })
      const wrong = ["", secret, `Basic ${secret}`, "Bearer", `Bearer ${secret}x`, `Bearer ${yield* token}`]
      for (const authorization of wrong) {
        expect(yield* read(handler, { headers: { authorization } })).toMatchObject({
          status: 401,
          headers: { "www-authenticate": 'Bearer realm="metrics"' }
        })
      }
      expect((yield* read(handler, {})).status).toBe(401)
      for (const authorization of [`Bearer ${secret}`, `bearer  ${secret} `]) {
        const response = yield* read(handler, { headers: { authorization } })
        expect(response).toMatchObject({ status: 200, headers: { "content-type": Exposition.mediaType } })
      }
      const posted = { method: "POST", headers: { authorization: `Bearer ${secret}` } }
      expect((yield* read(handler, posted)).status).toBe(405)
    }).pipe(Effect.provide(services))
  )

  it.effect("counts requests by method, endpoint and class of status, and nothing that a client makes up", () =>
    Effect.gen(function* () {
      const handler = yield* served({ secret })
      const authorization = `Bearer ${yield* token}`
      const before = (yield* read(handler)).body
      const asked: ReadonlyArray<Sent> = [
        { path: "/scim/v2/Users" },
        { path: "/scim/v2/Users/", query: "count=1" },
        { path: "/scim/v2/Users/1" },
        { path: "/scim/v2/Users/2" },
        { path: "/scim/v2/Groups", method: "BREW" },
        { path: "/secret/path" },
        { path: "/scim/v2/Users", query: "x".repeat(20_000) }
      ]
      for (const sent of asked) yield* handler(request({ ...sent, headers: { authorization } }))
      const after = (yield* read(handler)).body
      const more = (labels: string) => {
        const name = `rollcall_http_requests_total{${labels}}`
        return value(after, name) - value(before, name)
      }
      expect(more('method="GET",route="/Users",status="2xx"')).toBe(2)
      expect(more('method="GET",route="/Users/{id}",status="4xx"')).toBe(2)
      expect(more('method="other",route="/Groups",status="4xx"')).toBe(1)
      expect(more('method="GET",route="none",status="4xx"')).toBe(2)
      expect(more('method="GET",route="/metrics",status="2xx"')).toBe(1)
      for (const word of ["BREW", "secret", "default"]) expect(after).not.toContain(word)
    }).pipe(Effect.provide(services))
  )

  it.effect("counts how long they took", () =>
    Effect.gen(function* () {
      const handler = yield* served({ secret })
      const authorization = `Bearer ${yield* token}`
      const before = (yield* read(handler)).body
      const readBody = () => Effect.as(TestClock.adjust("300 millis"), new TextEncoder().encode("{}"))
      const headers = { authorization, "content-type": "application/scim+json" }
      yield* handler({ ...request({ path: "/scim/v2/Groups", method: "POST", headers }), readBody })
      const after = (yield* read(handler)).body
      const more = (suffix: string, le = "") => {
        const name = `rollcall_http_request_duration_seconds_${suffix}{method="POST",route="/Groups"${le}}`
        return value(after, name) - value(before, name)
      }
      expect([more("bucket", ',le="0.25"'), more("bucket", ',le="0.5"'), more("count")]).toEqual([0, 1, 1])
      expect(more("sum")).toBeCloseTo(0.3, 6)
    }).pipe(Effect.provide(services))
  )

  it.effect("has from the start what has not happened yet, and what the process takes", () =>
    Effect.gen(function* () {
      const usage = () => ({ cpuSeconds: 1.5, residentBytes: 1024, startedSeconds: 1_700_000_000.5 })
      const { body } = yield* read(yield* served({ secret, usage }))
      for (const line of [
        "# TYPE rollcall_database_busy_retries_total counter",
        "# TYPE rollcall_rate_limited_requests_total counter",
        "process_cpu_seconds_total 1.5",
        "process_resident_memory_bytes 1024",
        "process_start_time_seconds 1700000000.5"
      ]) {
        expect(String(body).split("\n")).toContain(line)
      }
      expect(String((yield* read(yield* served({ secret }))).body)).not.toContain("process_")
    }).pipe(Effect.provide(services))
  )
})
