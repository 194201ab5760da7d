/** The set-up links of a tenant, as those who administer it make, see and revoke them. */
import { HttpApiEndpoint, HttpApiGroup } from "@effect/platform"
import { SetupLink as Link } from "@rollcall/provider"
import { Schema } from "effect"
import { Invalid, NotFound, Unavailable } from "./AdminError.ts"
import { id, Time, tenant } from "./AdminSchema.ts"
import { Admittance } from "./Admittance.ts"
import * as Page from "./Page.ts"

const Note = Schema.Trim.pipe(Schema.maxLength(Link.noteLengthMax))

const hoursMax = Link.lifetimeMillisMax / 3_600_000

/** More than nothing, and at most that many. */
const atMost = (count: number) => Schema.Number.pipe(Schema.greaterThan(0), Schema.lessThanOrEqualTo(count))

export const SetupLink = Schema.Struct({
  id: Schema.String,
  note: Schema.String.annotations({ description: "For whom it is; may be empty." }),
  state: Schema.Literal("unopened", "opened", "expired", "revoked"),
  maker: Schema.optionalWith(Schema.String, { exact: true }).annotations({
    description: "The id of the administrator who made it; absent where it was made on the command line."
  }),
  createdAt: Time,
  expiresAt: Time,
  openedAt: Schema.optionalWith(Time, { exact: true }),
  sessionExpiresAt: Schema.optionalWith(Time, { exact: true }).annotations({
    description: "Until when whoever opened it may go on."
  }),
  revokedAt: Schema.optionalWith(Time, { exact: true })
}).annotations({ identifier: "SetupLink" })

export const setupLinks = HttpApiGroup.make("setupLinks")
  .add(
    HttpApiEndpoint.get("list")`/tenants/${tenant}/setup-links`
      .setUrlParams(Schema.Struct(Page.params))
      .addSuccess(Page.of(SetupLink))
      .addError(Invalid)
  )
  .add(
    HttpApiEndpoint.post("create")`/tenants/${tenant}/setup-links`
      .setPayload(
        Schema.Struct({
          note: Schema.optionalWith(Note, { exact: true }),
          days: Schema.optionalWith(atMost(hoursMax / 24), { exact: true }),
          hours: Schema.optionalWith(atMost(hoursMax), { exact: true })
        })
      )
      .addSuccess(
        Schema.Struct({
          ...SetupLink.fields,
          secret: Schema.String.annotations({ description: "Shown now and never again." }),
          url: Schema.String.annotations({ description: "The link, with the secret in its fragment." })
        }),
        { status: 201 }
      )
      .addError(Invalid)
  )
  .add(HttpApiEndpoint.del("revoke")`/tenants/${tenant}/setup-links/${id}`.addSuccess(SetupLink))
  .addError(NotFound)
  .addError(Unavailable)
  .middleware(Admittance)
