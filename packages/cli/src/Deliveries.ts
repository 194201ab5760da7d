/** What became of the events of an endpoint, shown and sent again: the same commands for every kind of endpoint. */
import { type Args, Command, Options } from "@effect/cli"
import type { Webhook } from "@rollcall/core"
import { Events, WebhookRecord, WebhookService, WebhookStore } from "@rollcall/provider"
import { Clock, Effect, Option } from "effect"
import { CliError, type Trouble } from "./CliError.ts"
import * as Environment from "./Environment.ts"
import * as Moment from "./Moment.ts"
import * as Output from "./Output.ts"

/** `replay`, of what `find` finds; `noun` is what such an endpoint is called. */
export const replay = (
  noun: string,
  id: Args.Args<string>,
  find: (id: string) => Effect.Effect<Webhook.Webhook, Trouble, WebhookStore>
) =>
  Command.make(
    "replay",
    {
      id,
      after: Options.integer("after").pipe(
        Options.optional,
        Options.withDescription("Send everything behind the event of this number again, whether it was taken or not.")
      ),
      since: Options.text("since").pipe(
        Options.optional,
        Options.withDescription(`The same with everything from this time on: ${Moment.examples}.`)
      ),
      json: Output.json
    },
    (options) =>
      Environment.run(() =>
        Effect.gen(function* () {
          const endpoint = yield* find(options.id)
          const after = yield* beginning(endpoint, options)
          const revived = yield* WebhookService.owe(endpoint, after)
          return yield* Output.print(
            options.json,
            after === undefined ? { replayed: revived } : { after },
            after === undefined
              ? `${revived} events that were given up are sent again.`
              : `Every event behind ${after} is sent again.`
          )
        })
      )
  ).pipe(
    Command.withDescription(
      Output.help(
        "Send again what was given up, or everything behind a number or from a time on.",
        `rollcall ${noun} replay 01a20b9c-3621-77e2-86be-c6c7b8581904 --since 2h`
      )
    )
  )

/** The number behind which everything is sent again; absent where that is only what was given up. */
const beginning = Effect.fnUntraced(function* (
  { tenant }: Webhook.Webhook,
  { after, since }: { readonly after: Option.Option<number>; readonly since: Option.Option<string> }
) {
  if (Option.isNone(since)) return Option.getOrUndefined(after)
  if (Option.isSome(after)) return yield* new CliError({ message: "--after and --since contradict each other." })
  const time = yield* Moment.read("--since", since.value, yield* Clock.currentTimeMillis)
  return yield* Events.behind(tenant, time)
})

/** `log`, of what `find` finds. */
export const log = (
  noun: string,
  id: Args.Args<string>,
  find: (id: string) => Effect.Effect<Webhook.Webhook, Trouble, WebhookStore>
) =>
  Command.make(
    "log",
    {
      id,
      count: Options.integer("count").pipe(Options.withDefault(20), Options.withDescription("How many to show.")),
      json: Output.json
    },
    (options) =>
      Environment.run(() =>
        Effect.gen(function* () {
          const endpoint = yield* find(options.id)
          const deliveries = yield* (yield* WebhookStore).deliveries(endpoint.tenant, endpoint.id, options.count)
          const heads = ["TIME", "EVENT", "KIND", "STATE", "ATTEMPTS", "ANSWER"]
          return yield* Output.print(
            options.json,
            deliveries.map(WebhookRecord.ofDelivery),
            deliveries.length === 0
              ? "There is no delivery yet."
              : Output.table(
                  heads,
                  deliveries.map(({ at, event, state, attempts, answer = "-" }) => [
                    Output.time(at),
                    event.id,
                    event.kind,
                    state,
                    String(attempts),
                    answer
                  ])
                )
          )
        })
      )
  ).pipe(Command.withDescription(`Show what became of the newest events of a ${noun}, the newest first.`))
