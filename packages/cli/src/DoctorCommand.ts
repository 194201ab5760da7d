/**
 * `rollcall doctor`: looks at everything that an installation needs, whether its server runs or not, and says what to do.
 * It changes nothing.
 */
import { Command } from "@effect/cli"
import { Effect, Either, Layer } from "effect"
import { CliError, explain, ofDatabase } from "./CliError.ts"
import * as Configuration from "./Configuration.ts"
import * as AccessCheck from "./doctor/AccessCheck.ts"
import * as DatabaseCheck from "./doctor/DatabaseCheck.ts"
import * as EndpointCheck from "./doctor/EndpointCheck.ts"
import { type Finding, fail, ok } from "./doctor/Finding.ts"
import * as Output from "./Output.ts"
import { Platform } from "./Platform.ts"
import * as Schemas from "./Schemas.ts"

export const command = Command.make("doctor", { json: Output.json }, ({ json }) =>
  Effect.gen(function* () {
    const findings = yield* examine
    const isWell = findings.every(({ state }) => state !== "fail")
    yield* Output.print(json, { ok: isWell, findings }, findings.map(line).join("\n"))
    if (!isWell) return yield* new CliError({ message: "Something is in the way. What to do stands beside it." })
  })
).pipe(
  Command.withDescription(
    Output.help(
      "Look at configuration, database, addresses, certificates, tokens and the log, and say what to do.",
      "rollcall doctor"
    )
  )
)

const examine = Effect.gen(function* () {
  const loaded = yield* Effect.either(Configuration.load)
  if (Either.isLeft(loaded)) return unreadable("configuration", loaded.left)
  const configuration = loaded.right
  const schemas = yield* Effect.either(Schemas.load(configuration.schemas))
  if (Either.isLeft(schemas)) return unreadable("schemas", schemas.left)
  const database = yield* DatabaseCheck.check(configuration.database)
  const access = database.isUsable ? yield* accessOf(configuration, schemas.right) : []
  const findings: ReadonlyArray<Finding> = [
    ok("configuration", "The variables of the environment can be read."),
    ...database.findings,
    ...access,
    ...(yield* EndpointCheck.check(configuration))
  ]
  return findings
})

const unreadable = (check: string, { message }: CliError): ReadonlyArray<Finding> =>
  message.split("\n").map((sentence) => fail(check, sentence, "Correct it; nothing else can be looked at before."))

const accessOf = (
  { database }: Configuration.Configuration,
  registry: Parameters<Platform["Type"]["storage"]>[1]
): Effect.Effect<ReadonlyArray<Finding>, never, Platform> =>
  Effect.gen(function* () {
    const storage = Layer.mapError((yield* Platform).storage(database, registry), (error) =>
      ofDatabase(database, error)
    )
    return yield* Effect.provide(Effect.mapError(AccessCheck.check, explain), storage)
  }).pipe(
    Effect.catchAll(({ message }) =>
      Effect.succeed([fail("database", message, "Look at what the database says of it in its own log.")])
    )
  )

const line = ({ state, check, found, advice }: Finding): string =>
  `${state.padEnd(4)}  ${check.padEnd(14)}  ${Output.printable(found)}${advice === undefined ? "" : ` ${advice}`}`
