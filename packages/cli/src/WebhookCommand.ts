/**
 * `rollcall webhook`: the endpoints of applications that are told of events. The text of a secret is printed when it is
 * made, and not again.
 */
import { Args, Command, Options } from "@effect/cli"
import { Event, type Webhook } from "@rollcall/core"
import { TenantStore, TokenService, WebhookRecord, WebhookService } from "@rollcall/provider"
import { Effect, Either, Option } from "effect"
import { CliError } from "./CliError.ts"
import * as Deliveries from "./Deliveries.ts"
import * as Enablement from "./Enablement.ts"
import * as Environment from "./Environment.ts"
import * as Lifetime from "./Lifetime.ts"
import * as Output from "./Output.ts"

const id = Args.text({ name: "id" }).pipe(Args.withDescription("The webhook's id, as webhook list shows it."))

const kind = Options.text("kind").pipe(
  Options.repeated,
  Options.withDescription('A kind of event that it wants, such as user.deactivated, or "all"; all where none is given.')
)

const create = Command.make(
  "create",
  {
    url: Args.text({ name: "url" }).pipe(Args.withDescription("Where events are posted to.")),
    kind,
    tenant: Options.text("tenant").pipe(
      Options.withDefault("default"),
      Options.withDescription("The tenant whose events it gets.")
    ),
    json: Output.json
  },
  (options) =>
    Environment.run((surroundings) =>
      Effect.gen(function* () {
        const kinds = yield* readKinds(surroundings, options.kind)
        const { tenant, url } = options
        const webhook = yield* WebhookService.create({ tenant, url, kinds, reach: surroundings.webhookReach })
        return yield* printSecret(options.json, webhook, `Webhook ${webhook.id} of tenant ${tenant} for ${webhook.url}`)
      })
    )
).pipe(
  Command.withDescription(
    Output.help(
      "Tell an endpoint of events from now on, and print its secret, this once.",
      "rollcall webhook create https://app.example.com/events --kind user.deactivated"
    )
  )
)

const list = Command.make(
  "list",
  {
    tenant: Options.text("tenant").pipe(Options.optional, Options.withDescription("Only the webhooks of this tenant.")),
    json: Output.json
  },
  (options) =>
    Environment.run(() =>
      Effect.gen(function* () {
        const tenant = Option.getOrUndefined(options.tenant)
        if (tenant !== undefined && Option.isNone(yield* (yield* TenantStore).find(tenant))) {
          return yield* new TokenService.UnknownTenant({ id: tenant })
        }
        const standings = yield* WebhookService.list(tenant)
        const rows = standings.map((standing) => {
          const { webhook, pending, dead } = standing
          const kinds = webhook.kinds.length === 0 ? "all" : webhook.kinds.join(",")
          return [
            webhook.id,
            webhook.tenant,
            WebhookRecord.state(standing),
            String(pending),
            String(dead),
            webhook.url,
            kinds
          ]
        })
        return yield* Output.print(
          options.json,
          standings.map(WebhookRecord.ofStanding),
          standings.length === 0
            ? 'There is no webhook yet. "rollcall webhook create URL" makes one.'
            : Output.table(["ID", "TENANT", "STATE", "PENDING", "DEAD", "URL", "KINDS"], rows)
        )
      })
    )
).pipe(Command.withDescription("Show the webhooks, how many events wait for each, and how many were given up."))

const update = Command.make(
  "update",
  {
    id,
    url: Options.text("url").pipe(Options.optional, Options.withDescription("Where events are posted to from now on.")),
    kind,
    enable: Options.boolean("enable").pipe(Options.withDescription("Send events again, those that waited first.")),
    disable: Options.boolean("disable").pipe(Options.withDescription("Send nothing; events wait.")),
    json: Output.json
  },
  (options) =>
    Environment.run((surroundings) =>
      Effect.gen(function* () {
        const enablement = yield* Enablement.read(options)
        const kinds = yield* readKinds(surroundings, options.kind)
        const webhook = yield* WebhookService.update(options.id, {
          reach: surroundings.webhookReach,
          ...(Option.isSome(options.url) ? { url: options.url.value } : {}),
          ...(options.kind.length > 0 ? { kinds } : {}),
          ...enablement
        })
        return yield* Output.print(options.json, WebhookRecord.of(webhook), `Webhook ${webhook.id} is changed.`)
      })
    )
).pipe(
  Command.withDescription(
    Output.help(
      "Change a webhook. What is not named stays.",
      "rollcall webhook update 01a20b9c-3621-77e2-86be-c6c7b8581904 --disable"
    )
  )
)

const remove = Command.make("delete", { id, json: Output.json }, (options) =>
  Environment.run(() =>
    Effect.flatMap(WebhookService.remove(options.id), (webhook) =>
      Output.print(options.json, WebhookRecord.of(webhook), `Webhook ${webhook.id} (${webhook.url}) is gone.`)
    )
  )
).pipe(Command.withDescription("Take a webhook away, with the events that wait for it."))

const rotate = Command.make(
  "rotate",
  {
    id,
    overlap: Options.text("overlap").pipe(
      Options.withDefault("1d"),
      Options.withDescription("How long the old secret still signs beside the new one, a day where it is not given.")
    ),
    json: Output.json
  },
  (options) =>
    Environment.run(() =>
      Effect.gen(function* () {
        const overlap = yield* Lifetime.read("--overlap", options.overlap)
        const webhook = yield* WebhookService.rotate(options.id, overlap)
        return yield* printSecret(options.json, webhook, `Webhook ${webhook.id} has a new secret`)
      })
    )
).pipe(Command.withDescription("Give a webhook a new secret and print it; the old one signs too for a while."))

const test = Command.make("test", { id, json: Output.json }, (options) =>
  Environment.run(({ webhookReach }) =>
    Effect.flatMap(WebhookService.test(options.id, webhookReach), ({ status }) =>
      Output.print(options.json, { status }, `The endpoint answered ${status}.`)
    )
  )
).pipe(Command.withDescription("Send an event of the kind webhook.test now, and show what the endpoint answers."))

const replay = Deliveries.replay("webhook", id, WebhookService.find)
const log = Deliveries.log("webhook", id, WebhookService.find)

export const command = Command.make("webhook").pipe(
  Command.withDescription("Endpoints of applications that are told of events."),
  Command.withSubcommands([create, list, update, remove, rotate, test, replay, log])
)

const printSecret = (asJson: boolean, webhook: Webhook.Webhook, what: string) => {
  const secret = webhook.secrets[0]?.text ?? ""
  const lines = [
    `${what}:`,
    "",
    `  ${secret}`,
    "",
    "It is shown only now. Give it to the application, which checks signatures by it."
  ]
  return Output.print(asJson, { ...WebhookRecord.of(webhook), secret }, lines.join("\n"))
}

/** Stands for every kind, those too that are still to come. */
const everyKind = "all"

/** Several may stand in one option, parted by commas. */
const readKinds = (
  { registry }: Environment.Surroundings,
  texts: ReadonlyArray<string>
): Either.Either<ReadonlyArray<string>, CliError> => {
  const known = Event.kinds(registry)
  const kinds = texts.flatMap((text) => text.split(",")).map((text) => text.trim().toLowerCase())
  if (kinds.length === 1 && kinds[0] === everyKind) return Either.right([])
  const wrong = kinds.find((kind) => !known.includes(kind))
  return wrong === undefined
    ? Either.right([...new Set(kinds)])
    : Either.left(
        new CliError({
          message: `--kind names ${JSON.stringify(wrong)}, which is no kind of event. There are ${known.join(", ")}, and ${everyKind}.`
        })
      )
}
