/** What the commands of the log let people ask for, and the query that it is. */
import { Options } from "@effect/cli"
import type { ScimError } from "@rollcall/core"
import { LogEntry, type LogFilter, TenantStore, TokenService } from "@rollcall/provider"
import { Clock, Effect, Either, Option } from "effect"
import type { CliError } from "./CliError.ts"
import * as Moment from "./Moment.ts"

/** Whose log it is. */
export const senderOptions = {
  tenant: Options.text("tenant").pipe(Options.withDefault("default"), Options.withDescription("Whose log it is.")),
  unknownSender: Options.boolean("unknown-sender").pipe(
    Options.withDescription("The requests of nobody known instead: with a wrong token, or without one.")
  )
}

export const options = {
  ...senderOptions,
  outcome: Options.choice("outcome", ["ok", "failed"]).pipe(
    Options.optional,
    Options.withDescription("Only what succeeded, or only what was refused or went wrong.")
  ),
  text: Options.text("text").pipe(
    Options.optional,
    Options.withDescription("Only entries with this text in path, detail, resource, notes or the name of the token.")
  ),
  token: Options.text("token").pipe(
    Options.optional,
    Options.withDescription("Only requests with the token of this id.")
  ),
  provider: Options.text("provider").pipe(
    Options.optional,
    Options.withDescription("Only requests with tokens that were made for this identity provider, such as okta.")
  ),
  method: Options.text("method").pipe(
    Options.optional,
    Options.withDescription("Only requests with this method, such as PATCH.")
  ),
  resource: Options.text("resource").pipe(
    Options.optional,
    Options.withDescription(
      "Only the history of this resource, such as User/01a215bc-bcbc-7368-8c06-d4ef4ca0e727: what changed it and what failed."
    )
  ),
  request: Options.text("request").pipe(
    Options.optional,
    Options.withDescription("Only the request of this id, as x-request-id of its answer and a user's history have it.")
  ),
  from: Options.text("from").pipe(
    Options.optional,
    Options.withDescription(`Only from this time on: ${Moment.examples}.`)
  ),
  to: Options.text("to").pipe(Options.optional, Options.withDescription("Only before this time, likewise."))
}

export interface Sender {
  readonly tenant: string
  readonly unknownSender: boolean
}

export interface Asked extends Sender {
  readonly outcome: Option.Option<"ok" | "failed">
  readonly text: Option.Option<string>
  readonly token: Option.Option<string>
  readonly provider: Option.Option<string>
  readonly method: Option.Option<string>
  readonly resource: Option.Option<string>
  readonly request: Option.Option<string>
  readonly from: Option.Option<string>
  readonly to: Option.Option<string>
}

export const read = Effect.fnUntraced(function* (
  asked: Asked
): Effect.fn.Return<LogFilter, CliError | TokenService.UnknownTenant | ScimError.ScimError, TenantStore> {
  const now = yield* Clock.currentTimeMillis
  const [from, to] = [yield* readTime("--from", asked.from, now), yield* readTime("--to", asked.to, now)]
  return {
    tenant: yield* readTenant(asked),
    ...given("outcome", asked.outcome),
    ...given("text", asked.text),
    ...given("token", asked.token),
    ...given("identityProvider", asked.provider),
    ...given(
      "method",
      Option.map(asked.method, (method) => method.toUpperCase())
    ),
    ...given("resource", asked.resource),
    ...given("request", asked.request),
    ...given("from", from),
    ...given("to", to)
  }
})

/** Fails where there is no such tenant: its log would only seem to be empty. */
export const readTenant = Effect.fnUntraced(function* ({ tenant, unknownSender }: Sender) {
  if (unknownSender) return LogEntry.nobody
  if (Option.isNone(yield* (yield* TenantStore).find(tenant))) {
    return yield* new TokenService.UnknownTenant({ id: tenant })
  }
  return tenant
})

const given = <Name extends string, A>(name: Name, value: Option.Option<A>): { readonly [N in Name]?: A } =>
  Option.match(value, { onNone: () => ({}), onSome: (some) => ({ [name]: some }) as { readonly [N in Name]: A } })

const readTime = (
  option: string,
  text: Option.Option<string>,
  now: number
): Either.Either<Option.Option<number>, CliError> =>
  Option.isNone(text)
    ? Either.right(Option.none())
    : Either.map(Moment.read(option, text.value, now), (time) => Option.some(time))
