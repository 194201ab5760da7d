/**
 * `rollcall admin`: those who administer, and the keys of their programs. A password comes from the environment, so that
 * it stands in no list of commands and processes; where there is none, one is made and printed once.
 */
import { Args, Command, Options } from "@effect/cli"
import { Administrator, AdministratorService, AdministratorStore } from "@rollcall/provider"
import { Clock, Config, Effect, Option } from "effect"
import { CliError } from "./CliError.ts"
import * as Environment from "./Environment.ts"
import * as IdentityCommand from "./IdentityCommand.ts"
import * as Lifetime from "./Lifetime.ts"
import * as Output from "./Output.ts"
import * as SetupLinkCommand from "./SetupLinkCommand.ts"

const passwordVariable = "ROLLCALL_PASSWORD"

const name = Args.text({ name: "name" }).pipe(
  Args.withDescription("By which the administrator signs in: an address, for most.")
)

const create = Command.make(
  "create",
  {
    name,
    tenant: Options.text("tenant").pipe(
      Options.optional,
      Options.withDescription("The one tenant that they administer. Without it they are an operator, of all tenants.")
    ),
    oidc: Options.boolean("oidc").pipe(
      Options.withDescription(
        "Make no password: they sign in by way of the OpenID provider, which knows their address."
      )
    ),
    json: Output.json
  },
  (options) =>
    Environment.run(() =>
      Effect.gen(function* () {
        const { password, isMade } = options.oidc ? { password: undefined, isMade: false } : yield* readPassword
        const tenant = Option.isNone(options.tenant) ? {} : { tenant: options.tenant.value }
        const given = password === undefined ? {} : { password }
        const made = yield* AdministratorService.create({ name: options.name, ...given, ...tenant })
        const lines = [`${title(made)} is there.`, ...(isMade && password !== undefined ? shown(password) : [])]
        const secret = isMade ? given : {}
        return yield* Output.print(options.json, { ...describe(made), ...secret }, lines.join("\n"))
      })
    )
).pipe(
  Command.withDescription(
    Output.help(
      `Make an administrator. ${passwordVariable} has the password; where it is not set, one is made and printed, this once.`,
      "rollcall admin create ada@example.com --tenant acme"
    )
  )
)

const list = Command.make(
  "list",
  {
    tenant: Options.text("tenant").pipe(Options.optional, Options.withDescription("Only those of this tenant.")),
    json: Output.json
  },
  (options) =>
    Environment.run(() =>
      Effect.gen(function* () {
        const all = yield* (yield* AdministratorStore).list(Option.getOrUndefined(options.tenant))
        const rows = all.map((each) => [
          each.id,
          each.name,
          each.tenant ?? "all",
          each.disabled === undefined ? "active" : "disabled",
          Output.time(each.created)
        ])
        return yield* Output.print(
          options.json,
          all.map(describe),
          all.length === 0
            ? 'There is no administrator yet. "rollcall admin create NAME" makes one.'
            : Output.table(["ID", "NAME", "TENANT", "STATE", "CREATED"], rows)
        )
      })
    )
).pipe(Command.withDescription(Output.help("Show the administrators.", "rollcall admin list --tenant default")))

const password = Command.make("password", { name, json: Output.json }, (options) =>
  Environment.run(() =>
    Effect.gen(function* () {
      const { password, isMade } = yield* readPassword
      const changed = yield* AdministratorService.setPassword(options.name, password)
      const lines = [
        `${title(changed)} has another password. Every session has ended.`,
        ...(isMade ? shown(password) : [])
      ]
      const secret = isMade ? { password } : {}
      return yield* Output.print(options.json, { ...describe(changed), ...secret }, lines.join("\n"))
    })
  )
).pipe(
  Command.withDescription(
    Output.help(
      `Give an administrator another password, which ends their sessions. ${passwordVariable} has it, as for create.`,
      "rollcall admin password ada@example.com"
    )
  )
)

const setDisabled = (word: "disable" | "enable", text: string, outcome: string) =>
  Command.make(word, { name, json: Output.json }, (options) =>
    Environment.run(() =>
      Effect.gen(function* () {
        const changed = yield* AdministratorService.setDisabled(options.name, word === "disable")
        return yield* Output.print(options.json, describe(changed), `${title(changed)} ${outcome}`)
      })
    )
  ).pipe(Command.withDescription(Output.help(text, `rollcall admin ${word} ada@example.com`)))

