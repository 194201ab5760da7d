/** The settings of a tenant: shown beside their defaults, and changed by whom they may be changed. */
import { HttpApiBuilder } from "@effect/platform"
import { Compat, type Quirk } from "@rollcall/core"
import { Administrator, Setting, Tenant, TenantStore } from "@rollcall/provider"
import { Effect, Either, Option } from "effect"
import { AdminApi } from "./AdminApi.ts"
import { Forbidden, Invalid, stored } from "./AdminError.ts"
import type { Endpoints } from "./AdminServices.ts"
import { Admitted } from "./Admittance.ts"
import type * as SettingApi from "./SettingApi.ts"
import * as TenantEndpoints from "./TenantEndpoints.ts"

type Values = typeof SettingApi.SettingValues.Type

const values = ({ quirksOff, ...rest }: Tenant.Settings): Values => ({
  ...rest,
  quirks: Object.fromEntries(Compat.quirks.map(({ name }) => [name, !quirksOff.includes(name)]))
})

const shown = (settings: Tenant.Settings) => ({
  settings: values(settings),
  defaults: values(Tenant.defaultSettings)
})

/** The settings with what was asked for. */
const change = (
  settings: Tenant.Settings,
  { quirks = {}, required, ...rest }: Partial<Values>
): Either.Either<Tenant.Settings, Invalid> =>
  Either.gen(function* () {
    const named = (on: boolean) => Object.keys(quirks).filter((name) => quirks[name] === on)
    const off = yield* given("quirks", Setting.readQuirks(named(false)))
    const on = yield* given("quirks", Setting.readQuirks(named(true)))
    return {
      ...settings,
      ...rest,
      required: required === undefined ? settings.required : yield* given("required", Setting.readRequired(required)),
      quirksOff: Setting.switchQuirks(settings, off, on)
    }
  })

const given = <A>(name: string, read: Either.Either<A, string>): Either.Either<A, Invalid> =>
  Either.mapLeft(read, (wrong) => new Invalid({ detail: `${name} ${wrong}` }))

/** Refuses what is not theirs to change. */
const allow = (
  who: Administrator.Administrator,
  before: Tenant.Settings,
  after: Tenant.Settings
): Either.Either<Tenant.Settings, Forbidden> => {
  const names = Administrator.isOperator(who) ? [] : Setting.operatorsChanges(before, after)
  return names.length === 0
    ? Either.right(after)
    : Either.left(new Forbidden({ detail: `Only an operator changes ${names.join(" and ")}. Nothing was changed.` }))
}

export const layer: Endpoints<"settings"> = HttpApiBuilder.group(AdminApi, "settings", (handlers) =>
  handlers
    .handle("all", () => Effect.succeed({ settings, quirks: Compat.quirks.map(quirk) }))
    .handle("get", ({ path }) => Effect.map(TenantEndpoints.own(path.tenant), (tenant) => shown(tenant.settings)))
    .handle("change", ({ path, payload }) =>
      Effect.gen(function* () {
        const { administrator } = yield* Admitted
        const { id } = yield* TenantEndpoints.own(path.tenant)
        const changed = yield* (yield* TenantStore).change(id, ({ name, settings }) =>
          change(settings, payload).pipe(
            Either.flatMap((after) => allow(administrator, settings, after)),
            Either.map((after) => ({ name, settings: after }))
          )
        )
        if (Option.isNone(changed)) return yield* TenantEndpoints.missing(path.tenant)
        return shown(changed.value.settings)
      }).pipe(stored)
    )
)

const kinds = {
  Choice: "choice",
  Switch: "switch",
  Number: "number",
  Attributes: "attributes",
  Quirks: "quirks"
} as const

const defaults: Readonly<Record<string, typeof SettingApi.Setting.Type.default>> = values(Tenant.defaultSettings)

/** What keeps quirks names those that are off; here each is on or off by its name. */
const settings = Object.entries<Setting.Setting>(Setting.all).map(
  ([given, { kind, operatorsOnly, summary }]): typeof SettingApi.Setting.Type => {
    const { _tag, ...bounds } = kind
    const isQuirks = _tag === "Quirks"
    const name = isQuirks ? "quirks" : given
    return {
      name,
      kind: kinds[_tag],
      ...bounds,
      default: defaults[name] ?? "",
      summary: isQuirks ? "Whether a known deviation is tolerated, each by its name." : summary,
      operatorsOnly
    }
  }
)

const quirkKinds = { Rewrite: "rewrite", Grammar: "grammar", Policy: "policy" } as const

const quirk = ({ example, kind, name, sentBy, source, summary }: Quirk.Quirk): typeof SettingApi.Quirk.Type => {
  const { _tag, ...shape } = example
  return { name, kind: quirkKinds[kind._tag], summary, sentBy, source, example: shape }
}
