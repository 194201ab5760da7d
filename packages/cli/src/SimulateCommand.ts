/**
 * `rollcall simulate`: plays an identity provider in front of any SCIM server, with people who are deleted again, and says
 * whether the provider would be content with the answers. Without a server it plays in front of a Rollcall in memory.
 */
import { Args, Command, Options } from "@effect/cli"
import { SchemaRegistry } from "@rollcall/core"
import { FetchHandler, ScimHandler } from "@rollcall/http"
import * as Simulation from "@rollcall/http/Simulation"
import { TokenService } from "@rollcall/provider"
import { Clock, Config, Console, Effect, Layer, Logger, LogLevel, Option } from "effect"
import { CliError, explain } from "./CliError.ts"
import * as Output from "./Output.ts"
import * as Performance from "./Performance.ts"
import { Platform } from "./Platform.ts"

const { Providers, Wire } = Simulation

type Target = Simulation.Replay.Target

const tokenVariable = "ROLLCALL_TOKEN"

export const command = Command.make(
  "simulate",
  {
    provider: Args.choice(
      Providers.names.map((name) => [name, name] as [string, Simulation.Providers.Provider]) as [
        [string, Simulation.Providers.Provider]
      ],
      { name: "provider" }
    ).pipe(Args.withDescription(`Whom to play: ${Providers.names.join(", ")}.`)),
    url: Options.text("url").pipe(
      Options.optional,
      Options.withDescription(
        "The SCIM base of the server, such as https://scim.example.com/scim/v2. Without it, a Rollcall in memory."
      )
    ),
    token: Options.text("token").pipe(
      Options.withFallbackConfig(Config.string(tokenVariable)),
      Options.optional,
      Options.withDescription(
        `The bearer token. It may stand in ${tokenVariable} instead, where no other user of the machine sees it.`
      )
    ),
    verbose: Options.boolean("verbose").pipe(Options.withDescription("Show the bodies of requests and answers.")),
    json: Options.boolean("json").pipe(Options.withDescription("Print JSON, one object on each line."))
  },
  ({ provider, url, token, ...style }) =>
    Effect.gen(function* () {
      const sequence = Providers.sequences[provider]
      const { verdict } = Option.isNone(url)
        ? yield* inMemory(style.json, (target) => Performance.give(sequence, target, style))
        : yield* Performance.give(sequence, yield* remote(url.value, token), style)
      if (verdict !== undefined) return yield* new CliError({ message: verdict })
    })
).pipe(
  Command.withDescription(
    Output.help(
      "Play an identity provider in front of a SCIM server: people and a group come, change and go, and each answer is judged. Requests are those that documents and logs of the provider show, which for google, that has no SCIM app for servers of one's own, are few.",
      "rollcall simulate okta --url https://scim.example.com/scim/v2 --token TOKEN"
    )
  )
)

/** As long as identity providers wait. */
const answerMillisMax = 60_000

const named = (target: Omit<Target, "run">) =>
  Effect.map(Clock.currentTimeMillis, (now): Target => ({ ...target, run: now.toString(36) }))

const remote = Effect.fnUntraced(function* (url: string, token: Option.Option<string>) {
  const protocol = URL.canParse(url) ? new URL(url).protocol : ""
  if (protocol !== "http:" && protocol !== "https:") {
    return yield* new CliError({
      message: `--url must be the SCIM base of a server, such as https://scim.example.com/scim/v2, but it is ${JSON.stringify(url)}.`
    })
  }
  if (Option.isNone(token)) {
    return yield* new CliError({
      message: `--url needs --token, or ${tokenVariable}: the token that the server has given to the identity provider.`
    })
  }
  const base = url.endsWith("/") ? url.slice(0, -1) : url
  return yield* named({ base, token: token.value, send: Wire.through((request) => fetch(request), answerMillisMax) })
})

/** A server that nobody else reaches, with a token of its own; it is gone when the performance is over. */
const inMemory = <A, E, R>(json: boolean, perform: (target: Target) => Effect.Effect<A, E, R>) =>
  Effect.gen(function* () {
    const platform = yield* Platform
    if (!json)
      yield* Console.log("Without --url, this plays in front of a Rollcall in memory, which is gone afterwards.\n")
    const storage = Layer.mapError(
      platform.storage({ _tag: "SqliteMemory" }, SchemaRegistry.standard),
      ({ message }) => new CliError({ message: `The database in memory cannot be opened: ${message}.` })
    )
    return yield* Effect.gen(function* () {
      const { text } = yield* Effect.mapError(TokenService.issue({ tenant: "default", name: "simulate" }), explain)
      const answer = yield* FetchHandler.of(yield* ScimHandler.make())
      const send = Wire.through((request) => answer(request), answerMillisMax)
      return yield* perform(yield* named({ base: memoryBase, token: text, send }))
      // A line for each request is printed already.
    }).pipe(Effect.provide(storage), Logger.withMinimumLogLevel(LogLevel.Error))
  })

const memoryBase = "http://127.0.0.1/scim/v2"
