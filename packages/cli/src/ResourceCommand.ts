/** What `rollcall user` and `rollcall group` have in common: a look at one, and what becomes of one that is deleted. */
import { Args, Command, Options } from "@effect/cli"
import { type Json, Projection, type Resource, type ResourceType } from "@rollcall/core"
import * as Provider from "@rollcall/provider"
import { Effect } from "effect"
import * as Environment from "./Environment.ts"
import * as LoggedChange from "./LoggedChange.ts"
import * as Output from "./Output.ts"
import * as ResourceSession from "./ResourceSession.ts"

/** The word that is typed, and the type that it stands for. */
export interface Noun {
  readonly word: "user" | "group"
  readonly type: "User" | "Group"
}

export const tenant = Options.text("tenant").pipe(
  Options.withDefault("default"),
  Options.withDescription("The tenant; default where none is named.")
)

export const idOf = ({ word }: Noun) => Args.text({ name: "id" }).pipe(Args.withDescription(`The ${word}'s id.`))

/** A user with the groups above it, or a group without its members: those are a list of their own. */
export const show = (noun: Noun) =>
  Command.make("show", { id: idOf(noun), tenant, json: Output.json }, (options) =>
    Environment.run((surroundings) =>
      Effect.gen(function* () {
        const session = yield* ResourceSession.open(surroundings, options.tenant)
        const type = ResourceSession.typeOf(session, noun.type)
        const projection = Projection.parse(type, { excludedAttributes: ["members"] })
        const { body = {} } = yield* Provider.retrieve(session, type, options.id, projection)
        return yield* Output.print(options.json, body, asText(body))
      })
    )
  ).pipe(Command.withDescription(Output.help(`Show one ${noun.word}.`, `rollcall ${noun.word} show 0194c1d3-…`)))

const asText = (body: Json.JsonObject): string => {
  const shown = Object.entries(body).filter(([name]) => name !== "schemas")
  const width = Math.max(...shown.map(([name]) => name.length))
  return shown
    .map(([name, value]) => `${name.padEnd(width)}  ${typeof value === "string" ? value : JSON.stringify(value)}`)
    .map(Output.printable)
    .join("\n")
}

export const remove = (noun: Noun) =>
  Command.make("delete", { id: idOf(noun), tenant, json: Output.json }, (options) =>
    Environment.run((surroundings) =>
      Effect.gen(function* () {
        const session = yield* ResourceSession.open(surroundings, options.tenant)
        const type = ResourceSession.typeOf(session, noun.type)
        yield* LoggedChange.run(session, typed(noun, "delete", options.id), Provider.remove(session, type, options.id))
        const kept = session.tenant.settings.onDelete === "keep"
        const rest = kept ? `, and kept. "rollcall ${noun.word} restore ${options.id}" takes it back.` : "."
        return yield* Output.print(
          options.json,
          { id: options.id, kept },
          `The ${noun.word} ${options.id} is deleted${rest}`
        )
      })
    )
  ).pipe(
    Command.withDescription(
      Output.help(
        `Delete a ${noun.word}, or put it aside where the tenant keeps what is deleted.`,
        `rollcall ${noun.word} delete 0194c1d3-…`
      )
    )
  )

export const kept = (noun: Noun) =>
  Command.make(
    "kept",
    {
      tenant,
      count: Options.integer("count").pipe(Options.withDefault(100), Options.withDescription("How many to show.")),
      json: Output.json
    },
    (options) =>
      Environment.run((surroundings) =>
        Effect.gen(function* () {
          const session = yield* ResourceSession.open(surroundings, options.tenant)
          const type = ResourceSession.typeOf(session, noun.type)
          const limit = Math.min(Math.max(1, options.count), session.limits.pageCountMax)
          const page = yield* (yield* Provider.ResourceStore).kept(session.tenant.id, type, { limit })
          const rows = page.kept.map(({ resource, removed }) => [
            resource.id,
            String(resource.document.userName ?? resource.document.displayName ?? ""),
            Output.time(removed)
          ])
          const table = Output.table(["ID", "NAME", "DELETED"], rows)
          const more = page.hasMore ? "\nThere are more; --count shows them." : ""
          return yield* Output.print(
            options.json,
            page.kept.map(describe),
            rows.length === 0 ? `No ${noun.word} is kept.` : `${table}${more}`
          )
        })
      )
  ).pipe(
    Command.withDescription(
      Output.help(`Show which deleted ${noun.word}s are kept, the latest first.`, `rollcall ${noun.word} kept`)
    )
  )

const describe = ({ resource, removed }: Provider.Kept): Json.JsonObject => ({
  id: resource.id,
  removedAt: Output.time(removed),
  resource: resource.document
})

export const restore = (noun: Noun) =>
  changing(noun, "restore", `Take a deleted ${noun.word} back that was kept.`, Provider.restore, ({ id }) =>
    noun.type === "User"
      ? `The user ${id} is back, inactive and in no group. "rollcall user activate ${id}" lets them in again.`
      : `The group ${id} is back, without members.`
  )

/** A command that changes one resource and answers what became of it. */
export const changing = (
  noun: Noun,
  verb: string,
  help: string,
  change: (
    session: Provider.Session.Session,
    type: ResourceType.ResourceType,
    id: string
  ) => ReturnType<typeof Provider.restore>,
  said: (resource: Resource.Resource) => string
) =>
  Command.make(verb, { id: idOf(noun), tenant, json: Output.json }, (options) =>
    Environment.run((surroundings) =>
      Effect.gen(function* () {
        const session = yield* ResourceSession.open(surroundings, options.tenant)
        const type = ResourceSession.typeOf(session, noun.type)
        const changed = yield* LoggedChange.run(
          session,
          typed(noun, verb, options.id),
          change(session, type, options.id)
        )
        return yield* Output.print(options.json, { id: changed.id, ...changed.document }, said(changed))
      })
    )
  ).pipe(Command.withDescription(Output.help(help, `rollcall ${noun.word} ${verb} 0194c1d3-…`)))

const typed = ({ type, word }: Noun, verb: string, id: string): LoggedChange.Typed => ({
  words: [word, verb, id],
  resource: `${type}/${id}`
})
