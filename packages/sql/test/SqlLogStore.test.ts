import { SqlClient } from "@effect/sql"
import { it } from "@effect/vitest"
import { Contract } from "@rollcall/contract"
import { type LogQuery, LogStore } from "@rollcall/provider"
import { Effect } from "effect"
import { describe, expect } from "vitest"
import * as Running from "./Running.ts"
import * as Sqlite from "./Sqlite.ts"
import * as Stored from "./Stored.ts"

const asked: Array<Sqlite.Asked> = []
const storage = Stored.over(Sqlite.overheard(Sqlite.prepared, (statement) => asked.push(statement)))

/** How SQLite finds what the statements ask for, in the words of its planner. */
const planOf = (ask: (log: LogStore["Type"]) => Effect.Effect<unknown, unknown>) =>
  Effect.gen(function* () {
    asked.length = 0
    yield* ask(yield* LogStore)
    const [statement] = asked.filter(({ text }) => text.includes("log_entry"))
    const sql = yield* SqlClient.SqlClient
    const steps = yield* sql.unsafe<{ readonly detail: string }>(
      `EXPLAIN QUERY PLAN ${statement?.text}`,
      statement?.parameters
    )
    return steps.map(({ detail }) => detail)
  }).pipe(Effect.provide(storage))

const position = { time: 5, seq: 5 }

const pages: Readonly<Record<string, readonly [query: Partial<LogQuery>, index: string]>> = {
  "all, newest first": [{}, "log_entry_time (tenant=?)"],
  "all, oldest first": [{ order: "oldest" }, "log_entry_time (tenant=?)"],
  "the next page": [{ before: position }, "log_entry_time (tenant=? AND at<?)"],
  "what came since": [{ after: position, order: "oldest" }, "log_entry_time (tenant=? AND at>?)"],
  "a day": [{ from: 1, to: 2 }, "log_entry_time (tenant=? AND at>? AND at<?)"],
  "what failed": [{ outcome: "failed" }, "log_entry_failed (tenant=?)"],
  "what a token did": [{ token: "t" }, "log_entry_token (tenant=? AND token_id=?)"],
  "what failed for a token": [{ token: "t", outcome: "failed" }, "log_entry_token (tenant=? AND token_id=?)"],
  "the history of a user": [{ resource: "User/1" }, "log_entry_history (tenant=? AND resource=?)"],
  "one request": [{ request: "a-1" }, "log_entry_request (tenant=? AND request_id=?)"],
  "a text": [{ text: "x" }, "log_entry_time (tenant=?)"]
}

describe("SqlLogStore", () => {
  Running.anew(Contract.logStore, Stored.memory())

  it.effect.each(Object.entries(pages))("reads %s along one index and sorts nothing", ([, [query, index]]) =>
    Effect.map(
      planOf((log) => log.page({ tenant: "default", order: "newest", limit: 10, ...query })),
      (steps) => expect(steps).toEqual([`SEARCH log_entry USING INDEX ${index}`])
    )
  )

  it.effect("counts along two indexes, and reads no entry", () =>
    Effect.map(
      planOf((log) => log.count("default", [{ from: 1, to: 2 }])),
      (steps) =>
        expect(steps.filter((step) => step.includes("log_entry"))).toEqual([
          "SEARCH log_entry USING COVERING INDEX log_entry_time (tenant=? AND at>? AND at<?)",
          "SEARCH log_entry USING COVERING INDEX log_entry_failed (tenant=? AND at>? AND at<?)"
        ])
    )
  )

  it.effect("finds what is to go by an index", () =>
    Effect.map(
      planOf((log) => log.prune("default", 5, 10)),
      (steps) => expect(steps.filter((step) => step.includes("SCAN") || step.includes("TEMP"))).toEqual([])
    )
  )
})
