import { TrustedProxies } from "@rollcall/http"
import { ConfigProvider, Effect, Either } from "effect"
import { describe, expect, it } from "vitest"
import * as Configuration from "../src/Configuration.ts"

const load = (env: Readonly<Record<string, string>>) =>
  Effect.runSync(
    Configuration.load.pipe(
      Effect.mapError(({ message }) => message.split("\n")),
      Effect.either,
      Effect.withConfigProvider(ConfigProvider.fromMap(new Map(Object.entries(env))))
    )
  )

const defaults: Configuration.Configuration = {
  host: "127.0.0.1",
  port: 8042,
  database: { _tag: "SqliteFile", path: "./rollcall.db" },
  basePath: "/scim/v2",
  webhookReach: "public",
  console: true,
  trustedProxies: TrustedProxies.none
}

describe("the configuration", () => {
  it("has defaults that work", () => {
    expect(load({})).toEqual(Either.right(defaults))
  })

  it("takes an empty variable for one that is not set", () => {
    const env = Object.fromEntries(Configuration.variables.map(({ name }) => [name, "  "]))
    expect(load(env)).toEqual(Either.right(defaults))
  })

  it.each<[string, string, Partial<Configuration.Configuration>]>([
    ["ROLLCALL_HOST", "0.0.0.0", { host: "0.0.0.0" }],
    ["ROLLCALL_HOST", "::1", { host: "::1" }],
    ["ROLLCALL_HOST", " scim.internal ", { host: "scim.internal" }],
    ["ROLLCALL_PORT", "0", { port: 0 }],
    ["ROLLCALL_PORT", "65535", { port: 65_535 }],
    ["ROLLCALL_PORT", "00080", { port: 80 }],
    ["ROLLCALL_DATABASE_URL", "sqlite::memory:", { database: { _tag: "SqliteMemory" } }],
    ["ROLLCALL_DATABASE_URL", "sqlite:/var/a b.db", { database: { _tag: "SqliteFile", path: "/var/a b.db" } }],
    ["ROLLCALL_BASE_URL", "https://scim.example.com", { baseUrl: "https://scim.example.com" }],
    ["ROLLCALL_BASE_URL", "http://example.com:8080/scim/v2/", { baseUrl: "http://example.com:8080/scim/v2" }],
    ["ROLLCALL_BASE_PATH", "/people/scim/", { basePath: "/people/scim" }],
    ["ROLLCALL_BASE_PATH", "/", { basePath: "" }],
    ["ROLLCALL_METRICS", "0123456789abcdef", { metrics: "0123456789abcdef" }],
    ["ROLLCALL_METRICS", "~".repeat(200), { metrics: "~".repeat(200) }],
    ["ROLLCALL_WEBHOOK_PRIVATE", "allow", { webhookReach: "anywhere" }],
    ["ROLLCALL_WEBHOOK_PRIVATE", "deny", {}],
    ["ROLLCALL_CONSOLE", "off", { console: false }],
    ["ROLLCALL_CONSOLE", "on", {}],
    ["ROLLCALL_OIDC_ISSUER", "https://id.example.com", { oidcIssuer: "https://id.example.com/" }],
    ["ROLLCALL_OIDC_ISSUER", "https://id.example.com/realms/a", { oidcIssuer: "https://id.example.com/realms/a" }],
    ["ROLLCALL_OIDC_ISSUER", "http://127.0.0.1:3000", { oidcIssuer: "http://127.0.0.1:3000/" }],
    ["ROLLCALL_OIDC_CLIENT_ID", "rollcall", { oidcClientId: "rollcall" }],
    ["ROLLCALL_OIDC_CLIENT_SECRET", "x y", { oidcClientSecret: "x y" }],
    ["ROLLCALL_OIDC_CLIENT_SECRET_FILE", "/run/secret", { oidcClientSecretFile: "/run/secret" }],
    ["ROLLCALL_LOG", "json", { log: "json" }],
    ["ROLLCALL_LOG", "text", { log: "text" }]
  ])("takes %s = %j", (name, value, expected) => {
    expect(load({ [name]: value })).toEqual(Either.right({ ...defaults, ...expected }))
  })

  it("takes a collector, what it is told, and of how much", () => {
    const env = {
      OTEL_EXPORTER_OTLP_ENDPOINT: "https://collector.example.com/otlp/",
      OTEL_EXPORTER_OTLP_HEADERS: "api-key=a=b, other = value",
      OTEL_TRACES_SAMPLER_ARG: "0.1"
    }
    const telemetry = {
      endpoint: "https://collector.example.com/otlp",
      headers: { "api-key": "a=b", other: "value" },
      serviceName: "rollcall",
      share: 0.1
    }
    expect(load(env)).toEqual(Either.right({ ...defaults, telemetry }))
    expect(load({ ...env, OTEL_EXPORTER_OTLP_ENDPOINT: "" })).toEqual(Either.right(defaults))
  })

  it("takes proxies to trust", () => {
    const trusted = Either.map(load({ ROLLCALL_TRUSTED_PROXIES: "10.0.0.0/8, loopback" }), ({ trustedProxies }) =>
      ["10.1.2.3", "127.0.0.1", "::1", "192.0.2.1"].map((address) => TrustedProxies.includes(trustedProxies, address))
    )
    expect(trusted).toEqual(Either.right([true, true, true, false]))
  })

  const expected: Readonly<Record<string, string>> = {
    ROLLCALL_HOST: "an address or a host name to listen on, such as 127.0.0.1 or ::1",
    ROLLCALL_PORT: "a whole number from 0 to 65535, where 0 takes a free port",
    ROLLCALL_DATABASE_URL:
      "sqlite: and the path of a file (sqlite:./rollcall.db), which ?synchronous=full or ?synchronous=normal may follow, sqlite::memory:, or postgres://user:password@host:5432/database",
    ROLLCALL_BASE_URL: "the address that clients use, such as https://scim.example.com, without query and fragment",
    ROLLCALL_BASE_PATH: "the path under which SCIM is served, such as /scim/v2, or / for the root",
    ROLLCALL_TRUSTED_PROXIES: "a list of IP addresses, CIDR blocks and the word loopback, parted by commas",
    ROLLCALL_WEBHOOK_PRIVATE: "allow, where events may go to private addresses and without TLS, or deny",
    ROLLCALL_CONSOLE: "on, where browsers are shown the console, or off",
    OTEL_EXPORTER_OTLP_ENDPOINT: "the address of a collector of OpenTelemetry, such as http://127.0.0.1:4318",
    OTEL_TRACES_SAMPLER_ARG: "the share of requests that are traced where no caller has decided, from 0 to 1",
    ROLLCALL_OIDC_ISSUER:
      "the https address of an OpenID provider, without query and fragment; http only on this machine",
    ROLLCALL_LOG: "json or text"
  }
  const sentence = (name: string, value: string) => `${name} must be ${expected[name]}, but it is "${value}".`

  it.each([
    ["ROLLCALL_HOST", "http://localhost"],
    ["ROLLCALL_HOST", "local host"],
    ["ROLLCALL_HOST", "[::1]"],
    ["ROLLCALL_PORT", "65536"],
    ["ROLLCALL_PORT", "-1"],
    ["ROLLCALL_PORT", "80.5"],
    ["ROLLCALL_PORT", "0x50"],
    ["ROLLCALL_PORT", "http"],
    ["ROLLCALL_DATABASE_URL", "sqlite://host/rollcall.db"],
    ["ROLLCALL_DATABASE_URL", "./rollcall.db"],
    ["ROLLCALL_BASE_URL", "scim.example.com"],
    ["ROLLCALL_BASE_URL", "ftp://example.com"],
    ["ROLLCALL_BASE_URL", "https://example.com/?a=b"],
    ["ROLLCALL_BASE_URL", "https://example.com/#a"],
    ["ROLLCALL_BASE_PATH", "scim/v2"],
    ["ROLLCALL_BASE_PATH", "//scim"],
    ["ROLLCALL_BASE_PATH", "/scim?v=2"],
    ["ROLLCALL_TRUSTED_PROXIES", "10.0.0.0/8, proxy"],
    ["ROLLCALL_TRUSTED_PROXIES", "10.0.0.0/64"],
    ["ROLLCALL_WEBHOOK_PRIVATE", "true"],
    ["ROLLCALL_CONSOLE", "no"],
    ["OTEL_EXPORTER_OTLP_ENDPOINT", "127.0.0.1:4318"],
    ["OTEL_TRACES_SAMPLER_ARG", "10%"],
    ["OTEL_TRACES_SAMPLER_ARG", "1.5"],
    ["ROLLCALL_OIDC_ISSUER", "id.example.com"],
    ["ROLLCALL_OIDC_ISSUER", "http://id.example.com"],
    ["ROLLCALL_OIDC_ISSUER", "https://id.example.com/?a=b"],
    ["ROLLCALL_LOG", "xml"]
  ])("refuses %s = %j and says what it should be", (name, value) => {
    expect(load({ [name]: value })).toEqual(Either.left([sentence(name, value)]))
  })

  it("tells everything that is wrong at once", () => {
    const env = Object.fromEntries(Object.keys(expected).map((name) => [name, "?"]))
    expect(load(env)).toEqual(Either.left(Object.keys(expected).map((name) => sentence(name, "?"))))
  })

  it("shows nothing of the headers that it refuses", () => {
    expect(load({ OTEL_EXPORTER_OTLP_HEADERS: "s3cret" })).toEqual(
      Either.left([
        'OTEL_EXPORTER_OTLP_HEADERS must be headers for the collector, as in api-key=secret,other=value, but it is "…".'
      ])
    )
  })

  it("shows no password of a database that it refuses", () => {
    const url = "postgres://ada:s3cret@db.example.com:port/rollcall"
    expect(load({ ROLLCALL_DATABASE_URL: url })).toEqual(Either.left([sentence("ROLLCALL_DATABASE_URL", "postgres:…")]))
  })

  it.each(["0123456789abcde", "~".repeat(201), "0123456789 abcdef", "0123456789äbcdef"])(
    "refuses the secret %j for metrics, and does not show it",
    (secret) => {
      expect(load({ ROLLCALL_METRICS: secret })).toEqual(
        Either.left([
          'ROLLCALL_METRICS must be a secret of 16 to 200 letters, digits and signs without blanks, with which /metrics is read, but it is "…".'
        ])
      )
    }
  )

  it("repeats no more than the beginning of a long value", () => {
    expect(load({ ROLLCALL_LOG: "x".repeat(500) })).toEqual(Either.left([sentence("ROLLCALL_LOG", "x".repeat(120))]))
  })
})
