/** A request as an identity provider would send it, tried: what it would be answered, and nothing comes of it. */
import { HttpApiEndpoint, HttpApiGroup, OpenApi } from "@effect/platform"
import { Schema } from "effect"
import { Invalid, NotFound, Unavailable } from "./AdminError.ts"
import { optional, strictly, tenant } from "./AdminSchema.ts"
import { Admittance } from "./Admittance.ts"

export const Tried = strictly(
  Schema.Struct({
    method: Schema.String.pipe(Schema.minLength(1), Schema.maxLength(20)).annotations({
      description: "Such as PATCH."
    }),
    path: Schema.String.pipe(Schema.startsWith("/")).annotations({
      description: "Below the SCIM base, with its query: /Users/2819c223 or /Groups?count=1."
    }),
    body: optional(Schema.Unknown).annotations({ description: "JSON, as the identity provider sends it." }),
    ifMatch: optional(Schema.String).annotations({ description: "The version that a change is based on." }),
    token: optional(Schema.String).annotations({
      description: "The id of a token of the tenant, whose rights count. Without one, those of whoever asks."
    })
  })
)

export const DryRun = Schema.Struct({
  status: Schema.Int,
  headers: Schema.Record({ key: Schema.String, value: Schema.String }).annotations({
    description: "Those of the answer, by name in lower case."
  }),
  body: optional(Schema.Unknown).annotations({ description: "Ids and versions in it stand for nothing." }),
  explanation: Schema.Struct({
    happened: Schema.String.annotations({ description: "What would happen, in words for people." }),
    remedy: Schema.String.annotations({ description: "What to change, and where." })
  }),
  notes: Schema.Array(Schema.String).annotations({
    description: "What was read into the request, each with the name of the quirk or policy first."
  })
}).annotations({ identifier: "DryRun" })

const list = "dry-runs"

/** Whether a request is for one. */
export const isAsked = ({ path }: { readonly path: string }): boolean => path.endsWith(`/${list}`)

export const group = HttpApiGroup.make("dryRuns")
  .add(
    HttpApiEndpoint.post("create")`/tenants/${tenant}/dry-runs`
      .setPayload(Tried)
      .addSuccess(DryRun)
      .annotate(OpenApi.Summary, "Try a request of an identity provider without anything coming of it")
      .annotate(
        OpenApi.Description,
        "It is carried out as it would be, in a transaction that is always undone: no event, no webhook, no history, no entry of the log, and nothing that counts towards a limit. A refusal is an answer like any other, with its own status inside."
      )
  )
  .addError(Invalid)
  .addError(NotFound)
  .addError(Unavailable)
  .middleware(Admittance)
