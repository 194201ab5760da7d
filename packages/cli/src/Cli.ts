/**
 * The `rollcall` command: what people type, for every runtime. Answers go to stdout, logs and trouble to stderr, and
 * trouble is exit code 1 with a sentence.
 */
import { type CliApp, Command, ValidationError } from "@effect/cli"
import { Console, Effect } from "effect"
import type { CliError } from "./CliError.ts"
import * as MigrateCommand from "./MigrateCommand.ts"
import type { Platform } from "./Platform.ts"
import * as ServeCommand from "./ServeCommand.ts"
import * as TenantCommand from "./TenantCommand.ts"
import * as TokenCommand from "./TokenCommand.ts"
import * as UserCommand from "./UserCommand.ts"

const rollcall = Command.make("rollcall").pipe(
  Command.withDescription("A SCIM 2.0 server: users and groups flow in from identity providers."),
  Command.withSubcommands([
    ServeCommand.command,
    MigrateCommand.command,
    TokenCommand.command,
    TenantCommand.command,
    UserCommand.command
  ])
)

/** Runs the command line, as the process has it: program and script first. Fails after having said why. */
export const run: (
  argv: ReadonlyArray<string>
) => Effect.Effect<void, CliError | ValidationError.ValidationError, Platform | CliApp.CliApp.Environment> = (argv) =>
  Command.run(rollcall, { name: "Rollcall", version: "0.1.0" })(argv).pipe(
    // What is wrong with the command line itself has been printed by the parser of the command line.
    Effect.tapError((error) => (ValidationError.isValidationError(error) ? Effect.void : complain(error))),
    Effect.tapDefect((cause) => Effect.logError("defect", cause))
  )

const complain = (error: CliError): Effect.Effect<void> => Console.error(`rollcall: ${error.message}`)
