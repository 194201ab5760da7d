/**
 * `rollcall token`: makes, shows, retires and revokes the tokens of tenants. A token's text is printed once, when it is
 * made; nothing can show it again.
 */
import { Args, Command, Options } from "@effect/cli"
import { ExpiryWarning, type Token, TokenPolicy } from "@rollcall/core"
import { TenantStore, TokenService, TokenStore } from "@rollcall/provider"
import { Clock, Console, Effect, Option } from "effect"
import * as Environment from "./Environment.ts"
import * as Issuance from "./Issuance.ts"
import * as Lifetime from "./Lifetime.ts"
import * as Output from "./Output.ts"

const tenantOption = Options.text("tenant").pipe(
  Options.withDefault("default"),
  Options.withDescription("The tenant whose users and groups the token opens.")
)

const quiet = Options.boolean("quiet").pipe(Options.withDescription("Print the token alone."))

const id = Args.text({ name: "id" }).pipe(Args.withDescription("The token's id, as token list shows it."))

const create = Command.make(
  "create",
  {
    name: Options.text("name").pipe(Options.withDescription("What the token is for, such as the identity provider.")),
    tenant: tenantOption,
    expires: Lifetime.expires,
    scope: Issuance.scope,
    provider: Issuance.provider,
    user: Options.text("user").pipe(
      Options.optional,
      Options.withDescription("The id of the user that it stands for, where there is one: /Me is that user.")
    ),
    quiet,
    json: Output.json
  },
  (options) =>
    Environment.run(() =>
      Effect.gen(function* () {
        const lifetime = yield* Lifetime.read("--expires", options.expires)
        const scopes = yield* Issuance.readScopes(options.scope)
        const name = yield* Output.readName(options.name)
        const user = Option.isNone(options.user) ? {} : { user: options.user.value }
        const made = yield* Issuance.provenance(options.provider)
        const issued = yield* TokenService.issue({ tenant: options.tenant, name, lifetime, scopes, ...user, ...made })
        return yield* printIssued(options, issued)
      })
    )
).pipe(
  Command.withDescription(
    Output.help("Make a token and print it, this once.", "rollcall token create --name Okta --expires 90d")
  )
)

const list = Command.make(
  "list",
  {
    tenant: Options.text("tenant").pipe(Options.optional, Options.withDescription("Only the tokens of this tenant.")),
    json: Output.json
  },
  (options) =>
    Environment.run(() =>
      Effect.gen(function* () {
        const tenant = Option.getOrUndefined(options.tenant)
        if (tenant !== undefined && Option.isNone(yield* (yield* TenantStore).find(tenant))) {
          return yield* new TokenService.UnknownTenant({ id: tenant })
        }
        const tokens = yield* (yield* TokenStore).list(tenant)
        const now = yield* Clock.currentTimeMillis
        const rows = tokens.map((token) => [
          token.id,
          token.tenant,
          token.name,
          `${token.hint}…`,
          token.identityProvider ?? "-",
          token.createdBy ?? "-",
          TokenPolicy.stateOf(token, now),
          Output.time(token.expires),
          warningOf(token, now),
          Output.time(token.lastUsed)
        ])
        return yield* Output.print(
          options.json,
          tokens.map((token) => describe(token, now)),
          tokens.length === 0
            ? 'There is no token yet. "rollcall token create --name NAME" makes one.'
            : Output.table(heads, rows)
        )
      })
    )
).pipe(
  Command.withDescription(Output.help("Show the tokens, without their text.", "rollcall token list --tenant default"))
)

const heads = ["ID", "TENANT", "NAME", "TOKEN", "FOR", "MADE BY", "STATE", "EXPIRES", "WARNING", "LAST USED"]

const warningOf = (token: Token.Token, now: number): string => {
  const warning = ExpiryWarning.expiryWarning(token, now)
  if (warning === undefined) return "-"
  return warning.days === 1 ? "ends within a day" : `ends within ${warning.days} days`
}

