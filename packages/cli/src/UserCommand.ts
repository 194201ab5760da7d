/** `rollcall user`: a look at what identity providers have put in, through the same query that they use. */
import { Command, Options } from "@effect/cli"
import { SchemaRegistry, SearchRequest } from "@rollcall/core"
import { search } from "@rollcall/provider"
import { Effect, Option } from "effect"
import * as Environment from "./Environment.ts"
import * as Output from "./Output.ts"
import * as TenantSession from "./TenantSession.ts"

const list = Command.make(
  "list",
  {
    tenant: Options.text("tenant").pipe(Options.withDefault("default"), Options.withDescription("The users' tenant.")),
    filter: Options.text("filter").pipe(
      Options.optional,
      Options.withDescription(`A SCIM filter, such as 'userName sw "b"'.`)
    ),
    startIndex: Options.integer("start-index").pipe(
      Options.withDefault(1),
      Options.withDescription("The first user to show, counted from 1.")
    ),
    count: Options.integer("count").pipe(Options.withDefault(100), Options.withDescription("How many to show.")),
    json: Output.json
  },
  (options) =>
    Environment.run((configuration) =>
      Effect.gen(function* () {
        const session = yield* TenantSession.open(configuration, options.tenant)
        const parameters: Readonly<Record<string, string>> = {
          startIndex: String(options.startIndex),
          count: String(options.count),
          ...(Option.isSome(options.filter) ? { filter: options.filter.value } : {})
        }
        const request = yield* SearchRequest.fromParameters((name) => parameters[name], session.limits)
        const type = SchemaRegistry.typeByName(session.registry, "User") ?? SchemaRegistry.user
        const { body } = yield* search(session, [type], request)
        return yield* Output.print(options.json, body, asText(body))
      })
    )
).pipe(Command.withDescription(Output.help("Show users.", "rollcall user list --filter 'userName sw \"b\"'")))

export const command = Command.make("user").pipe(
  Command.withDescription("Users that identity providers have put in."),
  Command.withSubcommands([list])
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
