import { Effect, Layer } from "effect"
import { describe } from "vitest"
import * as LinkContract from "./contract/LinkContract.ts"
import * as LongValueContract from "./contract/LongValueContract.ts"
import * as MembershipContract from "./contract/MembershipContract.ts"
import * as QueryContract from "./contract/QueryContract.ts"
import * as ResourceContract from "./contract/ResourceContract.ts"
import * as Sqlite from "./Sqlite.ts"
import * as Stored from "./Stored.ts"

const databases = {
  "SQLite in memory": Stored.memory(),
  "SQLite in a file": Layer.unwrapScoped(Effect.map(Sqlite.temporaryFile, (name) => Stored.over(Sqlite.file(name))))
}

describe.each(Object.entries(databases))("SqlResourceStore on %s", (_, storage) => {
  ResourceContract.contract(storage)
  MembershipContract.contract(storage)
  LinkContract.contract(storage)
  QueryContract.contract(storage)
  LongValueContract.contract(storage)
})
