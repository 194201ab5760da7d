/** What became of the events of an endpoint, shown and sent again: the same commands for every kind of endpoint. */
import { type Args, Command, Options } from "@effect/cli"
import type { Webhook } from "@rollcall/core"
import { WebhookRecord, WebhookStore } from "@rollcall/provider"
import { Effect, Option } from "effect"
import type { Trouble } from "./CliError.ts"
import * as Environment from "./Environment.ts"
import * as Output from "./Output.ts"

/** `replay`, over what the service does; `noun` is what such an endpoint is called. */
export const replay = (
  noun: string,
  id: Args.Args<string>,
  perform: (id: string, after?: number) => Effect.Effect<number, Trouble, WebhookStore>
) =>
  Command.make(
    "replay",
    {
      id,
      after: Options.integer("after").pipe(
        Options.optional,
        Options.withDescription("Send everything behind the event of this number again, whether it was taken or not.")
      ),
      json: Output.json
    },
    (options) =>
      Environment.run(() =>
        Effect.gen(function* () {
          const after = Option.getOrUndefined(options.after)
          const revived = yield* perform(options.id, after)
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
        "Send again what was given up, or everything behind a number.",
        `rollcall ${noun} replay 01a20b9c-3621-77e2-86be-c6c7b8581904 --after 1042`
      )
    )
  )

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
