import { Contract } from "@rollcall/contract"
import { Effect, Layer } from "effect"
import { describe } from "vitest"
import * as Processes from "./Processes.ts"
import * as Running from "./Running.ts"
import * as Sqlite from "./Sqlite.ts"
import * as Stored from "./Stored.ts"

const files = {
  "SQLite in a file": Layer.unwrapScoped(Effect.map(Sqlite.preparedFile, (name) => Stored.over(Sqlite.file(name)))),
  "SQLite in a file, by two processes in turn": Layer.unwrapScoped(Effect.map(Processes.two, Processes.byTurns))
}

/** Each case begins with nothing here, and with what all before it left where a database is dear to make. */
describe("SqlResourceStore on SQLite in memory", { timeout: 30_000 }, () => {
  Running.anew(Contract.resourceStore, Stored.memory())
})

describe.each(Object.entries(files))("SqlResourceStore on %s", { timeout: 30_000 }, (_, storage) => {
  Running.together(Contract.resourceStore, storage)
})
