import { Contract } from "@rollcall/contract"
import { describe } from "vitest"
import * as Running from "./Running.ts"
import * as Stored from "./Stored.ts"

describe("SqlTokenStore", () => {
  Running.anew(Contract.tokenStore, Stored.memory())
  Running.anew(Contract.warningStore, Stored.memory())
  Running.anew(Contract.clientStore, Stored.memory())
  Running.anew(Contract.secretStore, Stored.memory())
})
