/** `rollcall migrate`: brings the database's tables up to date and ends. `serve` does the same as it starts. */
import { Command } from "@effect/cli"
import * as Environment from "./Environment.ts"
import * as Output from "./Output.ts"

export const command = Command.make("migrate", { json: Output.json }, (options) =>
  Environment.run(() => Output.print(options.json, { migrated: true }, "The database is up to date."))
).pipe(Command.withDescription("Bring the database up to date."))
