/** Who can come in: tokens that end soon or that nobody has used, administrators, and what the log keeps of it all. */
import { TokenPolicy } from "@rollcall/core"
import { AdministratorStore, LogStore, type StoreError, TenantStore, TokenStore } from "@rollcall/provider"
import { Clock, Effect } from "effect"
import * as Output from "../Output.ts"
import { day, dayMillis, type Finding, ok, warn } from "./Finding.ts"

export const check: Effect.Effect<
  ReadonlyArray<Finding>,
  StoreError,
  TokenStore | AdministratorStore | TenantStore | LogStore
> = Effect.gen(function* () {
  const now = yield* Clock.currentTimeMillis
  return [...(yield* tokens(now)), yield* administrators, ...(yield* logs(now))]
})

/** Long enough for whoever has to change a token at an identity provider. */
const soonMillis = 30 * dayMillis
/** By then an identity provider that was given a token has sent something. */
const unusedMillis = 7 * dayMillis

const tokens = Effect.fnUntraced(function* (now: number) {
  const all = yield* (yield* TokenStore).list()
  const live = all.filter((token) => TokenPolicy.isLive(token, now))
  if (live.length === 0) {
    return [
      warn(
        "tokens",
        "There is none that is valid.",
        "rollcall token create --name NAME makes one for an identity provider."
      )
    ]
  }
  const ending = live.filter(({ expires }) => expires - now < soonMillis)
  const unused = live.filter(({ created, lastUsed }) => lastUsed === undefined && now - created > unusedMillis)
  const findings: Array<Finding> = [
    ok("tokens", `${Output.grouped(live.length)} ${live.length === 1 ? "is" : "are"} valid.`),
    ...ending.map(({ id, name, tenant, expires }) =>
      warn(
        "tokens",
        `${name} of ${tenant} expires on ${day(expires)}.`,
        `rollcall token rotate ${id}, and give the new one to its user.`
      )
    ),
    ...unused.map(({ id, name, tenant, created }) =>
      warn(
        "tokens",
        `${name} of ${tenant}, made on ${day(created)}, was never used.`,
        `Give it to its user, or end it: rollcall token revoke ${id}`
      )
    )
  ]
  return findings
})

const administrators = Effect.map(
  Effect.flatMap(AdministratorStore, (store) => store.list()),
  (all): Finding => {
    const active = all.filter(({ disabled }) => disabled === undefined)
    return active.length === 0
      ? warn("administrators", "There is none, so nobody gets in under /api.", "rollcall admin create NAME makes one.")
      : ok("administrators", `${Output.counted(active.length, "administrator")} may come in.`)
  }
)

/** What is older than it should be goes within an hour, while a server runs. */
const lateMillis = dayMillis

const logs = Effect.fnUntraced(function* (now: number) {
  const log = yield* LogStore
  const findings: Array<Finding> = []
  for (const { id: tenant, settings } of yield* (yield* TenantStore).list()) {
    const [oldest] = yield* log.page({ tenant, order: "oldest", limit: 1 })
    if (oldest !== undefined && now - oldest.time > settings.logDays * dayMillis + lateMillis) {
      const found = `${tenant} has entries of ${day(oldest.time)}, though it keeps them for ${Output.counted(settings.logDays, "day")}.`
      findings.push(warn("log", found, "A server takes them away while it runs: see that one does."))
    }
    const failed = yield* log.page({ tenant, order: "newest", limit: 1_000, outcome: "failed", from: now - dayMillis })
    const gaps = failed.filter(({ status }) => status === 0).length
    if (gaps > 0) {
      const found = `${tenant} has ${Output.counted(gaps, "gap")} of the last day: more came than could be written.`
      findings.push(warn("log", found, `rollcall log list --tenant ${tenant} --outcome failed shows where.`))
    }
  }
  return findings.length > 0 ? findings : [ok("log", "It has no gaps, and nothing that is older than it should be.")]
})
