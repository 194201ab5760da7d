/**
 * `/metrics`: what there is to count, for Prometheus. Numbers of requests tell whoever reads them about customers, so it
 * is there only where somebody has set a secret for it, and whoever knows no token of a tenant may read it.
 */
import { ScimError, TokenPolicy } from "@rollcall/core"
import { Effect, Metric } from "effect"
import * as Exposition from "./Exposition.ts"
import type { WireResponse } from "./WireResponse.ts"

export interface Access {
  /** What is sent as a bearer token by whoever reads them. */
  readonly secret: string
  /** What the process takes of its machine, where somebody can say. */
  readonly usage?: () => Usage
}

export interface Usage {
  readonly cpuSeconds: number
  readonly residentBytes: number
  /** When the process began, in seconds since 1970. */
  readonly startedSeconds: number
}

/** Fails with 401 where the header is not that of somebody who knows the secret. */
export const respond = (
  { secret, usage }: Access,
  authorization: string | undefined
): Effect.Effect<WireResponse, ScimError.Unauthorized> => {
  const sent = authorization?.trim() ?? ""
  const isBearer = sent.slice(0, scheme.length).toLowerCase() === scheme
  if (!isBearer || !TokenPolicy.sameDigest(secret, sent.slice(scheme.length).trim())) return refused
  return Effect.map(Metric.snapshot, (pairs) => ({
    status: 200,
    headers: { "content-type": Exposition.mediaType, "cache-control": "no-store" },
    body: Exposition.print([
      ...Exposition.families(pairs, "rollcall_"),
      ...(usage === undefined ? [] : processFamilies(usage()))
    ])
  }))
}

const scheme = "bearer "

const refused = new ScimError.Unauthorized({
  detail:
    "Metrics are read with a secret of their own. Send: Authorization: Bearer followed by the one that this server was given for them.",
  challenge: 'Bearer realm="metrics"'
})

/** The names that every library for Prometheus has for them. */
const processFamilies = ({ cpuSeconds, residentBytes, startedSeconds }: Usage): ReadonlyArray<Exposition.Family> => [
  family("process_cpu_seconds_total", "counter", "Seconds of processor time that the process has used.", cpuSeconds),
  family("process_resident_memory_bytes", "gauge", "Bytes of memory that the process holds.", residentBytes),
  family("process_start_time_seconds", "gauge", "When the process began, in seconds since 1970.", startedSeconds)
]

const family = (name: string, type: "counter" | "gauge", help: string, value: number): Exposition.Family => ({
  name,
  type,
  help,
  samples: [{ labels: [], value }]
})
