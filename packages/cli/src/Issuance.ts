/**
 * What commands ask alike of whoever makes something that opens a tenant, a token or a client: what it may do and which
 * identity provider it is for.
 */
import { Options } from "@effect/cli"
import { Token, TokenPolicy } from "@rollcall/core"
import { IdentityProvider } from "@rollcall/provider"
import { Either, Option } from "effect"
import { CliError } from "./CliError.ts"

export const scope = Options.text("scope").pipe(
  Options.repeated,
  Options.withDescription(
    `What it may do, everything where it is not given: ${Token.allScopes.join(", ")}, or read, write, users, groups for all that have the word.`
  )
)

/** Several may stand in one option, parted by commas. */
export const readScopes = (texts: ReadonlyArray<string>): Either.Either<ReadonlyArray<Token.Scope>, CliError> =>
  texts.length === 0
    ? Either.right(Token.allScopes)
    : Either.mapLeft(
        TokenPolicy.parseScopes(texts.flatMap((text) => text.split(","))),
        ({ detail }) => new CliError({ message: `--scope must name what the token may do. ${detail}` })
      )

export const provider = Options.text("provider").pipe(
  Options.optional,
  Options.withDescription(
    `The identity provider that it is for, to be told apart in lists: ${IdentityProvider.suggested.join(", ")}, or any name.`
  )
)

/** Who makes what a command makes: whoever may type commands there needs no name here. */
export const commandLine = "command line"

/** By whom, and for which identity provider where that is said. */
export const provenance = (
  given: Option.Option<string>
): Either.Either<{ readonly createdBy: string; readonly identityProvider?: string }, CliError> =>
  Option.match(given, {
    onNone: () => Either.right({ createdBy: commandLine }),
    onSome: (text) =>
      Either.mapBoth(IdentityProvider.parse(text), {
        onLeft: (expected) => new CliError({ message: `--provider must be ${expected}.` }),
        onRight: (identityProvider) => ({ createdBy: commandLine, identityProvider })
      })
  })
