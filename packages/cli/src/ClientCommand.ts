/**
 * `rollcall client`: identity providers that get their access tokens themselves, as OAuth clients of a tenant. A secret is
 * printed once, when it is made; nothing can show it again.
 */
import { Args, Command, Options } from "@effect/cli"
import { type Client, ClientService, ClientStore, TenantStore, TokenService } from "@rollcall/provider"
import { Console, Effect, Option } from "effect"
import * as Environment from "./Environment.ts"
import * as Issuance from "./Issuance.ts"
import * as Lifetime from "./Lifetime.ts"
import * as Output from "./Output.ts"

const id = Args.text({ name: "id" }).pipe(Args.withDescription("The client's id, as client list shows it."))

const quiet = Options.boolean("quiet").pipe(
  Options.withDescription("Print the secret alone, or the id where there is none.")
)

const keys = Options.fileText("keys").pipe(
  Options.optional,
  Options.withDescription(
    "A file with the public keys of a client that signs assertions (private_key_jwt), a JWK set or PEM. It gets no secret."
  )
)

type Keys = Option.Option<readonly [path: string, content: string]>

const keysOf = (given: Keys) =>
  Option.match(given, { onNone: () => ({}), onSome: ([, content]) => ({ keys: content }) })

const create = Command.make(
  "create",
  {
    name: Options.text("name").pipe(Options.withDescription("What the client is for, such as the identity provider.")),
    tenant: Options.text("tenant").pipe(
      Options.withDefault("default"),
      Options.withDescription("The tenant whose users and groups its access tokens open.")
    ),
    tokens: Options.text("token-lifetime").pipe(
      Options.withDefault("1h"),
      Options.withDescription("How long its access tokens live, an hour where it is not given: 5m to 1d.")
    ),
    scope: Issuance.scope,
    provider: Issuance.provider,
    keys,
    quiet,
    json: Output.json
  },
  (options) =>
    Environment.run(() =>
      Effect.gen(function* () {
        const tokenMillis = yield* Lifetime.read("--token-lifetime", options.tokens)
        const scopes = yield* Issuance.readScopes(options.scope)
        const name = yield* Output.readName(options.name)
        const made = yield* Issuance.provenance(options.provider)
        const { tenant } = options
        const registered = yield* ClientService.create({
          tenant,
          name,
          tokenMillis,
          scopes,
          ...made,
          ...keysOf(options.keys)
        })
        return yield* printRegistered(options, registered)
      })
    )
).pipe(
  Command.withDescription(
    Output.help(
      "Make a client, and print its id and secret, this once.",
      "rollcall client create --name Entra --provider entra"
    )
  )
)

const list = Command.make(
  "list",
  {
    tenant: Options.text("tenant").pipe(Options.optional, Options.withDescription("Only the clients of this tenant.")),
    json: Output.json
  },
  (options) =>
    Environment.run(() =>
      Effect.gen(function* () {
        const tenant = Option.getOrUndefined(options.tenant)
        if (tenant !== undefined && Option.isNone(yield* (yield* TenantStore).find(tenant))) {
          return yield* new TokenService.UnknownTenant({ id: tenant })
        }
        const clients = yield* (yield* ClientStore).list(tenant === undefined ? {} : { tenant })
        return yield* Output.print(
          options.json,
          clients.map(describe),
          clients.length === 0
            ? 'There is no client yet. "rollcall client create --name NAME" makes one.'
            : Output.table(heads, clients.map(row))
        )
      })
    )
).pipe(
  Command.withDescription(
    Output.help("Show the clients, without their secrets.", "rollcall client list --tenant default")
  )
)

const heads = ["ID", "TENANT", "NAME", "SHOWS", "FOR", "MADE BY", "STATE", "LAST USED"]

const row = (client: Client.Client): ReadonlyArray<string> => [
  client.id,
  client.tenant,
  client.name,
  client.credentials._tag === "Secret" ? `${client.credentials.hint}…` : "keys",
  client.identityProvider ?? "-",
  client.createdBy ?? "-",
  stateOf(client),
  Output.time(client.lastUsed)
]

