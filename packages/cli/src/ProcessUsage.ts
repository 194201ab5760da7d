/**
 * What the process takes of its machine, as Node says it in `process` and Deno and Bun after it. It knows of that object
 * the parts that it uses.
 */
import type { Metrics } from "@rollcall/http"

export interface Process {
  /** Microseconds. */
  cpuUsage(): { readonly user: number; readonly system: number }
  /** Bytes. */
  memoryUsage(): { readonly rss: number }
  /** Seconds. */
  uptime(): number
}

/** `now` is in milliseconds since 1970. */
export const of = (process: Process, now: number): (() => Metrics.Usage) => {
  const startedSeconds = now / 1_000 - process.uptime()
  return () => {
    const { user, system } = process.cpuUsage()
    return { cpuSeconds: (user + system) / 1_000_000, residentBytes: process.memoryUsage().rss, startedSeconds }
  }
}
