/** `rollcall tenant`: the customer organisations, and what each of them demands and tolerates. */
import { Args, Command, Options } from "@effect/cli"
import { Setting, Tenant, TenantStore, TokenService } from "@rollcall/provider"
import { Clock, Effect, Either, Option } from "effect"
import { CliError } from "./CliError.ts"
import * as Environment from "./Environment.ts"
import * as Output from "./Output.ts"
import * as SetupLinkCommand from "./SetupLinkCommand.ts"

const id = Args.text({ name: "id" }).pipe(Args.withDescription("The tenant's id, such as default."))

/** What a setting decides, in the words that every other place has for it, and more where a command needs it. */
const say = ({ summary }: Setting.Setting, more = "") => Options.withDescription(`${summary}${more}`)

const choose = <const A extends string>(
  option: string,
  setting: Setting.Setting<{ readonly _tag: "Choice"; readonly choices: ReadonlyArray<A> }>
): Options.Options<Option.Option<A>> =>
  Options.choice(option, setting.kind.choices).pipe(Options.optional, say(setting))

const { all, readNumber } = Setting
const standard = Tenant.defaultSettings

const settingsOptions = {
  name: Options.text("name").pipe(Options.optional, Options.withDescription("What people call the tenant.")),
  required: Options.text("required").pipe(
    Options.optional,
    say(all.required, ` Parted by commas; ${standard.required.join(",")} in a new tenant.`)
  ),
  onDelete: choose("on-delete", all.onDelete),
  patchAnswers: choose("patch-answers", all.patchAnswers),
  ifMatch: choose("if-match", all.ifMatch),
  canonicalValues: choose("canonical-values", all.canonicalValues),
  provisioning: choose("provisioning", all.provisioning),
  inactiveUsers: choose("inactive-users", all.inactiveUsers),
  unknownAttributes: choose("unknown-attributes", all.unknownAttributes),
  unknownMembers: choose("unknown-members", all.unknownMembers),
  requestsPerSecond: Options.integer("requests-per-second").pipe(
    Options.optional,
    say(all.requestsPerSecond, ` ${standard.requestsPerSecond} in a new tenant.`)
  ),
  tokenRequestsPerSecond: Options.integer("token-requests-per-second").pipe(
    Options.optional,
    say(all.tokenRequestsPerSecond, ` ${standard.tokenRequestsPerSecond} in a new tenant.`)
  ),
  logBodies: choose("log-bodies", all.logBodies),
  logDays: Options.integer("log-days").pipe(
    Options.optional,
    say(all.logDays, ` ${all.logDays.kind.min} to ${all.logDays.kind.max}; ${standard.logDays} in a new tenant.`)
  ),
  historyDays: Options.integer("history-days").pipe(
    Options.optional,
    say(all.historyDays, ` 0 to ${all.historyDays.kind.max}; ${standard.historyDays} in a new tenant.`)
  ),
  strict: Options.boolean("strict").pipe(say(all.strict)),
  noStrict: Options.boolean("no-strict").pipe(Options.withDescription("Understand what identity providers send.")),
  quirksOff: Options.text("quirk-off").pipe(
    Options.repeated,
    Options.withDescription("Switch one tolerated deviation off, by its name.")
  ),
  quirksOn: Options.text("quirk-on").pipe(Options.repeated, Options.withDescription("Switch it on again.")),
  json: Output.json
}

interface Asked {
  readonly name: Option.Option<string>
  readonly required: Option.Option<string>
  readonly onDelete: Option.Option<"remove" | "keep">
  readonly patchAnswers: Option.Option<"sparing" | "resource">
  readonly ifMatch: Option.Option<"optional" | "required">
  readonly canonicalValues: Option.Option<"advise" | "enforce">
  readonly provisioning: Option.Option<"on" | "off">
  readonly inactiveUsers: Option.Option<"refuse" | "reactivate">
  readonly unknownAttributes: Option.Option<"ignore" | "refuse">
  readonly unknownMembers: Option.Option<"wait" | "refuse">
  readonly requestsPerSecond: Option.Option<number>
  readonly tokenRequestsPerSecond: Option.Option<number>
  readonly logBodies: Option.Option<"none" | "masked" | "whole">
  readonly logDays: Option.Option<number>
  readonly historyDays: Option.Option<number>
  readonly strict: boolean
  readonly noStrict: boolean
  readonly quirksOff: ReadonlyArray<string>
  readonly quirksOn: ReadonlyArray<string>
}