const revoke = Command.make("revoke", { id, json: Output.json }, (options) =>
  Environment.run(() =>
    Effect.gen(function* () {
      const token = yield* TokenService.revoke(options.id)
      const now = yield* Clock.currentTimeMillis
      return yield* Output.print(
        options.json,
        describe(token, now),
        `Token ${token.id} (${token.name}) is revoked: its next request is refused.`
      )
    })
  )
).pipe(
  Command.withDescription(
    Output.help(
      "End a token now: its next request is refused.",
      "rollcall token revoke 01a20b9c-3621-77e2-86be-c6c7b8581904"
    )
  )
)

const rotate = Command.make(
  "rotate",
  {
    id,
    overlap: Options.text("overlap").pipe(
      Options.optional,
      Options.withDescription("How long the old token still works, a day where it is not given: 12h, 7d.")
    ),
    quiet,
    json: Output.json
  },
  (options) =>
    Environment.run(() =>
      Effect.gen(function* () {
        const overlap = Option.isNone(options.overlap)
          ? undefined
          : yield* Lifetime.read("--overlap", options.overlap.value)
        const rotated = yield* TokenService.rotate(options.id, overlap, Issuance.commandLine)
        return yield* printIssued(options, rotated, rotated.retired)
      })
    )
).pipe(
  Command.withDescription(
    Output.help(
      "Make a token that takes the place of another, which works on for a while.",
      "rollcall token rotate 01a20b9c-3621-77e2-86be-c6c7b8581904 --overlap 12h"
    )
  )
)

export const command = Command.make("token").pipe(
  Command.withDescription("Tokens that identity providers use."),
  Command.withSubcommands([create, list, revoke, rotate])
)

interface Style {
  readonly quiet: boolean
  readonly json: boolean
}

const printIssued = (style: Style, { token, text }: TokenService.Issued, retired?: Token.Token) =>
  Effect.gen(function* () {
    if (style.quiet) return yield* Console.log(text)
    const now = yield* Clock.currentTimeMillis
    const replaces = retired === undefined ? {} : { replaces: describe(retired, now) }
    const lines = [
      `Token ${token.id} (${token.name}) of tenant ${token.tenant}, valid until ${Output.time(token.expires)}:`,
      "",
      `  ${text}`,
      "",
      "It is shown only now. Give it to the identity provider.",
      ...(retired === undefined ? [] : [farewell(retired, now)])
    ]
    const { id, ...rest } = describe(token, now)
    return yield* Output.print(style.json, { id, token: text, ...rest, ...replaces }, lines.join("\n"))
  })

const farewell = (retired: Token.Token, now: number): string =>
  TokenPolicy.isLive(retired, now)
    ? `The old one, ${retired.id}, works until ${Output.time(retired.expires)}.`
    : `The old one, ${retired.id}, is ${TokenPolicy.stateOf(retired, now)} and works no more.`

const describe = (token: Token.Token, now: number) => {
  const warning = ExpiryWarning.expiryWarning(token, now)
  return {
    id: token.id,
    name: token.name,
    tenant: token.tenant,
    scopes: token.scopes,
    ...(token.user === undefined ? {} : { user: token.user }),
    ...(token.createdBy === undefined ? {} : { createdBy: token.createdBy }),
    ...(token.identityProvider === undefined ? {} : { identityProvider: token.identityProvider }),
    hint: token.hint,
    state: TokenPolicy.stateOf(token, now),
    createdAt: Output.time(token.created),
    expiresAt: Output.time(token.expires),
    ...(token.revoked === undefined ? {} : { revokedAt: Output.time(token.revoked) }),
    ...(token.lastUsed === undefined ? {} : { lastUsedAt: Output.time(token.lastUsed) }),
    ...(warning === undefined ? {} : { warning: { days: warning.days, expiresAt: Output.time(warning.expires) } })
  }
}
