/**
 * What somebody may do who has a set-up link and nothing else: become the first operator, or begin a tenant's set-up.
 */
import { HttpApiEndpoint, HttpApiGroup } from "@effect/platform"
import { Schema } from "effect"
import { Conflict, Invalid, Unauthorized, Unavailable } from "./AdminError.ts"
import { Time } from "./AdminSchema.ts"

/** No longer than any password may be, and some. */
const Typed = Schema.String.pipe(Schema.maxLength(1_000))

const Secret = Typed.annotations({ description: "What stands behind # in the link." })

const begun = { expiresAt: Time, csrf: Schema.String }

export const setup = HttpApiGroup.make("setup")
  .add(
    HttpApiEndpoint.post("makeFirstOperator", "/setup")
      .setPayload(Schema.Struct({ secret: Secret, name: Typed, password: Typed }))
      .addSuccess(Schema.Struct(begun), { status: 201 })
      .addError(Invalid)
      .addError(Conflict)
  )
  .add(
    HttpApiEndpoint.post("openLink", "/setup-links/open")
      .setPayload(Schema.Struct({ secret: Secret }))
      .addSuccess(Schema.Struct({ tenant: Schema.String, ...begun }))
  )
  .addError(Unauthorized)
  .addError(Unavailable)
