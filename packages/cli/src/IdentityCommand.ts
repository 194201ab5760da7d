/** `rollcall admin bind` and `unbind`: which account of the OpenID provider is which administrator's. */
import { Args, Command } from "@effect/cli"
import { IdentityService } from "@rollcall/provider"
import { Effect } from "effect"
import { CliError } from "./CliError.ts"
import * as Environment from "./Environment.ts"
import * as Output from "./Output.ts"

const name = Args.text({ name: "name" }).pipe(Args.withDescription("The name of the administrator."))

/** `sub` is of no more than 255 ASCII characters (OpenID Connect Core 1.0 §2). */
const subjectLengthMax = 255

const bind = Command.make(
  "bind",
  {
    name,
    subject: Args.text({ name: "subject" }).pipe(
      Args.withDescription("What the provider calls the account, as sub; who is refused is told it.")
    ),
    json: Output.json
  },
  (options) =>
    Environment.run(({ oidcIssuer: issuer }) =>
      Effect.gen(function* () {
        if (issuer === undefined) {
          return yield* new CliError({ message: "ROLLCALL_OIDC_ISSUER must name the OpenID provider of the account." })
        }
        const { subject } = options
        if (subject === "" || subject.length > subjectLengthMax) {
          return yield* new CliError({ message: `The subject must be of 1 to ${subjectLengthMax} characters.` })
        }
        const { name } = yield* IdentityService.bind(options.name, { issuer, subject })
        return yield* Output.print(
          options.json,
          { name, issuer, subject },
          `The account ${Output.printable(subject)} of ${issuer} signs in as ${name}.`
        )
      })
    )
).pipe(
  Command.withDescription(
    Output.help(
      "Let an account of the OpenID provider sign in as an administrator, whatever its address is.",
      "rollcall admin bind ada@example.com 248289761001"
    )
  )
)

const unbind = Command.make("unbind", { name, json: Output.json }, (options) =>
  Environment.run(() =>
    Effect.gen(function* () {
      const { name } = yield* IdentityService.unbind(options.name)
      return yield* Output.print(
        options.json,
        { name },
        `${name} is bound to no account any more. Every session has ended.`
      )
    })
  )
).pipe(
  Command.withDescription(
    Output.help(
      "Take the account of the OpenID provider away from an administrator, and end their sessions.",
      "rollcall admin unbind ada@example.com"
    )
  )
)

export const commands = [bind, unbind] as const
