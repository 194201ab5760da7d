/** `rollcall user`: a look at what identity providers have put in, and what people do about it by hand. */
import { Command, Options } from "@effect/cli"
import { PlainSearch, SearchRequest } from "@rollcall/core"
import { search, setActive } from "@rollcall/provider"
import { Effect, Option } from "effect"
import { CliError } from "./CliError.ts"
import * as Environment from "./Environment.ts"
import * as HistoryCommand from "./HistoryCommand.ts"
import * as Output from "./Output.ts"
import * as ResourceCommand from "./ResourceCommand.ts"
import * as ResourceSession from "./ResourceSession.ts"

const noun: ResourceCommand.Noun = { word: "user", type: "User" }

const list = Command.make(
  "list",
  {
    tenant: Options.text("tenant").pipe(Options.withDefault("default"), Options.withDescription("The users' tenant.")),
    filter: Options.text("filter").pipe(
      Options.optional,
      Options.withDescription(`A SCIM filter, such as 'userName sw "b"'.`)
    ),
    search: Options.text("search").pipe(
      Options.optional,
      Options.withDescription("Part of a name, the beginning of a mail address, or an id.")
    ),
    startIndex: Options.integer("start-index").pipe(
      Options.withDefault(1),
      Options.withDescription("The first user to show, counted from 1.")
    ),
    count: Options.integer("count").pipe(Options.withDefault(100), Options.withDescription("How many to show.")),
    json: Output.json
  },
  (options) =>
    Environment.run((surroundings) =>
      Effect.gen(function* () {
        const session = yield* ResourceSession.open(surroundings, options.tenant)
        const type = ResourceSession.typeOf(session, noun.type)
        if (Option.isSome(options.filter) && Option.isSome(options.search)) {
          return yield* new CliError({ message: "--filter and --search exclude each other." })
        }
        const searched = Option.flatMapNullable(options.search, (text) => PlainSearch.compile(type, text))
        const filter = Option.orElse(options.filter, () => searched)
        const parameters: Readonly<Record<string, string>> = {
          startIndex: String(options.startIndex),
          count: String(options.count),
          ...(Option.isSome(filter) ? { filter: filter.value } : {})
        }
        const request = yield* SearchRequest.fromParameters((name) => parameters[name], session.limits)
        const { body } = yield* search(session, [type], request)
        return yield* Output.print(options.json, body, asText(body))
      })
    )
).pipe(Command.withDescription(Output.help("Show users.", "rollcall user list --filter 'userName sw \"b\"'")))

const activate = ResourceCommand.changing(
  noun,
  "activate",
  "Let a user in again.",
  (session, type, id) => setActive(session, type, id, true),
  ({ id }) => `The user ${id} is active.`
)

const deactivate = ResourceCommand.changing(
  noun,
  "deactivate",
  "Keep a user out, who stays where they are.",
  (session, type, id) => setActive(session, type, id, false),
  ({ id }) => `The user ${id} is inactive.`
)

export const command = Command.make("user").pipe(
  Command.withDescription("Users that identity providers have put in."),
  Command.withSubcommands([
    list,
    ResourceCommand.show(noun),
    HistoryCommand.ofUser,
    deactivate,
    activate,
    ResourceCommand.remove(noun),
    ResourceCommand.kept(noun),
    ResourceCommand.restore(noun)
  ])
)

const asText = (body: Readonly<Record<string, unknown>>): string => {
  const users = Array.isArray(body.Resources) ? body.Resources : []
  const rows = users.map((user) => [
    cell(user.id),
    cell(user.userName),
    user.active === false ? "no" : "yes",
    cell(user.displayName)
  ])
  const shown = `${users.length} of ${cell(body.totalResults)} ${body.totalResults === 1 ? "user" : "users"}`
  return rows.length === 0 ? shown : `${Output.table(["ID", "USERNAME", "ACTIVE", "NAME"], rows)}\n${shown}`
}

const cell = (value: unknown): string => (value === undefined ? "" : String(value))