const key = Command.make(
  "key",
  {
    name,
    for: Options.text("for").pipe(Options.withDescription("What the key is for, such as the program that has it.")),
    expires: Lifetime.expires,
    json: Output.json
  },
  (options) =>
    Environment.run(() =>
      Effect.gen(function* () {
        const lifetime = yield* Lifetime.read("--expires", options.expires)
        const purpose = yield* Output.readName(options.for)
        const administrator = yield* AdministratorService.find(options.name)
        const { access, text } = yield* AdministratorService.issueKey(administrator, purpose, lifetime)
        const lines = [
          `Key ${access.id} (${access.name}) with the rights of ${administrator.name}, valid until ${Output.time(access.expires)}:`,
          "",
          `  ${text}`,
          "",
          "It is shown only now."
        ]
        return yield* Output.print(options.json, { key: text, ...describeAccess(access) }, lines.join("\n"))
      })
    )
).pipe(
  Command.withDescription(
    Output.help(
      "Make a key with the rights of an administrator, for a program, and print it, this once.",
      "rollcall admin key ada@example.com --for terraform"
    )
  )
)

const keys = Command.make("keys", { name, json: Output.json }, (options) =>
  Environment.run(() =>
    Effect.gen(function* () {
      const administrator = yield* AdministratorService.find(options.name)
      const all = yield* (yield* AdministratorStore).accesses(administrator.id)
      const now = yield* Clock.currentTimeMillis
      const live = all.filter((access) => Administrator.isLive(access, administrator, now))
      const rows = live.map((access) => [access.id, access.kind, access.name, Output.time(access.expires)])
      return yield* Output.print(
        options.json,
        live.map(describeAccess),
        live.length === 0
          ? `${administrator.name} has neither a session nor a key.`
          : Output.table(["ID", "KIND", "NAME", "EXPIRES"], rows)
      )
    })
  )
).pipe(
  Command.withDescription(
    Output.help("Show the keys and sessions that let an administrator in.", "rollcall admin keys ada@example.com")
  )
)

const end = Command.make(
  "end",
  {
    name,
    id: Args.text({ name: "id" }).pipe(Args.withDescription("The id, as admin keys shows it.")),
    json: Output.json
  },
  (options) =>
    Environment.run(() =>
      Effect.gen(function* () {
        const administrator = yield* AdministratorService.find(options.name)
        const all = yield* (yield* AdministratorStore).accesses(administrator.id)
        const ended = all.find(({ id }) => id === options.id)
        if (ended === undefined) {
          return yield* new CliError({
            message: `${administrator.name} has no key or session ${JSON.stringify(options.id)}. "rollcall admin keys NAME" shows those that there are.`
          })
        }
        yield* AdministratorService.end(administrator.id, { id: ended.id })
        return yield* Output.print(
          options.json,
          describeAccess(ended),
          `The ${ended.kind} ${ended.id} (${ended.name}) lets nobody in any more.`
        )
      })
    )
).pipe(
  Command.withDescription(
    Output.help("End a key or a session.", "rollcall admin end ada@example.com 01a20b9c-3621-77e2-86be-c6c7b8581904")
  )
)

export const command = Command.make("admin").pipe(
  Command.withDescription("People who administer, and the keys of their programs."),
  Command.withSubcommands([
    create,
    list,
    password,
    setDisabled("disable", "Keep an administrator out: sessions and keys work no more.", "may not come in any more."),
    setDisabled("enable", "Let an administrator in again.", "may come in again."),
    key,
    keys,
    end,
    ...IdentityCommand.commands,
    SetupLinkCommand.forFirstOperator
  ])
)

/** From the environment, or a new one. */
const readPassword = Effect.gen(function* () {
  const given = yield* Config.string(passwordVariable).pipe(Config.withDefault(""))
  return given === ""
    ? { password: yield* AdministratorService.randomPassword, isMade: true }
    : { password: given, isMade: false }
}).pipe(Effect.catchTag("ConfigError", () => new CliError({ message: `${passwordVariable} cannot be read.` })))

const shown = (password: string): ReadonlyArray<string> => ["", `  Password: ${password}`, "", "It is shown only now."]

const title = ({ name, tenant }: Administrator.Administrator): string =>
  tenant === undefined ? `The operator ${name}` : `The administrator ${name} of the tenant ${tenant}`

const describe = (administrator: Administrator.Administrator) => ({
  id: administrator.id,
  name: administrator.name,
  ...(administrator.tenant === undefined ? {} : { tenant: administrator.tenant }),
  createdAt: Output.time(administrator.created),
  ...(administrator.disabled === undefined ? {} : { disabledAt: Output.time(administrator.disabled) })
})

const describeAccess = (access: Administrator.Access) => ({
  id: access.id,
  kind: access.kind,
  name: access.name,
  createdAt: Output.time(access.created),
  expiresAt: Output.time(access.expires)
})
