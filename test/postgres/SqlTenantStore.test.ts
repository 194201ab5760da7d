import { Contract } from "@rollcall/contract"
import { describe } from "vitest"
import * as Running from "../../packages/sql/test/Running.ts"
import * as Stored from "../../packages/sql/test/Stored.ts"
import * as Databases from "./Databases.ts"

describe("SqlTenantStore on PostgreSQL", () => {
  Running.together(Contract.tenantStore, Stored.over(Databases.fresh))
})
