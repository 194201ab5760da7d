/**
 * The `rollcall` command: what people type, for every runtime. Answers go to stdout, logs and trouble to stderr, and
 * trouble is exit code 1 with a sentence.
 */
import { type CliApp, CliConfig, Command, HelpDoc, ValidationError } from "@effect/cli"
import { defaultTeardown, type Teardown } from "@effect/platform/Runtime"
import { Version } from "@rollcall/http"
import { Cause, Console, Effect, Exit } from "effect"
import * as AdminCommand from "./AdminCommand.ts"
import { CliError } from "./CliError.ts"
import * as ClientCommand from "./ClientCommand.ts"
import * as Configuration from "./Configuration.ts"
import * as ConformanceCommand from "./ConformanceCommand.ts"
import * as DoctorCommand from "./DoctorCommand.ts"
import * as EventCommand from "./EventCommand.ts"
import * as ExportCommand from "./ExportCommand.ts"
import * as GroupCommand from "./GroupCommand.ts"
import * as ImportCommand from "./ImportCommand.ts"
import * as LogCommand from "./LogCommand.ts"
import * as LogFormat from "./LogFormat.ts"
import * as MigrateCommand from "./MigrateCommand.ts"
import * as PlainConsole from "./PlainConsole.ts"
import { Platform } from "./Platform.ts"
import * as ReceiverCommand from "./ReceiverCommand.ts"
import * as ServeCommand from "./ServeCommand.ts"
import * as SimulateCommand from "./SimulateCommand.ts"
import * as TenantCommand from "./TenantCommand.ts"
import * as TokenCommand from "./TokenCommand.ts"
import * as UserCommand from "./UserCommand.ts"
import * as WebhookCommand from "./WebhookCommand.ts"

const description = HelpDoc.blocks([
  HelpDoc.p("A SCIM 2.0 server: users and groups flow in from identity providers."),
  HelpDoc.p(
    "rollcall COMMAND --help tells more of a command. The environment says where the data is and where to listen:"
  ),
  ...Configuration.variables.map(({ name, expected, fallback }) =>
    HelpDoc.p(`${name}: ${expected}${fallback === "" ? "" : `; ${fallback} where it is not set`}.`)
  )
])

const rollcall = Command.make("rollcall").pipe(
  Command.withDescription(description),
  Command.withSubcommands([
    ServeCommand.command,
    MigrateCommand.command,
    TokenCommand.command,
    TenantCommand.command,
    UserCommand.command,
    ClientCommand.command,
    GroupCommand.command,
    AdminCommand.command,
    LogCommand.command,
    EventCommand.command,
    WebhookCommand.command,
    ExportCommand.command,
    ImportCommand.command,
    DoctorCommand.command,
    SimulateCommand.command,
    ReceiverCommand.command,
    ConformanceCommand.command
  ])
)

/** Runs the command line, as the process has it: program and script first. Fails after having said why. */
export const run = (
  argv: ReadonlyArray<string>
): Effect.Effect<void, CliError | ValidationError.ValidationError, Platform | CliApp.CliApp.Environment> =>
  Effect.gen(function* () {
    const { stdoutIsTerminal, stderrIsTerminal } = yield* Platform
    const console = PlainConsole.make(yield* Console.consoleWith(Effect.succeed), {
      stdout: stdoutIsTerminal,
      stderr: stderrIsTerminal
    })
    return yield* checkValues(argv).pipe(
      Effect.zipRight(Command.run(rollcall, { name: "Rollcall", version: Version.version })(argv)),
      Effect.tapError(complain),
      Effect.tapDefect((cause) =>
        Effect.provide(Effect.logError("defect", cause), LogFormat.layer(stderrIsTerminal ? "text" : "json"))
      ),
      Effect.withConsole(console)
    )
  }).pipe(Effect.provide(CliConfig.layer({ showBuiltIns: false })))

/** What a shell says of a program that a person interrupted: 128, and the number of the signal. */
const interrupted = 130

/** The exit code: to be asked to stop is the good end of a server, and of any other command an end before its time. */
export const teardown =
  (argv: ReadonlyArray<string>): Teardown =>
  (exit, onExit) =>
    Exit.isFailure(exit) && Cause.isInterruptedOnly(exit.cause) && !argv.includes("serve")
      ? onExit(interrupted)
      : defaultTeardown(exit, onExit)

/** Options that may be given several times. */
const repeated: ReadonlyArray<string> = ["--scope", "--quirk-off", "--quirk-on", "--kind"]

/** The parser passes over such an option without a value; then an empty `--scope` would mean every scope. */
const checkValues = (argv: ReadonlyArray<string>): Effect.Effect<void, CliError> => {
  const empty = argv.find((word, index) => repeated.includes(word.toLowerCase()) && (argv[index + 1] ?? "") === "")
  return empty === undefined ? Effect.void : new CliError({ message: `${empty} must be followed by a value.` })
}

/** What is wrong with the command line itself has been said by its parser. */
const complain = (error: CliError | ValidationError.ValidationError): Effect.Effect<void> =>
  Console.error(
    ValidationError.isValidationError(error)
      ? 'rollcall: "rollcall --help" shows what there is to type, and "rollcall COMMAND --help" how.'
      : `rollcall: ${error.message}`
  )
