/**
 * Two processes that keep one limit together, over whatever database is behind their ledger: what they let in while time
 * stands still, and how often they ask the ledger for it.
 */
import { SchemaRegistry, Limits as ServerLimits, TokenPolicy } from "@rollcall/core"
import { type Ledger, Principal, RateLedger, RateLimit, Session, Tenant } from "@rollcall/provider"
import { Effect, Either } from "effect"

const token = TokenPolicy.issue({ id: "1", tenant: "acme", name: "Okta", digest: "", hint: "", now: 0 })

const sessions = Session.factory(SchemaRegistry.standard, ServerLimits.standard)

const session = (perSecond: number): Session.Session => {
  const settings = { ...Tenant.defaultSettings, requestsPerSecond: perSecond, tokenRequestsPerSecond: 0 }
  return sessions(
    { principal: Principal.token(token), tenant: { id: "acme", name: "", settings, created: 0 } },
    "https://scim.example"
  )
}

export interface Shared {
  /** Sends so many requests at that time to one process and the other by turns; answers how many were let in. */
  readonly letIn: (count: number, now: number) => Effect.Effect<number>
  /** How often the ledger was asked. */
  readonly asked: () => number
}

/** One limit for the processes that these ledgers belong to. */
export const share = (ledgers: ReadonlyArray<Ledger>, perSecond: number): Effect.Effect<Shared> =>
  Effect.gen(function* () {
    let [asked, answered] = [0, 0]
    const limits = yield* Effect.forEach(ledgers, ({ add }) =>
      Effect.provideService(RateLimit.make, RateLedger, {
        add: (usage) =>
          Effect.suspend(() => {
            asked += 1
            return Effect.ensuring(
              add(usage),
              Effect.sync(() => answered++)
            )
          })
      })
    )
    // No request waits for the ledger; here each waits, so that what is counted does not depend on the machine.
    const quiet = Effect.repeat(Effect.sleep(0), { until: () => asked === answered })
    const letIn = Effect.fnUntraced(function* (count: number, now: number) {
      let passed = 0
      for (let sent = 0; sent < count; sent++) {
        const limit = limits[sent % limits.length]
        if (limit === undefined || Either.isLeft(yield* Effect.either(limit(session(perSecond), now)))) continue
        passed += 1
        if (passed % patience === 0) yield* quiet
      }
      yield* quiet
      return passed
    })
    return { letIn, asked: () => asked }
  })

/** So many requests come before the ledger can have answered. */
const patience = 5
