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
  /** Where SCIM is served, with its leading slash and none at the end; empty stands for the root. */
  readonly basePath: string
  readonly trustedProxies: TrustedProxies.TrustedProxies
  /** Where schemas and resource types of one's own are read from. */
  readonly schemas?: string
  /** What whoever reads `/metrics` has to know; absent: nobody reads them. */
  readonly metrics?: string
  /** The OpenID provider by which administrators may sign in, and what this server is to it. */
  readonly oidcIssuer?: string
  readonly oidcClientId?: string
  readonly oidcClientSecret?: string
  /** A file that has the secret, in place of that. */
  readonly oidcClientSecretFile?: string
  /** Absent: text on a terminal, else JSON. */
  readonly log?: "json" | "text"
}

export interface Variable<A> {
  readonly name: string
  /** What counts where the variable is unset or empty. */
  readonly fallback: string
  /** What a value should be, to stand behind "must be". */
  readonly expected: string
  readonly read: (text: string) => Either.Either<A, unknown>
  /** What of a wrong value may be shown, where that is not all of it. */
  readonly mask?: (text: string) => string
}

/** Fails with one sentence for each variable that has a value it cannot have. */
export const load: Effect.Effect<Configuration, CliError.CliError> = Effect.suspend(() => config).pipe(
  Effect.mapError((error) => new CliError.CliError({ message: sentences(error).join("\n") }))
)

const host: Variable<string> = {
  name: "ROLLCALL_HOST",
  fallback: "127.0.0.1",
  expected: "an address or a host name to listen on, such as 127.0.0.1 or ::1",
  read: (text) => (consistsOf(text, isHostCharacter) ? Either.right(text) : Either.left(undefined))
}

const port: Variable<number> = {
  name: "ROLLCALL_PORT",
  fallback: "8042",
  expected: "a whole number from 0 to 65535, where 0 takes a free port",
  read: (text) =>
    text.length <= 5 && consistsOf(text, isDigit) && Number(text) <= 65_535
      ? Either.right(Number(text))
      : Either.left(undefined)
}

const database: Variable<DatabaseUrl.DatabaseUrl> = {
  name: "ROLLCALL_DATABASE_URL",
  fallback: DatabaseUrl.standard,
  expected: DatabaseUrl.expected,
  read: DatabaseUrl.parse,
  mask: DatabaseUrl.mask
}

const baseUrl: Variable<string | undefined> = {
  name: "ROLLCALL_BASE_URL",
  fallback: "",
  expected: "the address that clients use, such as https://scim.example.com, without query and fragment",
  read: optional((text) => Either.fromNullable(BaseUrl.parse(text), () => undefined))
}

const basePath: Variable<string> = {
  name: "ROLLCALL_BASE_PATH",
  fallback: "/scim/v2",
  expected: "the path under which SCIM is served, such as /scim/v2, or / for the root",
  read: (text) => Either.fromNullable(BaseUrl.parsePath(text), () => undefined)
}

const trustedProxies: Variable<TrustedProxies.TrustedProxies> = {
  name: "ROLLCALL_TRUSTED_PROXIES",
  fallback: "",
  expected: "a list of IP addresses, CIDR blocks and the word loopback, parted by commas",
  read: TrustedProxies.parse
}

const schemas: Variable<string | undefined> = {
  name: "ROLLCALL_SCHEMAS",
  fallback: "",
  expected: "a JSON file of schemas and resource types, or a directory of such files",
  read: optional((text) => Either.right(text))
}

/** As long as nobody guesses, and as a header carries it. */
const secretLengthMin = 16
const secretLengthMax = 200

const metrics: Variable<string | undefined> = {
  name: "ROLLCALL_METRICS",
  fallback: "",
  expected: `a secret of ${secretLengthMin} to ${secretLengthMax} letters, digits and signs without blanks, with which /metrics is read`,
  read: optional((text) =>
    text.length >= secretLengthMin && text.length <= secretLengthMax && consistsOf(text, isVisible)
      ? Either.right(text)
      : Either.left(undefined)
  ),
  mask: () => "…"
}

const oidcIssuer: Variable<string | undefined> = {
  name: "ROLLCALL_OIDC_ISSUER",
  fallback: "",
  expected: "the https address of an OpenID provider, without query and fragment; http only on this machine",
  read: optional((text) => Either.fromNullable(issuer(text), () => undefined))
}

