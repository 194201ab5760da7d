import { describe } from "vitest"
import * as LinkContract from "../../packages/sql/test/contract/LinkContract.ts"
import * as LongValueContract from "../../packages/sql/test/contract/LongValueContract.ts"
import * as MembershipContract from "../../packages/sql/test/contract/MembershipContract.ts"
import * as QueryContract from "../../packages/sql/test/contract/QueryContract.ts"
import * as ResourceContract from "../../packages/sql/test/contract/ResourceContract.ts"
import * as Stored from "../../packages/sql/test/Stored.ts"
import * as Databases from "./Databases.ts"

describe("SqlResourceStore on PostgreSQL", () => {
  const storage = Stored.over(Databases.fresh)
  ResourceContract.contract(storage)
  MembershipContract.contract(storage)
  LinkContract.contract(storage)
  QueryContract.contract(storage)
  LongValueContract.contract(storage)
})
