/** Rollcall on Node.js: the one place where its layers meet. */
import * as NodeContext from "@effect/platform-node/NodeContext"
import * as NodeRuntime from "@effect/platform-node/NodeRuntime"
import * as NodeStream from "@effect/platform-node/NodeStream"
import { Cli, Platform } from "@rollcall/cli"
import { Randomness } from "@rollcall/provider"
import { Diagnosis, Storage } from "@rollcall/sql"
import { HttpWebhookSender } from "@rollcall/webhook"
import { Effect, Layer } from "effect"
import * as Machine from "./Machine.ts"
import * as Server from "./Server.ts"
import * as SqlClients from "./SqlClients.ts"

const platform = Layer.succeed(Platform.Platform, {
  storage: (database, registry) =>
    Layer.mergeAll(
      Storage.layerOf(registry).pipe(Layer.provide(SqlClients.layer(database))),
      HttpWebhookSender.layer,
      Randomness.layer
    ),
  diagnose: (database) => Effect.provide(Diagnosis.read, SqlClients.layer(database)),
  freeBytes: Machine.freeBytes,
  certificateEnd: Machine.certificateEnd,
  listen: (address, handler) => Server.listen(address, handler),
  process,
  stdin: NodeStream.fromReadable<Error, Uint8Array>(
    () => process.stdin,
    (cause) => new Error("The standard input cannot be read.", { cause })
  ),
  stdoutIsTerminal: process.stdout.isTTY === true,
  stderrIsTerminal: process.stderr.isTTY === true
})

// The database holds people's data: the files that this process makes are its user's alone.
process.umask(0o077)

Cli.run(process.argv).pipe(
  Effect.provide(Layer.merge(platform, NodeContext.layer)),
  // Both would write in a form of their own beside the log that the command line sets.
  NodeRuntime.runMain({ disableErrorReporting: true, disablePrettyLogger: true, teardown: Cli.teardown(process.argv) })
)
