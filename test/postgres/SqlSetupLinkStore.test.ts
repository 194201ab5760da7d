import { Contract } from "@rollcall/contract"
import { describe } from "vitest"
import * as Running from "../../packages/sql/test/Running.ts"
import * as Stored from "../../packages/sql/test/Stored.ts"
import * as Databases from "./Databases.ts"

describe("SqlSetupLinkStore on PostgreSQL", () => {
  Running.together(Contract.setupLinkStore, Stored.over(Databases.fresh))
})
