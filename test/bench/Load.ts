/** Load on a server: one operation at a time, over kept connections, for a bounded time, against 127.0.0.1 alone. */
import autocannon from "autocannon"
import type { Operation } from "./Operation.ts"
import type { Population } from "./Population.ts"

export interface Target {
  /** The SCIM base, such as `http://127.0.0.1:8042/scim/v2`. */
  readonly base: string
  readonly token: string
  readonly population: Population
}

export interface Figures {
  /** Requests a second. */
  readonly rate: number
  /** Milliseconds. */
  readonly p50: number
  readonly p99: number
  /** Answers that were no success: a measurement with any of them is none. */
  readonly failures: number
}

export interface Plan {
  readonly seconds: number
  readonly connections: number
}

export const measure = async (target: Target, operation: Operation, plan: Plan): Promise<Figures> => {
  const { origin, pathname } = new URL(target.base)
  const headers = { authorization: `Bearer ${target.token}`, "content-type": "application/scim+json" }
  let turn = 0
  const result = await autocannon({
    url: origin,
    connections: plan.connections,
    duration: plan.seconds,
    requests: [
      {
        setupRequest: (template) => {
          const { method, path, body } = operation.request(target.population, turn++)
          return {
            ...template,
            method,
            path: `${pathname}${path}`,
            headers,
            ...(body === undefined ? {} : { body: JSON.stringify(body) })
          }
        }
      }
    ]
  })
  return {
    rate: result.requests.average,
    p50: result.latency.p50,
    p99: result.latency.p99,
    failures: result.non2xx + result.errors
  }
}