const create = Command.make("create", { id, ...settingsOptions }, (options) =>
  Environment.run(() =>
    Effect.gen(function* () {
      yield* checkId(options.id)
      const tenant: Tenant.Tenant = {
        id: options.id,
        name: Option.isSome(options.name) ? yield* Output.readName(options.name.value) : options.id,
        settings: yield* change(Tenant.defaultSettings, options),
        created: yield* Clock.currentTimeMillis
      }
      if (!(yield* (yield* TenantStore).insert(tenant))) {
        return yield* new CliError({ message: `There is a tenant ${JSON.stringify(tenant.id)} already.` })
      }
      return yield* print(options.json, tenant)
    })
  )
).pipe(
  Command.withDescription(
    Output.help(
      "Add a tenant with users, groups and tokens of its own.",
      'rollcall tenant create acme --name "Acme Ltd"'
    )
  )
)

const update = Command.make("update", { id, ...settingsOptions }, (options) =>
  Environment.run(() =>
    Effect.gen(function* () {
      const renamed = Option.isSome(options.name)
        ? Option.some(yield* Output.readName(options.name.value))
        : Option.none()
      const changed = yield* (yield* TenantStore).change(options.id, ({ name, settings }) =>
        Either.map(change(settings, options), (others) => ({
          name: Option.getOrElse(renamed, () => name),
          settings: others
        }))
      )
      if (Option.isNone(changed)) return yield* new TokenService.UnknownTenant({ id: options.id })
      return yield* print(options.json, changed.value)
    })
  )
).pipe(
  Command.withDescription(
    Output.help(
      "Change what a tenant demands and tolerates. What is not named stays.",
      "rollcall tenant update default --required userName"
    )
  )
)

const list = Command.make("list", { json: Output.json }, (options) =>
  Environment.run(() =>
    Effect.gen(function* () {
      const tenants = yield* (yield* TenantStore).list()
      const rows = tenants.map(({ id, name, settings }) => [id, name, differences(settings)])
      const heads = ["ID", "NAME", "SETTINGS OF ITS OWN"]
      return yield* Output.print(options.json, tenants.map(describe), Output.table(heads, rows))
    })
  )
).pipe(Command.withDescription("Show the tenants."))

export const command = Command.make("tenant").pipe(
  Command.withDescription("Customer organisations, each with users, groups and tokens of its own."),
  Command.withSubcommands([create, list, update, ...SetupLinkCommand.ofTenant])
)

/** What is not as in a new tenant, as `onDelete=keep`. */
const differences = (settings: Tenant.Settings): string => {
  const standard: Readonly<Record<string, unknown>> = { ...Tenant.defaultSettings }
  return Object.entries(settings)
    .filter(([name, value]) => String(standard[name]) !== String(value))
    .map(([name, value]) => `${name}=${String(value)}`)
    .join(" ")
}

const describe = (tenant: Tenant.Tenant) => ({
  id: tenant.id,
  name: tenant.name,
  ...tenant.settings,
  createdAt: Output.time(tenant.created)
})

const print = (json: boolean, tenant: Tenant.Tenant) => {
  const { settings } = tenant
  const lines = [
    `Tenant ${tenant.id} (${tenant.name})`,
    `  required:           ${settings.required.join(", ")}`,
    `  on delete:          ${settings.onDelete}`,
    `  patch answers:      ${settings.patchAnswers}`,
    `  if-match:           ${settings.ifMatch}`,
    `  canonical values:   ${settings.canonicalValues}`,
    `  provisioning:       ${settings.provisioning}`,
    `  inactive users:     ${settings.inactiveUsers}`,
    `  unknown attributes: ${settings.unknownAttributes}`,
    `  unknown members:    ${settings.unknownMembers}`,
    `  requests a second:  ${rate(settings.requestsPerSecond)}`,
    `  of each token:      ${rate(settings.tokenRequestsPerSecond)}`,
    `  log bodies:         ${settings.logBodies}`,
    `  log days:           ${settings.logDays}`,
    `  history days:       ${settings.historyDays}`,
    `  strict:             ${settings.strict ? "yes" : "no"}`,
    `  quirks off:         ${settings.quirksOff.length === 0 ? "none" : settings.quirksOff.join(", ")}`
  ]
  return Output.print(json, describe(tenant), lines.join("\n"))
}