const rotate = Command.make(
  "rotate",
  {
    id,
    overlap: Options.text("overlap").pipe(
      Options.optional,
      Options.withDescription("How long the old secret or keys still work, a day where it is not given: 1s, 12h, 7d.")
    ),
    keys,
    quiet,
    json: Output.json
  },
  (options) =>
    Environment.run(() =>
      Effect.gen(function* () {
        const overlap = Option.isNone(options.overlap)
          ? {}
          : { overlap: yield* Lifetime.read("--overlap", options.overlap.value) }
        return yield* printRegistered(
          options,
          yield* ClientService.rotate(options.id, { ...overlap, ...keysOf(options.keys) })
        )
      })
    )
).pipe(
  Command.withDescription(
    Output.help(
      "Give a client another secret, or other keys; the old ones work on for a while.",
      "rollcall client rotate 01a20b9c-3621-77e2-86be-c6c7b8581904 --overlap 12h"
    )
  )
)

const revoke = Command.make("revoke", { id, json: Output.json }, (options) =>
  Environment.run(() =>
    Effect.gen(function* () {
      const client = yield* ClientService.revoke(options.id)
      return yield* Output.print(
        options.json,
        describe(client),
        `Client ${client.id} (${client.name}) is revoked, and every access token that it has: the next request is refused.`
      )
    })
  )
).pipe(
  Command.withDescription(
    Output.help(
      "End a client and its access tokens now: their next request is refused.",
      "rollcall client revoke 01a20b9c-3621-77e2-86be-c6c7b8581904"
    )
  )
)

export const command = Command.make("client").pipe(
  Command.withDescription("OAuth clients: identity providers that get their access tokens themselves."),
  Command.withSubcommands([create, list, rotate, revoke])
)

interface Style {
  readonly quiet: boolean
  readonly json: boolean
}

const printRegistered = (style: Style, { client, secret }: ClientService.Registered) => {
  if (style.quiet) return Console.log(secret ?? client.id)
  const shown =
    secret === undefined
      ? ["It signs its assertions with the keys that were given."]
      : [`  client secret: ${secret}`, "", "The secret is shown only now. Give both to the identity provider."]
  const { previous } = client
  const lines = [
    `Client ${client.name} of tenant ${client.tenant}, whose access tokens live ${client.tokenMillis / 60_000} minutes:`,
    "",
    `  client id:     ${client.id}`,
    ...shown,
    "The token endpoint is the endpoint with /oauth/token behind it.",
    ...(previous === undefined ? [] : [`What it had before works until ${Output.time(previous.until)}.`])
  ]
  const withSecret = secret === undefined ? {} : { secret }
  return Output.print(style.json, { ...describe(client), ...withSecret }, lines.join("\n"))
}

const stateOf = ({ revoked }: Client.Client): "valid" | "revoked" => (revoked === undefined ? "valid" : "revoked")

const describe = (client: Client.Client) => {
  const { credentials, previous } = client
  return {
    id: client.id,
    name: client.name,
    tenant: client.tenant,
    authentication: credentials._tag === "Secret" ? "secret" : "keys",
    ...(credentials._tag === "Secret" ? { hint: credentials.hint } : {}),
    scopes: client.scopes,
    tokenSeconds: client.tokenMillis / 1_000,
    ...(client.createdBy === undefined ? {} : { createdBy: client.createdBy }),
    ...(client.identityProvider === undefined ? {} : { identityProvider: client.identityProvider }),
    state: stateOf(client),
    createdAt: Output.time(client.created),
    ...(previous === undefined ? {} : { previousUntil: Output.time(previous.until) }),
    ...(client.revoked === undefined ? {} : { revokedAt: Output.time(client.revoked) }),
    ...(client.lastUsed === undefined ? {} : { lastUsedAt: Output.time(client.lastUsed) })
  }
}
