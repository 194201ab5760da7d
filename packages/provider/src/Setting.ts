/**
 * The settings of a tenant as data: what values each may have, who may change it, and what it decides in a sentence. What
 * the command line and the administrator's API say of settings, and refuse, is made of this. Knows no option of either.
 */
import { AttributeDefinition, Compat, SchemaRegistry } from "@rollcall/core"
import { Either } from "effect"
import type * as Tenant from "./Tenant.ts"

export type Kind =
  | { readonly _tag: "Choice"; readonly choices: ReadonlyArray<string> }
  | { readonly _tag: "Switch" }
  | {
      readonly _tag: "Number"
      readonly min: number
      readonly max: number
      readonly unit: string
      readonly zero?: string
    }
  | { readonly _tag: "Attributes" }
  | { readonly _tag: "Quirks" }

export interface Setting<K extends Kind = Kind> {
  readonly kind: K
  /** One sentence, which a list, a form and the help of a command can show. */
  readonly summary: string
  /** True where it keeps one tenant from harming the others, or where it is the right of whoever runs the server. */
  readonly operatorsOnly: boolean
}

const choice = <const Choices extends ReadonlyArray<string>>(...choices: Choices) =>
  ({ _tag: "Choice", choices }) as const

const number = (min: number, max: number, unit: string) => ({ _tag: "Number", min, max, unit }) as const

/** What 0 does stands behind "where 0". */
const numberOrZero = (max: number, unit: string, zero: string) => ({ _tag: "Number", min: 0, max, unit, zero }) as const

const setting = <K extends Kind>(kind: K, summary: string): Setting<K> => ({ kind, summary, operatorsOnly: false })

const operators = <K extends Kind>(kind: K, summary: string): Setting<K> => ({ kind, summary, operatorsOnly: true })

/** Nothing that serves people is asked more often than that. */
const rateMax = 1_000_000

/** Ten years: whoever has to keep more exports it. */
const daysMax = 3_650

/** One row for each setting. */
export const all = {
  required: setting({ _tag: "Attributes" }, "The attributes that a user must have."),
  onDelete: setting(choice("remove", "keep"), "What DELETE does: take away, or keep deactivated and out of sight."),
  patchAnswers: setting(
    choice("sparing", "resource"),
    "How PATCH is answered: always with the resource, or sparing: 204 for a group."
  ),
  ifMatch: setting(
    choice("optional", "required"),
    "Whether PUT, PATCH and DELETE must say with If-Match which version they are based on."
  ),
  canonicalValues: setting(
    choice("advise", "enforce"),
    "Whether the schema's canonical values are advice, or all that is taken."
  ),
  provisioning: operators(
    choice("on", "off"),
    "Whether identity providers may read and change anything; off, they are answered 403."
  ),
  inactiveUsers: setting(
    choice("refuse", "reactivate"),
    "What a create becomes whose userName or externalId an inactive user has: 409, or that user comes back."
  ),
  unknownAttributes: setting(
    choice("ignore", "refuse"),
    "Whether attributes that no schema defines are left out, or refused with 400."
  ),
  unknownMembers: setting(
    choice("wait", "refuse"),
    "Whether members that are not there wait until they come, or are refused with 400."
  ),
  requestsPerSecond: operators(
    numberOrZero(rateMax, "requests a second", "lets any number in"),
    "How many requests a second are let in, with a burst of four seconds' worth; 0 for any number."
  ),
  tokenRequestsPerSecond: setting(
    numberOrZero(rateMax, "requests a second", "lets any number in"),
    "How many requests a second are let in of each single token, likewise."
  ),
  strict: setting({ _tag: "Switch" }, "Tolerate nothing that the RFCs do not allow: every quirk is off."),
  quirksOff: setting({ _tag: "Quirks" }, "The tolerated deviations that are switched off."),
  logBodies: setting(
    choice("none", "masked", "whole"),
    "What the log keeps of bodies: nothing, their shape without people, or all but secrets."
  ),
  logDays: setting(number(1, daysMax, "days"), "How many days the log is kept."),
  historyDays: setting(
    numberOrZero(daysMax, "days", "records no values at all"),
    "How many days the history of users and groups goes back; with 0 it has names of attributes and no values."
  )
} satisfies { readonly [Name in keyof Tenant.Settings]: Setting }

/** Those that only an operator may change and that differ. */
export const operatorsChanges = (before: Tenant.Settings, after: Tenant.Settings): ReadonlyArray<string> =>
  Object.entries<Setting>(all)
    .filter(([name, { operatorsOnly }]) => operatorsOnly && before[name as Name] !== after[name as Name])
    .map(([name]) => name)

type Name = keyof Tenant.Settings

/** Names of attributes as the schema spells them. The left side stands behind the name of what was given. */
export const readRequired = (names: ReadonlyArray<string>): Either.Either<ReadonlyArray<string>, string> => {
  const { attributes } = SchemaRegistry.user.schema
  const definitions = names.map((name) => AttributeDefinition.find(attributes, name))
  const unknown = names.find((_, index) => definitions[index] === undefined)
  if (unknown !== undefined) {
    return Either.left(
      `names ${JSON.stringify(unknown)}, which is no attribute of a user. Attributes are ${attributes.map(({ name }) => name).join(", ")}.`
    )
  }
  const required = definitions.flatMap((definition) => (definition === undefined ? [] : [definition.name]))
  return required.includes("userName")
    ? Either.right([...new Set(required)])
    : Either.left("must include userName: RFC 7643 demands it of every user.")
}

/** The left side as above. */
export const readNumber = (
  { kind: { min, max, zero } }: { readonly kind: Extract<Kind, { readonly _tag: "Number" }> },
  given: number
): Either.Either<number, string> => {
  if (Number.isInteger(given) && given >= min && given <= max) return Either.right(given)
  const expected = `must be a whole number from ${min} to ${max}`
  return Either.left(zero === undefined ? `${expected}, but it is ${given}.` : `${expected}, where 0 ${zero}.`)
}

/** Names of quirks as the list spells them, in its order. The left side as above. */
export const readQuirks = (names: ReadonlyArray<string>): Either.Either<ReadonlyArray<string>, string> => {
  const known = Compat.quirks.map((quirk) => quirk.name)
  const given = new Set(names.map((name) => name.toLowerCase()))
  const unknown = names.find((name) => !known.some((quirk) => quirk.toLowerCase() === name.toLowerCase()))
  return unknown === undefined
    ? Either.right(known.filter((quirk) => given.has(quirk.toLowerCase())))
    : Either.left(`names ${JSON.stringify(unknown)}, which is no known deviation. There are ${known.join(", ")}.`)
}

/** What is off when these are switched, in one step: what is switched on wins. */
export const switchQuirks = (
  { quirksOff }: Tenant.Settings,
  off: ReadonlyArray<string>,
  on: ReadonlyArray<string>
): ReadonlyArray<string> => [...new Set([...quirksOff, ...off])].filter((name) => !on.includes(name))