const rate = (perSecond: number): string => (perSecond === 0 ? "any number" : String(perSecond))

/** The settings with what was asked for. */
const change = (settings: Tenant.Settings, asked: Asked): Either.Either<Tenant.Settings, CliError> =>
  Either.gen(function* () {
    if (asked.strict && asked.noStrict) {
      return yield* Either.left(new CliError({ message: "--strict and --no-strict contradict each other." }))
    }
    const off = yield* readQuirks("--quirk-off", asked.quirksOff)
    const on = yield* readQuirks("--quirk-on", asked.quirksOn)
    return {
      required: Option.isNone(asked.required)
        ? settings.required
        : yield* given("--required", Setting.readRequired(parted(asked.required.value))),
      onDelete: Option.getOrElse(asked.onDelete, () => settings.onDelete),
      patchAnswers: Option.getOrElse(asked.patchAnswers, () => settings.patchAnswers),
      ifMatch: Option.getOrElse(asked.ifMatch, () => settings.ifMatch),
      canonicalValues: Option.getOrElse(asked.canonicalValues, () => settings.canonicalValues),
      provisioning: Option.getOrElse(asked.provisioning, () => settings.provisioning),
      inactiveUsers: Option.getOrElse(asked.inactiveUsers, () => settings.inactiveUsers),
      unknownAttributes: Option.getOrElse(asked.unknownAttributes, () => settings.unknownAttributes),
      unknownMembers: Option.getOrElse(asked.unknownMembers, () => settings.unknownMembers),
      requestsPerSecond: yield* given(
        "--requests-per-second",
        readNumber(
          all.requestsPerSecond,
          Option.getOrElse(asked.requestsPerSecond, () => settings.requestsPerSecond)
        )
      ),
      tokenRequestsPerSecond: yield* given(
        "--token-requests-per-second",
        readNumber(
          all.tokenRequestsPerSecond,
          Option.getOrElse(asked.tokenRequestsPerSecond, () => settings.tokenRequestsPerSecond)
        )
      ),
      logBodies: Option.getOrElse(asked.logBodies, () => settings.logBodies),
      logDays: yield* given(
        "--log-days",
        readNumber(
          all.logDays,
          Option.getOrElse(asked.logDays, () => settings.logDays)
        )
      ),
      historyDays: yield* given(
        "--history-days",
        readNumber(
          all.historyDays,
          Option.getOrElse(asked.historyDays, () => settings.historyDays)
        )
      ),
      strict: asked.strict || (settings.strict && !asked.noStrict),
      quirksOff: Setting.switchQuirks(settings, off, on)
    }
  })

/** What was given with an option, or what is wrong with that. */
const given = <A>(option: string, read: Either.Either<A, string>): Either.Either<A, CliError> =>
  Either.mapLeft(read, (wrong) => new CliError({ message: `${option} ${wrong}` }))

const parted = (text: string): ReadonlyArray<string> =>
  text
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "")

const readQuirks = (option: string, names: ReadonlyArray<string>): Either.Either<ReadonlyArray<string>, CliError> =>
  given(option, Setting.readQuirks(names.flatMap((text) => text.split(",").map((name) => name.trim()))))

const checkId = (text: string): Either.Either<void, CliError> =>
  Tenant.isId(text)
    ? Either.void
    : Either.left(
        new CliError({ message: `A tenant's id must have ${Tenant.idExpected}, but it is ${JSON.stringify(text)}.` })
      )
