import { Contract } from "@rollcall/contract"
import { describe } from "vitest"
import * as Running from "./Running.ts"
import * as Stored from "./Stored.ts"

const worlds = Number(process.env.ROLLCALL_PROPERTY_RUNS ?? 50)

describe("on SQLite", { timeout: 120_000 }, () => {
  Running.anew(Contract.oracle({ worlds }), Stored.memory(Contract.registry))
})
