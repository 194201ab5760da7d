/**
 * `rollcall token`: makes, shows, retires and revokes the tokens of tenants. A token's text is printed once, when it is
 * made; nothing can show it again.
 */
import { Args, Command, Options } from "@effect/cli"
import { Token } from "@rollcall/core"
import { TenantStore, TokenService, TokenStore } from "@rollcall/provider"
import { Clock, Console, Effect, Either, Option } from "effect"
import { CliError } from "./CliError.ts"
import * as Environment from "./Environment.ts"
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
    expires: Options.text("expires").pipe(
      Options.withDefault("1y"),
      Options.withDescription("How long it is valid: 90d, 12h, 1y.")
    ),
    scope: Options.text("scope").pipe(
      Options.repeated,
      Options.withDescription(`What it may do; everything where it is not given. ${scopesExpected()}`)
    ),
    quiet,
    json: Output.json
  },
  (options) =>
    Environment.run(() =>
      Effect.gen(function* () {
        const lifetime = yield* readLifetime("--expires", options.expires)
        const scopes = yield* readScopes(options.scope)
        if (options.name.trim() === "") return yield* new CliError({ message: "--name must not be empty." })
        const issued = yield* TokenService.issue({ tenant: options.tenant, name: options.name, lifetime, scopes })
        return yield* printIssued(options, issued)
      })
    )
).pipe(Command.withDescription("Make a token and print it, this once."))

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
          state(token, now),
          Output.time(token.expires),
          Output.time(token.lastUsed)
        ])
        const heads = ["ID", "TENANT", "NAME", "TOKEN", "STATE", "EXPIRES", "LAST USED"]
        return yield* Output.print(
          options.json,
          tokens.map((token) => describe(token, now)),
          tokens.length === 0
            ? 'There is no token yet. "rollcall token create --name NAME" makes one.'
            : Output.table(heads, rows)
        )
      })
    )
).pipe(Command.withDescription("Show the tokens, without their text."))

const revoke = Command.make("revoke", { id, json: Output.json }, (options) =>
  Environment.run(() =>
    Effect.gen(function* () {
      const token = yield* TokenService.revoke(options.id)
      const now = yield* Clock.currentTimeMillis
      return yield* Output.print(options.json, describe(token, now), `The token ${token.name} is revoked.`)
    })
  )
).pipe(Command.withDescription("End a token now: its next request is refused."))

const rotate = Command.make(
  "rotate",
  {
    id,
    overlap: Options.text("overlap").pipe(
      Options.optional,
      Options.withDescription("How long the old token still works: 12h, 7d.")
    ),
    quiet,
    json: Output.json
  },
  (options) =>
    Environment.run(() =>
      Effect.gen(function* () {
        const overlap = Option.isNone(options.overlap)
          ? undefined
          : yield* readLifetime("--overlap", options.overlap.value)
        const rotated = yield* TokenService.rotate(options.id, overlap)
        return yield* printIssued(options, rotated, rotated.retired)
      })
    )
).pipe(Command.withDescription("Make a token that takes the place of another, which works on for a while."))

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
      `${token.name}, for tenant ${token.tenant}, until ${Output.time(token.expires)}:`,
      "",
      `  ${text}`,
      "",
      "It is shown only now. Give it to the identity provider.",
      ...(retired === undefined ? [] : [`The old one works until ${Output.time(retired.expires)}.`])
    ]
    const { id, ...rest } = describe(token, now)
    return yield* Output.print(style.json, { id, token: text, ...rest, ...replaces }, lines.join("\n"))
  })

const describe = (token: Token.Token, now: number) => ({
  id: token.id,
  name: token.name,
  tenant: token.tenant,
  scopes: token.scopes,
  hint: token.hint,
  state: state(token, now),
  createdAt: Output.time(token.created),
  expiresAt: Output.time(token.expires),
  ...(token.revoked === undefined ? {} : { revokedAt: Output.time(token.revoked) }),
  ...(token.lastUsed === undefined ? {} : { lastUsedAt: Output.time(token.lastUsed) })
})

const state = (token: Token.Token, now: number): "valid" | "expired" | "revoked" => {
  if (token.revoked !== undefined) return "revoked"
  return token.expires <= now ? "expired" : "valid"
}

const readLifetime = (option: string, text: string): Either.Either<number, CliError> =>
  Either.mapLeft(
    Lifetime.parse(text),
    (expected) => new CliError({ message: `${option} must be ${expected}, but it is ${JSON.stringify(text)}.` })
  )

/** `users:read`, or one half of it for all that has it: `read`, `groups`. */
const readScopes = (texts: ReadonlyArray<string>): Either.Either<ReadonlyArray<Token.Scope>, CliError> => {
  const words = texts.flatMap((text) => text.split(",")).map((word) => word.trim().toLowerCase())
  if (words.length === 0) return Either.right(Token.allScopes)
  const unknown = words.find((word) => named(word).length === 0)
  if (unknown !== undefined) {
    const message = `--scope must be one of the scopes that there are, but it is ${JSON.stringify(unknown)}. ${scopesExpected()}`
    return Either.left(new CliError({ message }))
  }
  return Either.right(Token.allScopes.filter((scope) => words.some((word) => named(word).includes(scope))))
}

const named = (word: string): ReadonlyArray<Token.Scope> =>
  Token.allScopes.filter((scope) => scope === word || scope.split(":").includes(word))

function scopesExpected(): string {
  return `Scopes are ${Token.allScopes.join(", ")}; read, write, users and groups stand for all that have the word.`
}
