import { Contract } from "@rollcall/contract"
import { describe } from "vitest"
import * as Running from "../../packages/sql/test/Running.ts"
import * as Stored from "../../packages/sql/test/Stored.ts"
import * as Databases from "./Databases.ts"

describe("SqlTokenStore on PostgreSQL", () => {
  Running.together(
    [...Contract.tokenStore, ...Contract.warningStore, ...Contract.clientStore],
    Stored.over(Databases.fresh)
  )
})
