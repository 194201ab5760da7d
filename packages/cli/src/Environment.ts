/**
 * The surroundings of every command: configuration read, the log set, the database open and up to date, and trouble put
 * into words.
 */
import type { ScimHandler } from "@rollcall/http"
import { Effect, Layer } from "effect"
import * as CliError from "./CliError.ts"
import * as Configuration from "./Configuration.ts"
import * as LogFormat from "./LogFormat.ts"
import { Platform } from "./Platform.ts"

/** Runs a command that needs the database. It may run beside a server on the same one. */
export const run = <A>(
  command: (
    configuration: Configuration.Configuration
  ) => Effect.Effect<A, CliError.Trouble, ScimHandler.Services | Platform>
): Effect.Effect<A, CliError.CliError, Platform> =>
  Effect.gen(function* () {
    const platform = yield* Platform
    const configuration = yield* Configuration.load
    const format = configuration.log ?? (platform.stderrIsTerminal ? "text" : "json")
    const storage = Layer.mapError(platform.storage(configuration.database), (error) =>
      CliError.ofDatabase(configuration.database, error)
    )
    return yield* command(configuration).pipe(
      Effect.mapError(CliError.explain),
      Effect.provide(storage),
      Effect.provide(LogFormat.layer(format))
    )
  })
