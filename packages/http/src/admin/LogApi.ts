/** The provisioning log as endpoints of the administrator's API: to look through, to watch, and to take away. */
import { HttpApiEndpoint, HttpApiGroup, HttpApiSchema, OpenApi } from "@effect/platform"
import { Schema } from "effect"
import { Forbidden, Invalid, NotFound, TooManyRequests, Unavailable } from "./AdminError.ts"
import { optional, strictly, Time, tenant } from "./AdminSchema.ts"
import { Admittance, Needed } from "./Admittance.ts"
import * as Page from "./Page.ts"

const fields = {
  id: Schema.Int,
  time: Time,
  tenant: optional(Schema.String).annotations({ description: "Absent where nobody knows who has sent it." }),
  token: optional(Schema.String).annotations({ description: "The id of the token that it came with." }),
  tokenName: optional(Schema.String),
  identityProvider: optional(Schema.String).annotations({ description: "For which that token was made, where known." }),
  method: optional(Schema.String).annotations({
    description: "Absent where the entry stands for requests that the log does not have; detail says how many."
  }),
  path: optional(Schema.String).annotations({ description: "As it was sent, without the query." }),
  status: optional(Schema.Int),
  ms: optional(Schema.Number).annotations({ description: "Milliseconds until the answer was ready." }),
  resource: optional(Schema.String).annotations({ description: "What it was about: User/2819c223." }),
  requestId: optional(Schema.String).annotations({
    description: "What the request is called: as x-request-id in its answer, and in the history of what it changed."
  }),
  error: optional(Schema.String),
  scimType: optional(Schema.String),
  detail: optional(Schema.String).annotations({ description: "What the client was told." }),
  attribute: optional(Schema.String).annotations({ description: "The attribute or path that the error names." }),
  notes: Schema.Array(Schema.String).annotations({
    description: "What was read into the request, each with the name of the quirk or policy first."
  })
}

export const LogEntry = Schema.Struct(fields).annotations({ identifier: "LogEntry" })

export const WholeLogEntry = Schema.Struct({
  ...fields,
  happened: Schema.String.annotations({ description: "What happened, in words for people." }),
  remedy: Schema.String.annotations({ description: "What to change, and where." }),
  request: optional(Schema.String).annotations({ description: "The body, masked as the tenant wants it, if kept." }),
  response: optional(Schema.String)
}).annotations({ identifier: "WholeLogEntry" })

const WhenText = Schema.String.annotations({
  description: "A time in ISO 8601, or a day, which begins at midnight in UTC."
})

const chosen = {
  outcome: optional(Schema.Literal("ok", "failed")),
  text: optional(Schema.String.pipe(Schema.minLength(1), Schema.maxLength(200))).annotations({
    description: "Stands somewhere in path, detail, resource, notes or the token's name, whatever its case."
  }),
  token: optional(Schema.String).annotations({ description: "The id of a token." }),
  identityProvider: optional(Schema.String).annotations({
    description: "For which the token was made that it came with, such as okta."
  }),
  method: optional(Schema.String).annotations({ description: "Such as PATCH." }),
  resource: optional(Schema.String).annotations({
    description: "The history of a user or group, what changed it and what failed: User/2819c223."
  }),
  request: optional(Schema.String).annotations({ description: "The id of a request, as x-request-id of its answer." })
}

const within = {
  from: optional(WhenText).annotations({ description: "At that time or later." }),
  to: optional(WhenText).annotations({ description: "Before that time." })
}

export const Chosen = strictly(Schema.Struct({ ...chosen, ...within }))

const entries = strictly(Schema.Struct({ ...chosen, ...within, ...Page.params }))

export const place = "last-event-id"

const id = HttpApiSchema.param("id", Schema.NumberFromString.pipe(Schema.int()))

export const group = HttpApiGroup.make("log")
  .add(
    HttpApiEndpoint.get("list")`/tenants/${tenant}/log`
      .setUrlParams(entries)
      .addSuccess(Page.of(LogEntry))
      .annotate(OpenApi.Summary, "Entries of the provisioning log, newest first, without their bodies")
  )
  .add(
    HttpApiEndpoint.get("stream")`/tenants/${tenant}/log/stream`
      .setUrlParams(strictly(Schema.Struct(chosen)))
      .setHeaders(
        Schema.Struct({
          [place]: optional(Schema.String).annotations({ description: "The id of the last event that was seen." })
        })
      )
      .addSuccess(HttpApiSchema.Text({ contentType: "text/event-stream" }))
      .addError(TooManyRequests)
      .annotate(OpenApi.Summary, "Entries as they come, as server-sent events")
      .annotate(
        OpenApi.Description,
        "Each event is an entry as the list has it. A comment comes when nothing else does. The stream ends after some minutes, and a browser goes on by itself where it stopped."
      )
  )
  .add(
    HttpApiEndpoint.get("export")`/tenants/${tenant}/log/export`
      .setUrlParams(strictly(Schema.Struct({ format: optional(Schema.Literal("csv", "json")), ...chosen, ...within })))
      .addSuccess(HttpApiSchema.Text({ contentType: "text/csv" }))
      .annotate(Needed, "administration")
      .annotate(OpenApi.Summary, "All entries that are chosen, oldest first, without their bodies")
      .annotate(
        OpenApi.Description,
        "Comma-separated values unless told otherwise, no cell of which a spreadsheet takes for a formula, or with format=json an object on each line, of the type application/x-ndjson."
      )
  )
  .add(
    HttpApiEndpoint.get("get")`/tenants/${tenant}/log/${id}`
      .addSuccess(WholeLogEntry)
      .annotate(OpenApi.Summary, "One entry with its bodies, what it means, and what to do")
  )
  .addError(Invalid)
  .addError(NotFound)
  .addError(Unavailable)
  .middleware(Admittance)
  .annotate(Needed, "log")

/** Requests that came without a token that is known belong to no tenant, so they are the operators'. */
export const strangers = HttpApiGroup.make("strangers")
  .add(
    HttpApiEndpoint.get("list", "/log/unknown-senders")
      .setUrlParams(entries)
      .addSuccess(Page.of(LogEntry))
      .annotate(OpenApi.Summary, "Requests without a token, or with one that is not known, newest first")
      .annotate(OpenApi.Description, "They belong to no tenant, so operators alone see them.")
  )
  .add(
    HttpApiEndpoint.get("get")`/log/unknown-senders/${id}`
      .addSuccess(WholeLogEntry)
      .addError(NotFound)
      .annotate(OpenApi.Summary, "One of them, what it means, and what to do")
  )
  .addError(Forbidden)
  .addError(Invalid)
  .addError(Unavailable)
  .middleware(Admittance)
