/**
 * The surroundings of every command: configuration read, the log set, the database open and up to date, and trouble put
 * into words.
 */
import type * as FileSystem from "@effect/platform/FileSystem"
import type * as Path from "@effect/platform/Path"
import type { SchemaRegistry } from "@rollcall/core"
import { Effect, Layer } from "effect"
import * as CliError from "./CliError.ts"
import * as Configuration from "./Configuration.ts"
import * as LogFormat from "./LogFormat.ts"
import { Platform, type Services } from "./Platform.ts"
import * as Schemas from "./Schemas.ts"

/** What a command knows of its surroundings. */
export interface Surroundings extends Configuration.Configuration {
  /** The resource types that there are, those of one's own included. */
  readonly registry: SchemaRegistry.SchemaRegistry
}

/** What a command may use beside the database. */
export type Around = Platform | FileSystem.FileSystem | Path.Path

/** Runs a command that needs the database. It may run beside a server on the same one. */
export const run = <A>(
  command: (surroundings: Surroundings) => Effect.Effect<A, CliError.Trouble, Services | Around>
): Effect.Effect<A, CliError.CliError, Around> =>
  Effect.gen(function* () {
    const platform = yield* Platform
    const configuration = yield* Configuration.load
    const format = configuration.log ?? (platform.stderrIsTerminal ? "text" : "json")
    const registry = yield* Schemas.load(configuration.schemas)
    const storage = Layer.mapError(platform.storage(configuration.database, registry), (error) =>
      CliError.ofDatabase(configuration.database, error)
    )
    return yield* command({ ...configuration, registry }).pipe(
      Effect.mapError(CliError.explain),
      Effect.provide(storage),
      Effect.provide(LogFormat.layer(format))
    )
  })
