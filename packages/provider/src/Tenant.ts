/**
 * A tenant: one customer organisation with users, groups, tokens and settings of its own (RFC 7644 §6).
 */

export interface Settings {
  /** The attributes of a user that must have a value. */
  readonly required: ReadonlyArray<string>
  /** What DELETE does: take the resource away, or keep it deactivated and out of sight. */
  readonly onDelete: "remove" | "keep"
  /** How a PATCH without selected attributes is answered: all with the resource, or those of groups with 204. */
  readonly patchAnswers: "sparing" | "resource"
  /** Whether a change must say which version it is based on: If-Match may be left out, or is answered 428 without it. */
  readonly ifMatch: "optional" | "required"
  /** Whether a value outside `canonicalValues` is taken, since the schema only advises, or refused. */
  readonly canonicalValues: "advise" | "enforce"
  /** True switches every quirk off. */
  readonly strict: boolean
  /** The names of single quirks that are switched off. */
  readonly quirksOff: ReadonlyArray<string>
  /** What the provisioning log keeps of bodies: nothing, their shape without people, or all but secrets. */
  readonly logBodies: "none" | "masked" | "whole"
  /** How many days entries of the provisioning log are kept. */
  readonly logDays: number
}

export const defaultSettings: Settings = {
  required: ["userName", "emails"],
  onDelete: "remove",
  patchAnswers: "sparing",
  ifMatch: "optional",
  canonicalValues: "advise",
  strict: false,
  quirksOff: [],
  logBodies: "none",
  // What went wrong is looked for within days or weeks; older entries tell of people without helping anybody.
  logDays: 30
}

export interface Tenant {
  /** What a person types: `default`. */
  readonly id: string
  readonly name: string
  readonly settings: Settings
  /** Milliseconds since 1970. */
  readonly created: number
}
