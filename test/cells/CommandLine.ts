/**
 * Commands of `rollcall` in this process, over the database of a server that runs: for tests of what a command does, to
 * which a process of its own adds a second of the processor's time. Those about exit codes, streams and signals start one.
 */
import { Cli, Platform } from "@rollcall/cli"
import { SqlClients } from "@rollcall/node"
import { Randomness } from "@rollcall/provider"
import { Storage } from "@rollcall/sql"
import { HttpWebhookSender } from "@rollcall/webhook"
import { Effect, Layer, Stream } from "effect"
import * as CommandRun from "../../packages/cli/test/CommandRun.ts"
import type { Outcome, Server } from "./Cell.ts"

const refused = (what: string) => Effect.fail(new Error(`A command in this process ${what}.`))

/** As Node.js has it, but for what belongs to a process. */
const platform = Layer.succeed(Platform.Platform, {
  storage: (database, registry) =>
    Layer.mergeAll(
      Storage.layerOf(registry).pipe(Layer.provide(SqlClients.layer(database))),
      HttpWebhookSender.layer,
      Randomness.layer
    ),
  diagnose: () => Effect.dieMessage("A command in this process examines no database."),
  freeBytes: () => refused("asks for no room"),
  certificateEnd: () => refused("asks for no certificate"),
  listen: () => Effect.dieMessage("A command in this process does not serve."),
  process,
  stdin: Stream.empty,
  stdoutIsTerminal: false,
  stderrIsTerminal: false
})

/** Runs a command to its end. */
export const run = ({ databaseUrl }: Server, words: ReadonlyArray<string>): Promise<Outcome> =>
  Effect.runPromise(
    CommandRun.record(Cli.run(["node", "rollcall", ...words]), platform, { ROLLCALL_DATABASE_URL: databaseUrl })
  )
