/**
 * What is counted of requests, for whoever watches the server: how many there were, and how long they took. The counts
 * are Effect's metrics, so that a program that exports those has these as well. What labels them is bounded: methods and
 * endpoints that exist, never what a client makes up.
 */
import { Metric, MetricBoundaries, MetricLabel } from "effect"
import type * as RequestLog from "./RequestLog.ts"
import * as Route from "./Route.ts"

const requests = Metric.counter("rollcall_http_requests_total", {
  description: "Requests that were answered.",
  incremental: true
})

/** From what one look into the database takes to what clients give up after. */
const boundaries = MetricBoundaries.fromIterable([0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30])

const durations = Metric.histogram(
  "rollcall_http_request_duration_seconds",
  boundaries,
  "Seconds from the headers of a request to its answer."
)

type Labels = ReadonlyArray<MetricLabel.MetricLabel>

/** The labels of a count that was there before: Effect finds its count by them without comparing them. */
const known = new Map<string, Labels>()

const labelsOf = (key: string, make: () => Labels): Labels => {
  const found = known.get(key)
  if (found !== undefined) return found
  const made = make()
  known.set(key, made)
  return made
}

/** Counts a request that has been answered. `now` is in milliseconds since 1970. */
export const record = (log: RequestLog.RequestLog, status: number, now: number): void => {
  const method = methods.has(log.method) ? log.method : "other"
  const route = log.route === undefined ? "none" : Route.pattern(log.route)
  const endpoint = labelsOf(`${method} ${route}`, () => [
    MetricLabel.make("method", method),
    MetricLabel.make("route", route)
  ])
  const outcome = `${Math.floor(status / 100)}xx`
  const whole = labelsOf(`${method} ${route} ${outcome}`, () => [...endpoint, MetricLabel.make("status", outcome)])
  requests.unsafeUpdate(1, whole)
  durations.unsafeUpdate((now - log.started) / 1_000, endpoint)
}

const methods: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"])
