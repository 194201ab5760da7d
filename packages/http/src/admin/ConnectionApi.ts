/** What an identity provider has to be given to reach a tenant, but for the token. */
import { HttpApiEndpoint, HttpApiGroup } from "@effect/platform"
import { Schema } from "effect"
import { NotFound, Unavailable } from "./AdminError.ts"
import { tenant } from "./AdminSchema.ts"
import { Admittance, Needed } from "./Admittance.ts"

export const connection = HttpApiGroup.make("connection")
  .add(
    HttpApiEndpoint.get("get")`/tenants/${tenant}/connection`
      .addSuccess(
        Schema.Struct({
          tenant: Schema.String,
          name: Schema.String,
          endpoint: Schema.String.annotations({ description: "The absolute URL of the SCIM base." })
        })
      )
      .addError(NotFound)
  )
  .addError(Unavailable)
  .middleware(Admittance)
  .annotate(Needed, "connection")
