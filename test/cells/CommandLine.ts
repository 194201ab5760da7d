/**
 * Commands of `rollcall` in this process, over the database of a server that runs: for tests of what a command does, to
 * which a process of its own adds a second of the processor's time. Those about exit codes, streams and signals start one.
 */
import * as NodeContext from "@effect/platform-node/NodeContext"
import { Cli, Platform } from "@rollcall/cli"
import { SqlClients } from "@rollcall/node"
import { Randomness } from "@rollcall/provider"
import { Diagnosis, Storage } from "@rollcall/sql"
import { HttpWebhookSender } from "@rollcall/webhook"
import { ConfigProvider, Console, Effect, Layer, Stream } from "effect"
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
  diagnose: (database) => Effect.provide(Diagnosis.read, SqlClients.layer(database)),
  freeBytes: () => refused("asks for no room"),
  certificateEnd: () => refused("asks for no certificate"),
  listen: () => Effect.dieMessage("A command in this process does not serve."),
  process,
  stdin: Stream.empty,
  stdoutIsTerminal: false,
  stderrIsTerminal: false
})

/** Runs a command to its end. */
export const run = async ({ databaseUrl }: Server, words: ReadonlyArray<string>): Promise<Outcome> => {
  const texts = { stdout: "", stderr: "" }
  const status = await Cli.run(["node", "rollcall", ...words]).pipe(
    Effect.match({ onSuccess: () => 0, onFailure: () => 1 }),
    Effect.withConsole(writingTo(texts)),
    Effect.withConfigProvider(ConfigProvider.fromMap(new Map([["ROLLCALL_DATABASE_URL", databaseUrl]]))),
    Effect.provide(Layer.merge(platform, NodeContext.layer)),
    Effect.runPromise
  )
  return { status, ...texts }
}

const writingTo = (texts: Record<"stdout" | "stderr", string>): Console.Console => {
  const console = Effect.runSync(Console.consoleWith(Effect.succeed))
  const write =
    (name: "stdout" | "stderr") =>
    (...values: ReadonlyArray<unknown>) => {
      texts[name] += `${values.join(" ")}\n`
    }
  return {
    ...console,
    log: (...values) => Effect.sync(() => write("stdout")(...values)),
    error: (...values) => Effect.sync(() => write("stderr")(...values)),
    unsafe: { ...console.unsafe, error: write("stderr") }
  }
}
