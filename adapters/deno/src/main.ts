/** Rollcall on Deno: the one place where its layers meet. */
import process from "node:process"
import * as NodeContext from "@effect/platform-node/NodeContext"
import * as NodeRuntime from "@effect/platform-node/NodeRuntime"
import { Cli, Platform } from "@rollcall/cli"
import { Randomness } from "@rollcall/provider"
import { Storage } from "@rollcall/sql"
import { HttpWebhookSender } from "@rollcall/webhook"
import { Effect, Layer } from "effect"
import * as Server from "./Server.ts"
import * as SqlClients from "./SqlClients.ts"

const platform = Layer.succeed(Platform.Platform, {
  storage: (database, registry) =>
    Layer.mergeAll(
      Storage.layerOf(registry).pipe(Layer.provide(SqlClients.layer(database))),
      HttpWebhookSender.layer,
      Randomness.layer
    ),
  listen: Server.listen,
  process,
  stdoutIsTerminal: Deno.stdout.isTerminal(),
  stderrIsTerminal: Deno.stderr.isTerminal()
})

Cli.run(["deno", "rollcall", ...Deno.args]).pipe(
  Effect.provide(Layer.merge(platform, NodeContext.layer)),
  // Both would write in a form of their own beside the log that the command line sets.
  NodeRuntime.runMain({ disableErrorReporting: true, disablePrettyLogger: true })
)
