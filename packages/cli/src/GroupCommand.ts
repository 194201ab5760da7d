/** `rollcall group`: the groups that identity providers have put in, and who is in them. */
import { Command, Options } from "@effect/cli"
import { PlainSearch, type Resource } from "@rollcall/core"
import * as Provider from "@rollcall/provider"
import { Effect, Option } from "effect"
import { CliError } from "./CliError.ts"
import * as Environment from "./Environment.ts"
import * as HistoryCommand from "./HistoryCommand.ts"
import * as Output from "./Output.ts"
import * as ResourceCommand from "./ResourceCommand.ts"
import * as ResourceSession from "./ResourceSession.ts"

const noun: ResourceCommand.Noun = { word: "group", type: "Group" }

const count = Options.integer("count").pipe(Options.withDefault(100), Options.withDescription("How many to show."))

const list = Command.make(
  "list",
  {
    tenant: ResourceCommand.tenant,
    filter: Options.text("filter").pipe(
      Options.optional,
      Options.withDescription(`A SCIM filter, such as 'displayName sw "s"'.`)
    ),
    search: Options.text("search").pipe(Options.optional, Options.withDescription("Part of a name, or an id.")),
    count,
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
        const filter = Option.getOrUndefined(Option.orElse(options.filter, () => searched))
        const { nextCursor, resources } = yield* Provider.browse(
          session,
          type,
          { sortOrder: "ascending", ...(filter === undefined ? {} : { filter }) },
          { _tag: "Cursor", cursor: "", count: within(session, options.count) }
        )
        const ids = resources.map(({ id }) => id)
        const counts = yield* (yield* Provider.ResourceStore).memberCounts(session.tenant.id, ids)
        const groups = resources.map((group) => describe(group, counts.get(group.id) ?? 0))
        const rows = groups.map(({ id, displayName, memberCount }) => [id, displayName, String(memberCount)])
        const table = Output.table(["ID", "NAME", "MEMBERS"], rows)
        const more = nextCursor === undefined ? "" : "\nThere are more; --count shows them."
        return yield* Output.print(options.json, groups, rows.length === 0 ? "There are no groups." : `${table}${more}`)
      })
    )
).pipe(Command.withDescription(Output.help("Show groups.", "rollcall group list --search sales")))

const within = ({ limits }: Provider.Session.Session, asked: number): number =>
  Math.min(Math.max(1, asked), limits.pageCountMax)

const describe = ({ id, document }: Resource.Resource, memberCount: number) => ({
  id,
  displayName: typeof document.displayName === "string" ? document.displayName : "",
  memberCount
})

const members = Command.make(
  "members",
  {
    id: ResourceCommand.idOf(noun),
    tenant: ResourceCommand.tenant,
    after: Options.text("after").pipe(
      Options.optional,
      Options.withDescription("The id of the last member that was shown; those behind it are.")
    ),
    count,
    json: Output.json
  },
  (options) =>
    Environment.run((surroundings) =>
      Effect.gen(function* () {
        const session = yield* ResourceSession.open(surroundings, options.tenant)
        const type = ResourceSession.typeOf(session, noun.type)
        yield* Provider.find(session, type, options.id)
        const page = yield* (yield* Provider.ResourceStore).memberPage(session.tenant.id, options.id, {
          limit: within(session, options.count),
          ...(Option.isSome(options.after) ? { after: options.after.value } : {})
        })
        const rows = page.members.map(({ value, type = "", display = "" }) => [value, type, display])
        const table = Output.table(["ID", "TYPE", "NAME"], rows)
        const last = page.members.at(-1)?.value
        const more = page.hasMore ? `\nThere are more: --after ${last} shows them.` : ""
        return yield* Output.print(
          options.json,
          page.members,
          rows.length === 0 ? "The group has no members." : `${table}${more}`
        )
      })
    )
).pipe(
  Command.withDescription(
    Output.help("Show who is in a group, in the order of ids.", "rollcall group members 0194c1d3-… --count 1000")
  )
)

export const command = Command.make("group").pipe(
  Command.withDescription("Groups that identity providers have put in."),
  Command.withSubcommands([
    list,
    ResourceCommand.show(noun),
    members,
    HistoryCommand.ofGroup,
    ResourceCommand.remove(noun),
    ResourceCommand.kept(noun),
    ResourceCommand.restore(noun)
  ])
)
