/** `rollcall user history` and `rollcall group history`: who changed what, when, and what was there before. */
import { Args, Command, Options } from "@effect/cli"
import { FilterParser, FilterResolver, Policy, type ResourceType, SchemaRegistry } from "@rollcall/core"
import { EventStore, queryOf, ResourceStore, TenantStore, TokenService } from "@rollcall/provider"
import { Console, Effect, Option } from "effect"
import { CliError } from "./CliError.ts"
import * as Environment from "./Environment.ts"
import * as HistoryText from "./HistoryText.ts"
import * as Output from "./Output.ts"

const countMax = 1_000

/** The subcommand of a type whose resources people call by that attribute. */
const make = (type: ResourceType.ResourceType, name: string) => {
  const noun = type.name.toLowerCase()
  return Command.make(
    "history",
    {
      resource: Args.text({ name: noun }).pipe(
        Args.withDescription(`The id of the ${noun}, or its ${name}; of one that is gone, the id.`)
      ),
      tenant: Options.text("tenant").pipe(Options.withDefault("default"), Options.withDescription("The tenant.")),
      count: Options.integer("count").pipe(
        Options.withDefault(50),
        Options.withDescription(`How many changes to show, ${countMax} at most.`)
      ),
      before: Options.integer("before").pipe(
        Options.optional,
        Options.withDescription("Go on behind the change of this number, towards older ones.")
      ),
      json: Options.boolean("json").pipe(Options.withDescription("Print JSON, one object on each line."))
    },
    (options) =>
      Environment.run(() =>
        Effect.gen(function* () {
          const { count, resource, tenant } = options
          if (count < 1 || count > countMax) {
            return yield* new CliError({ message: `--count must be a whole number from 1 to ${countMax}.` })
          }
          const id = yield* identify(tenant, type, name, resource)
          const before = Option.isSome(options.before) ? { before: options.before.value } : {}
          const query = { type: type.name, id, limit: count + 1, ...before }
          const found = yield* (yield* EventStore).history(tenant, query)
          const shown = found.slice(0, count)
          const print = options.json ? HistoryText.line : HistoryText.paragraph
          if (shown.length > 0) yield* Console.log(shown.map(print).join("\n"))
          if (options.json) return
          if (shown.length === 0) return yield* Console.log(`The history has no change of this ${noun}.`)
          if (found.length > count) yield* Console.log(`There are older ones: --before ${shown.at(-1)?.seq}`)
        })
      )
  ).pipe(
    Command.withDescription(
      Output.help(`Show who changed a ${noun}, newest change first.`, `rollcall ${noun} history ${examples[noun]}`)
    )
  )
}

const examples: Readonly<Record<string, string>> = { user: "ada@example.com", group: '"All staff"' }

/** The id of the one that is meant: by id, also where it is gone, else by name. */
const identify = Effect.fnUntraced(function* (
  tenant: string,
  type: ResourceType.ResourceType,
  name: string,
  given: string
) {
  if (Option.isNone(yield* (yield* TenantStore).find(tenant))) {
    return yield* new TokenService.UnknownTenant({ id: tenant })
  }
  const store = yield* ResourceStore
  const changes = yield* (yield* EventStore).history(tenant, { type: type.name, id: given, limit: 1 })
  if (changes.length > 0 || Option.isSome(yield* store.find(tenant, type, given))) return given
  const parsed = yield* FilterParser.parse(`${name} eq ${JSON.stringify(given)}`)
  const { filter } = yield* FilterResolver.resolve(parsed.filter, type, Policy.strict)
  const { resources } = yield* store.query(tenant, queryOf(type, { filter, limit: 2 }))
  const [found, another] = resources
  const noun = type.name.toLowerCase()
  if (found === undefined) {
    return yield* new CliError({
      message: `The tenant ${tenant} has no ${noun} with the id or ${name} ${JSON.stringify(given)}. One that is gone is found by its id: "rollcall event list" shows ids.`
    })
  }
  if (another !== undefined) {
    return yield* new CliError({
      message: `Several ${noun}s have the ${name} ${JSON.stringify(given)}: name one by its id.`
    })
  }
  return found.id
})

export const ofUser = make(SchemaRegistry.user, "userName")
export const ofGroup = make(SchemaRegistry.group, "displayName")
