/**
 * `rollcall event`: what identity providers have changed, as an application hears of it. Events are names and ids; the
 * number in front of each is what `--after` takes to go on behind it.
 */
import { Command, Options } from "@effect/cli"
import { Event } from "@rollcall/core"
import { EventStore, Events, TenantStore, TokenService } from "@rollcall/provider"
import { Console, Effect, Option, Stream } from "effect"
import { CliError } from "./CliError.ts"
import * as Environment from "./Environment.ts"
import * as Output from "./Output.ts"

const tenantOption = Options.text("tenant").pipe(
  Options.withDefault("default"),
  Options.withDescription("The tenant whose changes are shown.")
)

const after = Options.integer("after").pipe(
  Options.optional,
  Options.withDescription("The number of the event behind which to begin, as these commands show it.")
)

const pageMax = 1_000

/** `tail` begins so many numbers before the last one; numbers count the changes of all tenants. */
const lastNumbers = 20

const list = Command.make(
  "list",
  {
    after,
    count: Options.integer("count").pipe(
      Options.withDefault(100),
      Options.withDescription(`How many changes to show, ${pageMax} at most; one may be several events.`)
    ),
    tenant: tenantOption,
    json: Output.json
  },
  (options) =>
    Environment.run(() =>
      Effect.gen(function* () {
        yield* checkTenant(options.tenant)
        if (options.count < 1 || options.count > pageMax) {
          return yield* new CliError({ message: `--count must be a whole number from 1 to ${pageMax}.` })
        }
        const start = Option.getOrElse(options.after, () => 0)
        const recorded = yield* (yield* EventStore).after(options.tenant, start, options.count)
        const events = recorded.flatMap(Event.tell)
        return yield* Output.print(
          options.json,
          events.map(Event.renderWhole),
          events.length === 0
            ? `There is no event behind ${start}.`
            : Output.table(["NUMBER", "TIME", "KIND", "RESOURCE", "ABOUT"], events.map(cells))
        )
      })
    )
).pipe(Command.withDescription(Output.help("Show events, oldest first.", "rollcall event list --after 1042")))

const tail = Command.make(
  "tail",
  {
    after,
    follow: Options.boolean("follow").pipe(
      Options.withAlias("f"),
      Options.withDescription("Go on with events as they happen, until asked to stop.")
    ),
    tenant: tenantOption,
    json: Output.json
  },
  (options) =>
    Environment.run(() =>
      Effect.gen(function* () {
        yield* checkTenant(options.tenant)
        const store = yield* EventStore
        const end = yield* store.end(options.tenant)
        const start = Option.getOrElse(options.after, () => Math.max(0, end - lastNumbers))
        const events = options.follow
          ? Events.subscribe(options.tenant, { after: start })
          : Stream.fromIterable((yield* store.after(options.tenant, start, pageMax)).flatMap(Event.tell))
        return yield* Stream.runForEach(events, (event) =>
          Console.log(
            options.json
              ? JSON.stringify(Event.renderWhole(event))
              : cells(event).map(Output.printable).join("  ").trimEnd()
          )
        )
      })
    )
).pipe(
  Command.withDescription(
    Output.help("Show the newest events, and with -f those that come, each on a line.", "rollcall event tail -f")
  )
)

export const command = Command.make("event").pipe(
  Command.withDescription("What identity providers have changed."),
  Command.withSubcommands([list, tail])
)

const checkTenant = Effect.fnUntraced(function* (id: string) {
  if (Option.isNone(yield* (yield* TenantStore).find(id))) return yield* new TokenService.UnknownTenant({ id })
})

const cells = ({ seq, at, kind, resource, attributes = [], member }: Event.Event): ReadonlyArray<string> => [
  String(seq),
  Output.time(at),
  kind,
  resource.id,
  member ?? attributes.join(",")
]
