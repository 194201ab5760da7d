/**
 * `rollcall receiver`: those who are told of changes in security event tokens (RFC 9967), brought to them or fetched by
 * them. The secret that one shows when it fetches is printed when it is made, and not again.
 */
import { Args, Command, Options } from "@effect/cli"
import { ReceiverService, TenantStore, TokenService, WebhookRecord } from "@rollcall/provider"
import { Config, Effect, Option } from "effect"
import { CliError } from "./CliError.ts"
import * as Deliveries from "./Deliveries.ts"
import * as Enablement from "./Enablement.ts"
import * as Endpoint from "./Endpoint.ts"
import * as Environment from "./Environment.ts"
import * as Lifetime from "./Lifetime.ts"
import * as Output from "./Output.ts"

const id = Args.text({ name: "id" }).pipe(Args.withDescription("The receiver's id, as receiver list shows it."))

const tokenVariable = "ROLLCALL_RECEIVER_TOKEN"

/** What is shown to a receiver where tokens are brought. It is in the environment, which other users do not see. */
const readToken = Effect.map(
  Effect.orElseSucceed(Config.string(tokenVariable), () => ""),
  (token) => (token === "" ? {} : { token })
)

const create = Command.make(
  "create",
  {
    audience: Args.text({ name: "audience" }).pipe(
      Args.withDescription("For whom the tokens are meant: what the receiver knows itself by.")
    ),
    push: Options.text("push").pipe(
      Options.optional,
      Options.withDescription("Where tokens are posted to. Without it, the receiver fetches them.")
    ),
    tenant: Options.text("tenant").pipe(
      Options.withDefault("default"),
      Options.withDescription("The tenant whose changes it is told of.")
    ),
    json: Output.json
  },
  (options) =>
    Environment.run((surroundings) =>
      Effect.gen(function* () {
        const root = Endpoint.root(surroundings, surroundings)
        if (root === undefined) {
          return yield* new CliError({
            message: "ROLLCALL_BASE_URL must be the address under which receivers know this server; it is not set."
          })
        }
        const token = yield* readToken
        const { receiver, text } = yield* ReceiverService.create({
          tenant: options.tenant,
          audience: options.audience,
          root,
          ...(Option.isSome(options.push) ? { push: { url: options.push.value, ...token } } : {}),
          reach: surroundings.webhookReach
        })
        const lines = [
          `Receiver ${receiver.id} of tenant ${receiver.tenant} for ${receiver.receiver.audience}.`,
          `Issuer: ${receiver.receiver.issuer}`,
          `Keys: ${root}/.well-known/jwks.json`,
          ...(text === undefined
            ? [`Tokens are posted to ${receiver.url}.`]
            : [`Tokens are fetched from ${receiver.url} with:`]),
          ...shown(text)
        ]
        return yield* print(options.json, { receiver, ...(text === undefined ? {} : { text }) }, lines)
      })
    )
).pipe(
  Command.withDescription(
    Output.help(
      `Tell a receiver of changes from now on. What is shown where tokens are posted to is in ${tokenVariable}.`,
      "rollcall receiver create https://app.example.com --push https://app.example.com/sets"
    )
  )
)

const list = Command.make(
  "list",
  {
    tenant: Options.text("tenant").pipe(
      Options.optional,
      Options.withDescription("Only the receivers of this tenant.")
    ),
    json: Output.json
  },
  (options) =>
    Environment.run(() =>
      Effect.gen(function* () {
        const tenant = Option.getOrUndefined(options.tenant)
        if (tenant !== undefined && Option.isNone(yield* (yield* TenantStore).find(tenant))) {
          return yield* new TokenService.UnknownTenant({ id: tenant })
        }
        const standings = yield* ReceiverService.list(tenant)
        const rows = standings.map((standing) => {
          const { id, tenant, url, receiver } = standing.webhook
          const counts = [String(standing.pending), String(standing.dead)]
          return [id, tenant, WebhookRecord.state(standing), ...counts, receiver.delivery, receiver.audience, url]
        })
        return yield* Output.print(
          options.json,
          standings.map(WebhookRecord.ofReceiverStanding),
          standings.length === 0
            ? 'There is no receiver yet. "rollcall receiver create AUDIENCE" makes one.'
            : Output.table(["ID", "TENANT", "STATE", "PENDING", "DEAD", "DELIVERY", "AUDIENCE", "URL"], rows)
        )
      })
    )
).pipe(Command.withDescription("Show the receivers of security event tokens, and how many wait for each."))

