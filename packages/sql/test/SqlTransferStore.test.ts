import { Contract } from "@rollcall/contract"
import { describe } from "vitest"
import * as Running from "./Running.ts"
import * as Stored from "./Stored.ts"

describe("SqlTransferStore", () => {
  Running.anew(Contract.transferStore, Stored.memory())
})
