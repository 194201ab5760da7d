/**
 * Who is asking, and under which rules: the tenant with its schemas and tolerances, the principal, whose changes they are,
 * and where the service stands. Every operation takes one, so that none can forget its tenant.
 */
import { Compat, type Limits, SchemaRegistry } from "@rollcall/core"
import * as Origin from "./Origin.ts"
import type { Principal } from "./Principal.ts"
import type { Recording } from "./port/ResourceStore.ts"
import type { Settings, Tenant } from "./Tenant.ts"

export interface Session {
  readonly tenant: Tenant
  readonly principal: Principal
  /** What the request is called, in its answer and in the log. */
  readonly request?: string
  readonly registry: SchemaRegistry.SchemaRegistry
  readonly compat: Compat.Compat
  /** The absolute URI of the SCIM base, without a slash at the end. */
  readonly base: string
  readonly limits: Limits.Limits
}

/** Who acts, and where. */
export type Acting = Pick<Session, "tenant" | "principal" | "request">

interface Rules {
  readonly registry: SchemaRegistry.SchemaRegistry
  readonly compat: Compat.Compat
}

/** Makes sessions over one registry. What follows from a tenant's settings is worked out once for each settings. */
export const factory = (
  registry: SchemaRegistry.SchemaRegistry,
  limits: Limits.Limits
): ((acting: Acting, base: string) => Session) => {
  const known = new Map<string, Rules>()
  // Storage answers equal settings by the same value mostly: then nothing has to be compared.
  const ofValue = new WeakMap<Settings, Rules>()
  const rulesOf = (settings: Settings): Rules => {
    const rules = ofValue.get(settings) ?? equalOrNew(settings)
    ofValue.set(settings, rules)
    return rules
  }
  const equalOrNew = (settings: Settings): Rules => {
    const { required, strict, canonicalValues } = settings
    const off = quirksOff(settings)
    const key = JSON.stringify([required, strict, off, canonicalValues])
    const found = known.get(key)
    if (found !== undefined) return found
    // Tenants change their settings by hand: the number of different ones stays small, and is bounded all the same.
    if (known.size >= rulesKeptMax) known.clear()
    const compat = Compat.compile({ strict, off })
    const rules = {
      registry: SchemaRegistry.withRequired(registry, "User", required),
      compat: { ...compat, policy: { ...compat.policy, canonicalValues } }
    }
    known.set(key, rules)
    return rules
  }
  return (acting, base) => ({ ...acting, base, limits, ...rulesOf(acting.tenant.settings) })
}

/** What is recorded of changes that are made in the session. */
export const recording = ({ principal, request, tenant }: Session): Recording => ({
  origin: Origin.of(principal, request),
  values: tenant.settings.historyDays > 0
})

const rulesKeptMax = 1_000

/** A setting that refuses what a quirk would tolerate switches that quirk off. */
const quirksOff = ({ quirksOff, unknownAttributes, unknownMembers }: Settings): ReadonlyArray<string> => [
  ...quirksOff,
  ...(unknownAttributes === "refuse" ? [Compat.unknownAttribute.name] : []),
  ...(unknownMembers === "refuse" ? [Compat.unknownMembers.name] : [])
]
