/** An identity provider that is played in front of a tenant, as data: whom to play, and what is told of it. */
import { HttpApiEndpoint, HttpApiGroup, HttpApiSchema, OpenApi } from "@effect/platform"
import { Schema } from "effect"
import type { Provider } from "../simulation/Providers.ts"
import { Conflict, NotFound, Unavailable } from "./AdminError.ts"
import { optional, strictly, tenant } from "./AdminSchema.ts"
import { Admittance, Needed } from "./Admittance.ts"

/** Named here once more, so that whoever has the description alone has not all requests of all of them. */
const providers = ["okta", "entra", "google", "onelogin", "jumpcloud"] as const satisfies ReadonlyArray<Provider>

const step = Schema.String.annotations({ description: "What the provider is after." })

/** What is told while it is played. `Over` or `Broken` is the last of it. */
export const Happening = Schema.Union(
  Schema.TaggedStruct("Begun", {
    token: Schema.String.annotations({ description: "The id of the token that all of it is sent with." }),
    asked: Schema.Int.annotations({ description: "How many requests there will be." })
  }),
  Schema.TaggedStruct("Answered", {
    step,
    method: Schema.String,
    path: Schema.String.annotations({ description: "Behind the SCIM base, with its query." }),
    status: Schema.Int,
    complaints: Schema.Array(Schema.String).annotations({ description: "What the provider would stumble over." }),
    detail: optional(Schema.String).annotations({ description: "Why it was refused, where it should not have been." })
  }),
  Schema.TaggedStruct("Untried", { step }),
  Schema.TaggedStruct("Unanswered", { step, detail: Schema.String }),
  Schema.TaggedStruct("Over", {
    content: Schema.Boolean.annotations({ description: "Whether the provider would be content." }),
    asked: Schema.Int,
    performed: Schema.Int,
    wrong: Schema.Int,
    untried: Schema.Int,
    left: Schema.Array(Schema.String).annotations({ description: "What could not be removed: User/2819c223." })
  }),
  Schema.TaggedStruct("Broken", { detail: Schema.String })
).annotations({ identifier: "Happening" })

export const simulations = HttpApiGroup.make("simulations")
  .add(
    HttpApiEndpoint.post("start")`/tenants/${tenant}/simulations`
      .setPayload(
        strictly(
          Schema.Struct({
            identityProvider: Schema.Literal(...providers).annotations({
              description: `Whom to play: ${providers.join(", ")}.`
            })
          })
        )
      )
      .addSuccess(HttpApiSchema.Text({ contentType: "text/event-stream" }))
      .addError(Conflict)
      .annotate(OpenApi.Summary, "Play an identity provider, told of as server-sent events")
      .annotate(
        OpenApi.Description,
        "Its requests go the way of every client's, with a token of their own: they are in the log, and webhooks hear of what they change. Each event is a Happening. It goes on to its end whether somebody listens or not; then its users, its group and its token are gone. A tenant has one at a time."
      )
  )
  .addError(NotFound)
  .addError(Unavailable)
  .middleware(Admittance)
  .annotate(Needed, "test")
