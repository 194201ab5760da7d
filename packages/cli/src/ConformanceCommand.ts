/**
 * `rollcall conformance`: runs the conformance suites over any SCIM server, and prints what they show. The server need not
 * be a Rollcall: whoever writes another one may use it as a judge.
 */
import { Command, Options } from "@effect/cli"
import { Conformance, ConformanceReport } from "@rollcall/conformance"
import { Config, Console, Effect, Option } from "effect"
import { CliError } from "./CliError.ts"
import * as Output from "./Output.ts"

const tokenVariable = "ROLLCALL_TOKEN"

export const command = Command.make(
  "conformance",
  {
    base: Options.text("base").pipe(
      Options.withDescription("The SCIM base of the server, such as https://scim.example.com/scim/v2.")
    ),
    token: Options.text("token").pipe(
      Options.withFallbackConfig(Config.string(tokenVariable)),
      Options.withDescription(
        `The bearer token. It may stand in ${tokenVariable} instead, where no other user of the machine sees it.`
      )
    ),
    only: Options.text("only").pipe(
      Options.optional,
      Options.withDescription("Only the suites whose titles hold this text, such as '§3.5.2' or bulk.")
    ),
    json: Output.json
  },
  ({ base, token, only, json }) =>
    Effect.gen(function* () {
      const run = yield* Effect.tryPromise({
        try: () =>
          Conformance.run({
            base: base.endsWith("/") ? base.slice(0, -1) : base,
            token,
            ...(Option.isSome(only) ? { only: only.value } : {})
          }),
        catch: (cause) =>
          new CliError({ message: `--base must name a SCIM server, but ${base} does not answer: ${reason(cause)}.` })
      })
      if (run.outcomes.length === 0) {
        return yield* new CliError({ message: "--only must be a part of the title of a suite, but no title has it." })
      }
      yield* json ? Console.log(JSON.stringify(run)) : Console.log(ConformanceReport.render(run))
      if (!ConformanceReport.isConformant(run)) {
        return yield* new CliError({ message: "The server does not do all that the RFCs make a MUST." })
      }
    })
).pipe(
  Command.withDescription(
    Output.help(
      "Examine any SCIM server: users, groups and devices are made there and deleted again.",
      "rollcall conformance --base https://scim.example.com/scim/v2 --token TOKEN"
    )
  )
)

const reason = (cause: unknown): string => {
  if (!(cause instanceof Error)) return String(cause)
  return cause.cause instanceof Error ? cause.cause.message : cause.message
}
