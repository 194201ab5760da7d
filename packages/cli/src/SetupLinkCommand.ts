/**
 * Links that let somebody in once: `rollcall admin setup-link` for the first operator, and `rollcall tenant setup-link`
 * for whoever connects the identity provider of a tenant. A secret is printed once, when it is made.
 */
import { Args, Command, Options } from "@effect/cli"
import { SetupLink, SetupLinkService, SetupLinkStore, TenantStore, TokenService } from "@rollcall/provider"
import { Clock, Effect, Option } from "effect"
import { CliError } from "./CliError.ts"
import type { Configuration } from "./Configuration.ts"
import * as Endpoint from "./Endpoint.ts"
import * as Environment from "./Environment.ts"
import * as Lifetime from "./Lifetime.ts"
import * as Output from "./Output.ts"

const tenant = Args.text({ name: "tenant" }).pipe(Args.withDescription("The tenant's id, such as default."))

/** Where a server with this configuration is reached. */
const urlOf = (configuration: Configuration, { link, secret }: SetupLinkService.Issued): string =>
  SetupLink.url(Endpoint.pages(configuration, configuration), link, secret)

export const forFirstOperator = Command.make("setup-link", { json: Output.json }, (options) =>
  Environment.run((configuration) =>
    Effect.gen(function* () {
      const issued = yield* SetupLinkService.issueForFirstOperator
      const url = urlOf(configuration, issued)
      const expiresAt = Output.time(issued.link.expires)
      const lines = [`Until ${expiresAt}, whoever opens this link first becomes the first operator:`, "", `  ${url}`]
      return yield* Output.print(options.json, { url, expiresAt }, lines.join("\n"))
    })
  )
).pipe(
  Command.withDescription(
    Output.help(
      "Make a link by which the first operator is made, and print it, this once.",
      "rollcall admin setup-link"
    )
  )
)

const create = Command.make(
  "setup-link",
  {
    tenant,
    for: Options.text("for").pipe(Options.withDefault(""), Options.withDescription("For whom it is.")),
    expires: Options.text("expires").pipe(
      Options.withDefault("7d"),
      Options.withDescription("How long it can be opened, a week where it is not given, 30d at most: 12h, 3d.")
    ),
    json: Output.json
  },
  (options) =>
    Environment.run((configuration) =>
      Effect.gen(function* () {
        const lifetime = yield* Lifetime.read("--expires", options.expires)
        if (lifetime > SetupLink.lifetimeMillisMax) {
          return yield* new CliError({ message: "--expires must be 30d at most: a link lies in somebody's mailbox." })
        }
        const note = options.for === "" ? "" : yield* Output.readName(options.for)
        const issued = yield* SetupLinkService.issue({ tenant: options.tenant, note, lifetime })
        const url = urlOf(configuration, issued)
        const lines = [
          `Set-up link ${issued.link.id} of tenant ${options.tenant}, to be opened until ${Output.time(issued.link.expires)}:`,
          "",
          `  ${url}`,
          "",
          "It is shown only now, and works once. Give it to whoever connects the identity provider."
        ]
        const shown = describe(issued.link, yield* Clock.currentTimeMillis)
        return yield* Output.print(options.json, { ...shown, url }, lines.join("\n"))
      })
    )
).pipe(
  Command.withDescription(
    Output.help(
      "Make a link by which somebody connects an identity provider to the tenant, and print it, this once.",
      'rollcall tenant setup-link acme --for "Acme\'s directory" --expires 3d'
    )
  )
)

/** As many as anybody looks through. */
const listedMax = 1_000

const list = Command.make("setup-links", { tenant, json: Output.json }, (options) =>
  Environment.run(() =>
    Effect.gen(function* () {
      if (Option.isNone(yield* (yield* TenantStore).find(options.tenant))) {
        return yield* new TokenService.UnknownTenant({ id: options.tenant })
      }
      const links = yield* (yield* SetupLinkStore).list(options.tenant, listedMax)
      const now = yield* Clock.currentTimeMillis
      const rows = links.map((link) => [
        link.id,
        link.note,
        SetupLink.stateOf(link, now),
        Output.time(link.expires),
        Output.time(link.session?.expires)
      ])
      return yield* Output.print(
        options.json,
        links.map((link) => describe(link, now)),
        links.length === 0
          ? 'There is no set-up link. "rollcall tenant setup-link TENANT" makes one.'
          : Output.table(["ID", "FOR", "STATE", "EXPIRES", "SESSION UNTIL"], rows)
      )
    })
  )
).pipe(
  Command.withDescription(
    Output.help("Show the set-up links of a tenant, without their secrets.", "rollcall tenant setup-links acme")
  )
)

const end = Command.make(
  "end-setup-link",
  {
    tenant,
    id: Args.text({ name: "id" }).pipe(Args.withDescription("The id, as tenant setup-links shows it.")),
    json: Output.json
  },
  (options) =>
    Environment.run(() =>
      Effect.gen(function* () {
        const revoked = yield* SetupLinkService.revoke(options.tenant, options.id)
        if (Option.isNone(revoked)) {
          return yield* new CliError({
            message: `The tenant ${options.tenant} has no set-up link ${JSON.stringify(options.id)}. "rollcall tenant setup-links TENANT" shows those that there are.`
          })
        }
        return yield* Output.print(
          options.json,
          describe(revoked.value, yield* Clock.currentTimeMillis),
          `Set-up link ${options.id} opens nothing any more, and what it had opened is closed.`
        )
      })
    )
).pipe(
  Command.withDescription(
    Output.help(
      "End a set-up link, and what it has opened.",
      "rollcall tenant end-setup-link acme 01a20b9c-3621-77e2-86be-c6c7b8581904"
    )
  )
)

export const ofTenant = [create, list, end] as const

const describe = (link: SetupLink.SetupLink, now: number) => ({
  id: link.id,
  ...(link.tenant === undefined ? {} : { tenant: link.tenant }),
  note: link.note,
  state: SetupLink.stateOf(link, now),
  createdAt: Output.time(link.created),
  expiresAt: Output.time(link.expires),
  ...(link.session === undefined
    ? {}
    : { openedAt: Output.time(link.session.created), sessionExpiresAt: Output.time(link.session.expires) }),
  ...(link.revoked === undefined ? {} : { revokedAt: Output.time(link.revoked) })
})
