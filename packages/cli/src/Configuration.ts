/**
 * What the environment says: typed, with defaults that work, and with a sentence for every value that does not. All
 * that is wrong is told at once, each time with the name of the variable and what it should be.
 */
import { BaseUrl, TrustedProxies } from "@rollcall/http"
import { Config, ConfigError, Effect, Either } from "effect"
import * as CliError from "./CliError.ts"
import * as DatabaseUrl from "./DatabaseUrl.ts"

export interface Configuration {
  readonly host: string
  /** 0 takes a free one. */
  readonly port: number
  readonly database: DatabaseUrl.DatabaseUrl
  /** The address under which clients know the server, where that is not the one it is bound to. */
  readonly baseUrl?: string
  readonly trustedProxies: TrustedProxies.TrustedProxies
  /** Absent: text on a terminal, else JSON. */
  readonly log?: "json" | "text"
}

/** Fails with one sentence for each variable that has a value it cannot have. */
export const load: Effect.Effect<Configuration, CliError.CliError> = Effect.suspend(() => config).pipe(
  Effect.mapError((error) => new CliError.CliError({ message: sentences(error).join("\n") }))
)

/** A variable that is unset or empty has its default. */
const variable = <A>(
  name: string,
  fallback: string,
  expected: string,
  read: (text: string) => Either.Either<A, unknown>
): Config.Config<A> =>
  Config.string(name).pipe(
    Config.withDefault(""),
    Config.mapOrFail((value) => {
      const text = value.trim() === "" ? fallback : value.trim()
      return Either.mapLeft(read(text), () =>
        ConfigError.InvalidData([name], `${name} must be ${expected}, but it is ${JSON.stringify(text.slice(0, 120))}.`)
      )
    })
  )

const optional =
  <A>(read: (text: string) => Either.Either<A, unknown>) =>
  (text: string) =>
    text === "" ? Either.right(undefined) : read(text)

const host = (text: string): Either.Either<string, void> => {
  for (const character of text) if (" /?#@[]".includes(character)) return Either.left(undefined)
  return Either.right(text)
}

const port = (text: string): Either.Either<number, void> => {
  for (const character of text) if (!"0123456789".includes(character)) return Either.left(undefined)
  const number = Number(text)
  return text.length <= 5 && number <= 65_535 ? Either.right(number) : Either.left(undefined)
}

const log = (text: string): Either.Either<"json" | "text", void> =>
  text === "json" || text === "text" ? Either.right(text) : Either.left(undefined)

const baseUrl = (text: string): Either.Either<string, void> => Either.fromNullable(BaseUrl.parse(text), () => undefined)

const config: Config.Config<Configuration> = Config.all({
  host: variable("ROLLCALL_HOST", "127.0.0.1", "an address or a host name to listen on, such as 127.0.0.1", host),
  port: variable("ROLLCALL_PORT", "8042", "a whole number from 0 to 65535, where 0 takes a free port", port),
  database: variable("ROLLCALL_DATABASE_URL", "sqlite:./rollcall.db", DatabaseUrl.expected, DatabaseUrl.parse),
  baseUrl: variable(
    "ROLLCALL_BASE_URL",
    "",
    "the address that clients use, such as https://scim.example.com, without query and fragment",
    optional(baseUrl)
  ),
  trustedProxies: variable(
    "ROLLCALL_TRUSTED_PROXIES",
    "",
    "a list of IP addresses, CIDR blocks and the word loopback, parted by commas",
    TrustedProxies.parse
  ),
  log: variable("ROLLCALL_LOG", "", "json or text", optional(log))
}).pipe(
  Config.map(({ baseUrl, log, ...rest }) => ({
    ...rest,
    ...(baseUrl === undefined ? {} : { baseUrl }),
    ...(log === undefined ? {} : { log })
  }))
)

const sentences = (error: ConfigError.ConfigError): ReadonlyArray<string> => {
  switch (error._op) {
    case "And":
    case "Or":
      return [...sentences(error.left), ...sentences(error.right)]
    default:
      return [error.message]
  }
}
