import { Contract } from "@rollcall/contract"
import { describe } from "vitest"
import * as Running from "../../packages/sql/test/Running.ts"
import * as Stored from "../../packages/sql/test/Stored.ts"
import * as Databases from "./Databases.ts"

/** Half as many as over SQLite, which answers faster. */
const worlds = Number(process.env.ROLLCALL_PROPERTY_RUNS ?? 50) / 2

describe("on PostgreSQL", { timeout: 120_000 }, () => {
  Running.anew(Contract.oracle({ worlds: Math.ceil(worlds) }), Stored.over(Databases.fresh, Contract.registry))
})
