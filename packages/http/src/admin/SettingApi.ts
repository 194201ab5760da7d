/** The settings of a tenant, and what settings there are, as endpoints of the administrator's API. Knows no store. */
import { HttpApiEndpoint, HttpApiGroup, OpenApi } from "@effect/platform"
import { Setting as Settings } from "@rollcall/provider"
import { Schema } from "effect"
import { Forbidden, Invalid, NotFound, Unavailable } from "./AdminError.ts"
import { optional, strictly, tenant } from "./AdminSchema.ts"
import { Admittance } from "./Admittance.ts"

const { all } = Settings

const choice = <const A extends string>({
  kind,
  summary
}: Settings.Setting<{ readonly _tag: "Choice"; readonly choices: readonly [A, ...ReadonlyArray<A>] }>) =>
  Schema.Literal(...kind.choices).annotations({ description: summary })

const number = ({
  kind: { min, max },
  summary
}: Settings.Setting<Extract<Settings.Kind, { readonly _tag: "Number" }>>) =>
  Schema.Int.pipe(Schema.between(min, max)).annotations({ description: summary })

const fields = {
  required: Schema.Array(Schema.String).annotations({ description: all.required.summary }),
  onDelete: choice(all.onDelete),
  patchAnswers: choice(all.patchAnswers),
  ifMatch: choice(all.ifMatch),
  canonicalValues: choice(all.canonicalValues),
  provisioning: choice(all.provisioning),
  inactiveUsers: choice(all.inactiveUsers),
  unknownAttributes: choice(all.unknownAttributes),
  unknownMembers: choice(all.unknownMembers),
  requestsPerSecond: number(all.requestsPerSecond),
  tokenRequestsPerSecond: number(all.tokenRequestsPerSecond),
  strict: Schema.Boolean.annotations({ description: all.strict.summary }),
  quirks: Schema.Record({ key: Schema.String, value: Schema.Boolean }).annotations({
    description: "Each tolerated deviation by its name: true where it is tolerated. None is while strict is true."
  }),
  logBodies: choice(all.logBodies),
  logDays: number(all.logDays),
  historyDays: number(all.historyDays)
}

export const SettingValues = Schema.Struct(fields).annotations({ identifier: "Settings" })

const SettingChanges = strictly(Schema.partialWith(Schema.Struct(fields), { exact: true })).annotations({
  identifier: "SettingChanges",
  description: "What is not named stays as it is."
})

const Shown = Schema.Struct({
  settings: SettingValues,
  defaults: SettingValues.annotations({ description: "What a new tenant has." })
})

/** A setting as a form needs it. */
export const Setting = Schema.Struct({
  name: Schema.String,
  kind: Schema.Literal("choice", "switch", "number", "attributes", "quirks"),
  choices: optional(Schema.Array(Schema.String)),
  min: optional(Schema.Number),
  max: optional(Schema.Number),
  unit: optional(Schema.String),
  default: Schema.Union(
    Schema.String,
    Schema.Number,
    Schema.Boolean,
    Schema.Array(Schema.String),
    Schema.Record({ key: Schema.String, value: Schema.Boolean })
  ),
  summary: Schema.String,
  operatorsOnly: Schema.Boolean.annotations({ description: "Whether only an operator may change it." })
}).annotations({ identifier: "Setting" })

export const Quirk = Schema.Struct({
  name: Schema.String,
  kind: Schema.Literal("rewrite", "grammar", "policy"),
  summary: Schema.String,
  sentBy: Schema.Array(Schema.String),
  source: Schema.String,
  example: Schema.Union(
    Schema.Struct({ filter: Schema.String }),
    Schema.Struct({
      type: Schema.Literal("User", "Group"),
      message: Schema.Literal("resource", "patch"),
      before: Schema.Unknown,
      after: optional(Schema.Unknown).annotations({ description: "Absent where it depends on what is stored." })
    })
  )
}).annotations({ identifier: "Quirk" })

export const group = HttpApiGroup.make("settings")
  .add(
    HttpApiEndpoint.get("all", "/settings")
      .addSuccess(Schema.Struct({ settings: Schema.Array(Setting), quirks: Schema.Array(Quirk) }))
      .annotate(OpenApi.Summary, "Which settings there are")
      .annotate(
        OpenApi.Description,
        "Each setting that a tenant has, with its kind, its default and what it decides, and each deviation that is tolerated, in the order in which they apply."
      )
  )
  .add(
    HttpApiEndpoint.get("get")`/tenants/${tenant}/settings`
      .addSuccess(Shown)
      .addError(NotFound)
      .annotate(OpenApi.Summary, "The settings of a tenant, beside those of a new one")
  )
  .add(
    HttpApiEndpoint.patch("change")`/tenants/${tenant}/settings`
      .setPayload(SettingChanges)
      .addSuccess(Shown)
      .addError(NotFound)
      .addError(Forbidden)
      .addError(Invalid)
      .annotate(OpenApi.Summary, "Change settings of a tenant")
      .annotate(
        OpenApi.Description,
        "All that is named changes at once, or nothing. It holds from the next request on, whichever process answers that."
      )
  )
  .addError(Unavailable)
  .middleware(Admittance)
