import { Contract } from "@rollcall/contract"
import { describe } from "vitest"
import * as Running from "../../packages/sql/test/Running.ts"
import * as Stored from "../../packages/sql/test/Stored.ts"
import * as Databases from "./Databases.ts"

describe("SqlTransferStore on PostgreSQL", () => {
  Running.together(Contract.transferStore, Stored.over(Databases.fresh))
})
