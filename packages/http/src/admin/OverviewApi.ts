/** How things stand, as endpoints of the administrator's API: with the server, and with a tenant. Knows no store. */
import { HttpApiEndpoint, HttpApiGroup, OpenApi } from "@effect/platform"
import { Schema } from "effect"
import { NotFound, Unavailable } from "./AdminError.ts"
import { optional, strictly, Time, tenant } from "./AdminSchema.ts"
import { Admittance } from "./Admittance.ts"

const Attention = Schema.Array(
  Schema.Struct({
    about: Schema.Literal("database", "log", "provisioning", "receivers", "requests", "tokens", "webhooks"),
    detail: Schema.String.annotations({ description: "What is the matter, and what to do." }),
    token: optional(Schema.String).annotations({ description: "The id of the token that it is about." }),
    endpoint: optional(Schema.String).annotations({
      description: "The id of the webhook or the receiver that it is about."
    })
  })
).annotations({ description: "What somebody should look at; empty where all is well." })

export const Health = Schema.Struct({
  version: Schema.String,
  time: Time.annotations({ description: "The clock of the server, in UTC." }),
  database: Schema.Struct({
    product: Schema.String,
    version: Schema.String,
    ms: Schema.Number.annotations({ description: "Milliseconds that it took to answer." }),
    pending: Schema.Array(Schema.String).annotations({
      description: "The steps to the tables of this release that it has not taken; none when it is complete."
    })
  }),
  log: Schema.Struct({
    waiting: Schema.Int.annotations({ description: "Entries that wait to be written." }),
    waitingMax: Schema.Int.annotations({ description: "For how many there is room; 0 where no log is kept." }),
    dropped: Schema.Int.annotations({ description: "Entries that were not written since this process started." })
  }),
  attention: Attention
}).annotations({ identifier: "Health" })

const Requests = Schema.Struct({
  from: Time,
  to: Time,
  requests: Schema.Int,
  failed: Schema.Int.annotations({ description: "Those that were refused or went wrong." })
})

export const Overview = Schema.Struct({
  users: Schema.Struct({ active: Schema.Int, inactive: Schema.Int }),
  groups: Schema.Int,
  resources: Schema.Array(Schema.Struct({ type: Schema.String, total: Schema.Int })).annotations({
    description: "Every resource type that there is any resource of."
  }),
  requests: Schema.Array(Requests).annotations({ description: "Of each hour or day in UTC, oldest first." }),
  tokens: Schema.Array(
    Schema.Struct({
      id: Schema.String,
      name: Schema.String,
      state: Schema.Literal("valid", "expired", "revoked"),
      expiresAt: Time,
      lastUsedAt: optional(Time).annotations({ description: "Absent where it was never used." })
    })
  ),
  log: Schema.Struct({
    days: Schema.Int.annotations({ description: "How long entries are kept." }),
    dropped: Schema.Int.annotations({ description: "Entries that were not written since this process started." })
  }),
  attention: Attention
}).annotations({ identifier: "Overview" })

export const group = HttpApiGroup.make("overview")
  .add(
    HttpApiEndpoint.get("health", "/health")
      .addSuccess(Health)
      .annotate(OpenApi.Summary, "How the server does")
      .annotate(
        OpenApi.Description,
        "For people and dashboards. An orchestrator asks /healthz and /readyz, which need nobody to be signed in."
      )
  )
  .add(
    HttpApiEndpoint.get("tenant")`/tenants/${tenant}/overview`
      .setUrlParams(
        strictly(
          Schema.Struct({
            by: optional(Schema.Literal("hour", "day")).annotations({
              description: "Requests of the last 24 hours by hour, or by day of as long as the log is kept, 90 at most."
            })
          })
        )
      )
      .addSuccess(Overview)
      .addError(NotFound)
      .annotate(OpenApi.Summary, "How a tenant does: people, requests, tokens, and what needs attention")
  )
  .addError(Unavailable)
  .middleware(Admittance)