const update = Command.make(
  "update",
  {
    id,
    push: Options.text("push").pipe(
      Options.optional,
      Options.withDescription("Where tokens are posted to from now on.")
    ),
    enable: Options.boolean("enable").pipe(Options.withDescription("Tell it again, what waited first.")),
    disable: Options.boolean("disable").pipe(Options.withDescription("Tell it nothing; events wait.")),
    json: Output.json
  },
  (options) =>
    Environment.run(({ webhookReach: reach }) =>
      Effect.gen(function* () {
        const enablement = yield* Enablement.read(options)
        const url = Option.isSome(options.push) ? { url: options.push.value } : {}
        if (Option.isSome(options.push) && (yield* ReceiverService.find(options.id)).receiver.delivery === "poll") {
          return yield* new CliError({ message: "--push is for receivers to which tokens are posted." })
        }
        const receiver = yield* ReceiverService.update(options.id, {
          push: { ...url, ...(yield* readToken) },
          reach,
          ...enablement
        })
        return yield* print(options.json, { receiver }, [`Receiver ${receiver.id} is changed.`])
      })
    )
).pipe(
  Command.withDescription(`Change a receiver. What is not named stays; ${tokenVariable} has another token to show.`)
)

const remove = Command.make("delete", { id, json: Output.json }, (options) =>
  Environment.run(() =>
    Effect.flatMap(ReceiverService.remove(options.id), (receiver) =>
      print(options.json, { receiver }, [`Receiver ${receiver.id} (${receiver.receiver.audience}) is gone.`])
    )
  )
).pipe(Command.withDescription("Take a receiver away, with the events that wait for it."))

const rotate = Command.make(
  "rotate",
  {
    id,
    overlap: Options.text("overlap").pipe(
      Options.withDefault("1d"),
      Options.withDescription("How long the old secret is still good, a day where it is not given.")
    ),
    json: Output.json
  },
  (options) =>
    Environment.run(() =>
      Effect.gen(function* () {
        const overlap = yield* Lifetime.read("--overlap", options.overlap)
        const { receiver, text } = yield* ReceiverService.rotate(options.id, overlap)
        if (text === undefined) {
          return yield* new CliError({ message: `Receiver ${receiver.id} fetches nothing, so it has no secret.` })
        }
        return yield* print(options.json, { receiver, text }, [
          `Receiver ${receiver.id} has a new secret:`,
          ...shown(text)
        ])
      })
    )
).pipe(Command.withDescription("Give a receiver that fetches its tokens a new secret and print it."))

const replay = Deliveries.replay("receiver", id, ReceiverService.find)
const log = Deliveries.log("receiver", id, ReceiverService.find)

export const command = Command.make("receiver").pipe(
  Command.withDescription("Receivers of security event tokens (RFC 9967)."),
  Command.withSubcommands([create, list, update, remove, rotate, replay, log])
)

const print = (asJson: boolean, { receiver, text }: ReceiverService.Issued, lines: ReadonlyArray<string>) => {
  const secret = text === undefined ? {} : { secret: text }
  return Output.print(asJson, { ...WebhookRecord.ofReceiver(receiver), ...secret }, lines.join("\n"))
}

const shown = (text: string | undefined): ReadonlyArray<string> =>
  text === undefined ? [] : ["", `  ${text}`, "", "It is shown only now."]
