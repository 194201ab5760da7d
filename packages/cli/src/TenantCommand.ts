/** `rollcall tenant`: the customer organisations, and what each of them demands and tolerates. */
import { Args, Command, Options } from "@effect/cli"
import { AttributeDefinition, Compat, SchemaRegistry } from "@rollcall/core"
import { Tenant, TenantStore, TokenService } from "@rollcall/provider"
import { Clock, Effect, Either, Option } from "effect"
import { CliError } from "./CliError.ts"
import * as Environment from "./Environment.ts"
import * as Output from "./Output.ts"
import * as SetupLinkCommand from "./SetupLinkCommand.ts"

/** Ten years: whoever has to keep more exports it. */
const logDaysMax = 3_650

const id = Args.text({ name: "id" }).pipe(Args.withDescription("The tenant's id, such as default."))

const settingsOptions = {
  name: Options.text("name").pipe(Options.optional, Options.withDescription("What people call the tenant.")),
  required: Options.text("required").pipe(
    Options.optional,
    Options.withDescription(
      `The attributes that a user must have, parted by commas; ${Tenant.defaultSettings.required.join(",")} in a new tenant.`
    )
  ),
  onDelete: Options.choice("on-delete", ["remove", "keep"]).pipe(
    Options.optional,
    Options.withDescription("What DELETE does: take away, or keep deactivated and out of sight.")
  ),
  patchAnswers: Options.choice("patch-answers", ["sparing", "resource"]).pipe(
    Options.optional,
    Options.withDescription("How PATCH is answered: always with the resource, or sparing: 204 for a group.")
  ),
  ifMatch: Options.choice("if-match", ["optional", "required"]).pipe(
    Options.optional,
    Options.withDescription("Whether PUT, PATCH and DELETE must say with If-Match which version they are based on.")
  ),
  canonicalValues: Options.choice("canonical-values", ["advise", "enforce"]).pipe(
    Options.optional,
    Options.withDescription("Whether the schema's canonical values are advice, or all that is taken.")
  ),
  provisioning: Options.choice("provisioning", ["on", "off"]).pipe(
    Options.optional,
    Options.withDescription("Whether identity providers may read and change anything; off, they are answered 403.")
  ),
  inactiveUsers: Options.choice("inactive-users", ["refuse", "reactivate"]).pipe(
    Options.optional,
    Options.withDescription(
      "What a create becomes whose userName or externalId an inactive user has: 409, or that user comes back."
    )
  ),
  unknownAttributes: Options.choice("unknown-attributes", ["ignore", "refuse"]).pipe(
    Options.optional,
    Options.withDescription("Whether attributes that no schema defines are left out, or refused with 400.")
  ),
  unknownMembers: Options.choice("unknown-members", ["wait", "refuse"]).pipe(
    Options.optional,
    Options.withDescription("Whether members that are not there wait until they come, or are refused with 400.")
  ),
  requestsPerSecond: Options.integer("requests-per-second").pipe(
    Options.optional,
    Options.withDescription(
      `How many requests a second are let in, with a burst of four seconds' worth; ${Tenant.defaultSettings.requestsPerSecond} in a new tenant, 0 for any number.`
    )
  ),
  tokenRequestsPerSecond: Options.integer("token-requests-per-second").pipe(
    Options.optional,
    Options.withDescription(
      `The same for each single token; ${Tenant.defaultSettings.tokenRequestsPerSecond} in a new tenant.`
    )
  ),
  logBodies: Options.choice("log-bodies", ["none", "masked", "whole"]).pipe(
    Options.optional,
    Options.withDescription("What the log keeps of bodies: nothing, their shape without people, or all but secrets.")
  ),
  logDays: Options.integer("log-days").pipe(
    Options.optional,
    Options.withDescription(`How many days the log is kept, 1 to ${logDaysMax}.`)
  ),
  strict: Options.boolean("strict").pipe(Options.withDescription("Tolerate nothing that the RFCs do not allow.")),
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
      const store = yield* TenantStore
      const found = yield* store.find(options.id)
      if (Option.isNone(found)) return yield* new TokenService.UnknownTenant({ id: options.id })
      const tenant: Tenant.Tenant = {
        ...found.value,
        name: Option.isSome(options.name) ? yield* Output.readName(options.name.value) : found.value.name,
        settings: yield* change(found.value.settings, options)
      }
      if (!(yield* store.update(tenant))) return yield* new TokenService.UnknownTenant({ id: options.id })
      return yield* print(options.json, tenant)
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
      required: Option.isNone(asked.required) ? settings.required : yield* readRequired(asked.required.value),
      onDelete: Option.getOrElse(asked.onDelete, () => settings.onDelete),
      patchAnswers: Option.getOrElse(asked.patchAnswers, () => settings.patchAnswers),
      ifMatch: Option.getOrElse(asked.ifMatch, () => settings.ifMatch),
      canonicalValues: Option.getOrElse(asked.canonicalValues, () => settings.canonicalValues),
      provisioning: Option.getOrElse(asked.provisioning, () => settings.provisioning),
      inactiveUsers: Option.getOrElse(asked.inactiveUsers, () => settings.inactiveUsers),
      unknownAttributes: Option.getOrElse(asked.unknownAttributes, () => settings.unknownAttributes),
      unknownMembers: Option.getOrElse(asked.unknownMembers, () => settings.unknownMembers),
      requestsPerSecond: yield* readRate("--requests-per-second", asked.requestsPerSecond, settings.requestsPerSecond),
      tokenRequestsPerSecond: yield* readRate(
        "--token-requests-per-second",
        asked.tokenRequestsPerSecond,
        settings.tokenRequestsPerSecond
      ),
      logBodies: Option.getOrElse(asked.logBodies, () => settings.logBodies),
      logDays: yield* readLogDays(Option.getOrElse(asked.logDays, () => settings.logDays)),
      strict: asked.strict || (settings.strict && !asked.noStrict),
      quirksOff: [...new Set([...settings.quirksOff, ...off])].filter((name) => !on.includes(name))
    }
  })

