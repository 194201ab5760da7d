import { Contract } from "@rollcall/contract"
import { describe } from "vitest"
import * as Running from "./Running.ts"
import * as Stored from "./Stored.ts"

describe("SqlSetupLinkStore", () => {
  Running.anew(Contract.setupLinkStore, Stored.memory())
})