const oidcClientId: Variable<string | undefined> = {
  name: "ROLLCALL_OIDC_CLIENT_ID",
  fallback: "",
  expected: "the client_id that the OpenID provider gave to this server",
  read: optional((text) => Either.right(text))
}

const oidcClientSecret: Variable<string | undefined> = {
  name: "ROLLCALL_OIDC_CLIENT_SECRET",
  fallback: "",
  expected: "the client_secret that goes with it",
  read: optional((text) => Either.right(text)),
  mask: () => "…"
}

const oidcClientSecretFile: Variable<string | undefined> = {
  name: "ROLLCALL_OIDC_CLIENT_SECRET_FILE",
  fallback: "",
  expected: "a file that has the client_secret, in place of the variable",
  read: optional((text) => Either.right(text))
}

const log: Variable<"json" | "text" | undefined> = {
  name: "ROLLCALL_LOG",
  fallback: "",
  expected: "json or text",
  read: optional((text) => (text === "json" || text === "text" ? Either.right(text) : Either.left(undefined)))
}

/** Every variable that counts, in the order in which people think of them. */
export const variables: ReadonlyArray<Variable<unknown>> = [
  host,
  port,
  database,
  baseUrl,
  basePath,
  trustedProxies,
  schemas,
  metrics,
  oidcIssuer,
  oidcClientId,
  oidcClientSecret,
  oidcClientSecretFile,
  log
]

const config: Config.Config<Configuration> = Config.all({
  host: value(host),
  port: value(port),
  database: value(database),
  baseUrl: value(baseUrl),
  basePath: value(basePath),
  trustedProxies: value(trustedProxies),
  schemas: value(schemas),
  metrics: value(metrics),
  oidcIssuer: value(oidcIssuer),
  oidcClientId: value(oidcClientId),
  oidcClientSecret: value(oidcClientSecret),
  oidcClientSecretFile: value(oidcClientSecretFile),
  log: value(log)
}).pipe(
  Config.map(({ baseUrl, schemas, metrics, log, oidcIssuer, oidcClientId, ...all }) => {
    const { oidcClientSecret, oidcClientSecretFile, ...rest } = all
    return {
      ...rest,
      ...(schemas === undefined ? {} : { schemas }),
      ...(baseUrl === undefined ? {} : { baseUrl }),
      ...(metrics === undefined ? {} : { metrics }),
      ...(oidcIssuer === undefined ? {} : { oidcIssuer }),
      ...(oidcClientId === undefined ? {} : { oidcClientId }),
      ...(oidcClientSecret === undefined ? {} : { oidcClientSecret }),
      ...(oidcClientSecretFile === undefined ? {} : { oidcClientSecretFile }),
      ...(log === undefined ? {} : { log })
    }
  })
)

function value<A>({ name, fallback, expected, read, mask = (text) => text }: Variable<A>): Config.Config<A> {
  return Config.string(name).pipe(
    Config.withDefault(""),
    Config.mapOrFail((given) => {
      const text = given.trim() === "" ? fallback : given.trim()
      return Either.mapLeft(read(text), () =>
        ConfigError.InvalidData(
          [name],
          `${name} must be ${expected}, but it is ${JSON.stringify(mask(text).slice(0, 120))}.`
        )
      )
    })
  )
}

function optional<A>(read: (text: string) => Either.Either<A, unknown>) {
  return (text: string): Either.Either<A | undefined, unknown> => (text === "" ? Either.right(undefined) : read(text))
}

/** In one spelling, with or without a slash behind the host. What is sent to another machine in plain can be read. */
function issuer(text: string): string | undefined {
  if (BaseUrl.parse(text) === undefined) return undefined
  const { href, protocol, hostname } = new URL(text)
  return protocol === "https:" || ["127.0.0.1", "[::1]", "localhost"].includes(hostname) ? href : undefined
}

function consistsOf(text: string, fits: (character: string) => boolean): boolean {
  for (const character of text) if (!fits(character)) return false
  return true
}

function isDigit(character: string): boolean {
  return character >= "0" && character <= "9"
}

function isVisible(character: string): boolean {
  return character > " " && character <= "~"
}

function isHostCharacter(character: string): boolean {
  return character > " " && !'/?#@[]"\\'.includes(character)
}

const sentences = (error: ConfigError.ConfigError): ReadonlyArray<string> => {
  switch (error._op) {
    case "And":
    case "Or":
      return [...sentences(error.left), ...sentences(error.right)]
    default:
      return [error.message]
  }
}