/** Nothing that serves people is asked more often than that. */
const rateMax = 1_000_000

const readRate = (option: string, asked: Option.Option<number>, rate: number): Either.Either<number, CliError> => {
  const given = Option.getOrElse(asked, () => rate)
  return given >= 0 && given <= rateMax
    ? Either.right(given)
    : Either.left(
        new CliError({ message: `${option} must be a whole number from 0 to ${rateMax}, where 0 lets any number in.` })
      )
}
const readLogDays = (days: number): Either.Either<number, CliError> =>
  days >= 1 && days <= logDaysMax
    ? Either.right(days)
    : Either.left(
        new CliError({ message: `--log-days must be a whole number from 1 to ${logDaysMax}, but it is ${days}.` })
      )

/** Attribute names as the schema spells them. */
const readRequired = (text: string): Either.Either<ReadonlyArray<string>, CliError> => {
  const names = text
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "")
  const { attributes } = SchemaRegistry.user.schema
  const definitions = names.map((name) => AttributeDefinition.find(attributes, name))
  const unknown = names.find((_, index) => definitions[index] === undefined)
  if (unknown !== undefined) {
    const message = `--required names ${JSON.stringify(unknown)}, which is no attribute of a user. Attributes are ${attributes.map((definition) => definition.name).join(", ")}.`
    return Either.left(new CliError({ message }))
  }
  const required = definitions.flatMap((definition) => (definition === undefined ? [] : [definition.name]))
  return required.includes("userName")
    ? Either.right([...new Set(required)])
    : Either.left(new CliError({ message: "--required must include userName: RFC 7643 demands it of every user." }))
}

const readQuirks = (option: string, names: ReadonlyArray<string>): Either.Either<ReadonlyArray<string>, CliError> => {
  const known = Compat.quirks.map((quirk) => quirk.name)
  const given = names.flatMap((name) => name.split(",")).map((name) => name.trim())
  const unknown = given.find((name) => !known.some((quirk) => quirk.toLowerCase() === name.toLowerCase()))
  if (unknown !== undefined) {
    const message = `${option} names ${JSON.stringify(unknown)}, which is no known deviation. There are ${known.join(", ")}.`
    return Either.left(new CliError({ message }))
  }
  return Either.right(known.filter((quirk) => given.some((name) => name.toLowerCase() === quirk.toLowerCase())))
}

const checkId = (text: string): Either.Either<void, CliError> =>
  Tenant.isId(text)
    ? Either.void
    : Either.left(
        new CliError({ message: `A tenant's id must have ${Tenant.idExpected}, but it is ${JSON.stringify(text)}.` })
      )
