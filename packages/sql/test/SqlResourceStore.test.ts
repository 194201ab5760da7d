import { Contract } from "@rollcall/contract"
import { Effect, Layer } from "effect"
import { describe } from "vitest"
import * as Processes from "./Processes.ts"
import * as Running from "./Running.ts"
import * as Sqlite from "./Sqlite.ts"
import * as Stored from "./Stored.ts"

const databases = {
  "SQLite in memory": Stored.memory(),
  "SQLite in a file": Layer.unwrapScoped(Effect.map(Sqlite.preparedFile, (name) => Stored.over(Sqlite.file(name)))),
  "SQLite in a file, by two processes in turn": Layer.unwrapScoped(Effect.map(Processes.two, Processes.byTurns))
}

describe.each(Object.entries(databases))("SqlResourceStore on %s", { timeout: 30_000 }, (_, storage) => {
  Running.anew(Contract.resourceStore, storage)
})
