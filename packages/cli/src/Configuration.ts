/**
 * What the environment says: typed, with defaults that work, and with a sentence for every value that does not. All
 * that is wrong is told at once, each time with the name of the variable and what it should be.
 */
import { BaseUrl, TrustedProxies } from "@rollcall/http"
import type { Reach } from "@rollcall/provider"
import { Config, ConfigError, Effect, Either } from "effect"
import * as CliError from "./CliError.ts"
import * as DatabaseUrl from "./DatabaseUrl.ts"
import type { Telemetry } from "./Telemetry.ts"

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
  /** Where traces and metrics are sent; absent: nowhere. */
  readonly telemetry?: Telemetry
  /** Where events may be sent. */
  readonly webhookReach: Reach
  /** Whether browsers are shown the console. */
  readonly console: boolean
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

const collector: Variable<string | undefined> = {
  name: "OTEL_EXPORTER_OTLP_ENDPOINT",
  fallback: "",
  expected: "the address of a collector of OpenTelemetry, such as http://127.0.0.1:4318",
  read: optional((text) => Either.fromNullable(BaseUrl.parse(text), () => undefined))
}

const collectorHeaders: Variable<Readonly<Record<string, string>>> = {
  name: "OTEL_EXPORTER_OTLP_HEADERS",
  fallback: "",
  expected: "headers for the collector, as in api-key=secret,other=value",
  read: (text) => {
    const pairs = text
      .split(",")
      .filter((part) => part.trim() !== "")
      .map((part) => part.split("="))
    return pairs.every(([name = "", ...rest]) => name.trim() !== "" && rest.length > 0)
      ? Either.right(Object.fromEntries(pairs.map(([name = "", ...rest]) => [name.trim(), rest.join("=").trim()])))
      : Either.left(undefined)
  },
  mask: () => "…"
}

const serviceName: Variable<string> = {
  name: "OTEL_SERVICE_NAME",
  fallback: "rollcall",
  expected: "what the collector knows this server by",
  read: Either.right
}

const share: Variable<number> = {
  name: "OTEL_TRACES_SAMPLER_ARG",
  fallback: "1",
  expected: "the share of requests that are traced where no caller has decided, from 0 to 1",
  read: (text) => {
    const number = Number(text)
    return number >= 0 && number <= 1 ? Either.right(number) : Either.left(undefined)
  }
}

const webhookReach: Variable<Reach> = {
  name: "ROLLCALL_WEBHOOK_PRIVATE",
  fallback: "deny",
  expected: "allow, where events may go to private addresses and without TLS, or deny",
  read: (text) =>
    text === "allow" || text === "deny"
      ? Either.right(text === "allow" ? "anywhere" : "public")
      : Either.left(undefined)
}

const console: Variable<boolean> = {
  name: "ROLLCALL_CONSOLE",
  fallback: "on",
  expected: "on, where browsers are shown the console, or off",
  read: (text) => (text === "on" || text === "off" ? Either.right(text === "on") : Either.left(undefined))
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
  webhookReach,
  console,
  collector,
  collectorHeaders,
  serviceName,
  share,
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
  webhookReach: value(webhookReach),
  console: value(console),
  collector: value(collector),
  collectorHeaders: value(collectorHeaders),
  serviceName: value(serviceName),
  share: value(share),
  oidcIssuer: value(oidcIssuer),
  oidcClientId: value(oidcClientId),
  oidcClientSecret: value(oidcClientSecret),
  oidcClientSecretFile: value(oidcClientSecretFile),
  log: value(log)
}).pipe(
  Config.map(({ collector, collectorHeaders, serviceName, share, ...all }) => ({
    ...given(all),
    ...(collector === undefined
      ? {}
      : { telemetry: { endpoint: collector, headers: collectorHeaders, serviceName, share } })
  }))
)

/** What is not set is not there. */
function given<A extends object>(all: A): Given<A> {
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as Given<A>
}

type Given<A> = { readonly [K in keyof A as undefined extends A[K] ? never : K]: A[K] } & {
  readonly [K in keyof A as undefined extends A[K] ? K : never]?: Exclude<A[K], undefined>
}

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
