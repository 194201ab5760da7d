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
}

export const defaultSettings: Settings = {
  required: ["userName", "emails"],
  onDelete: "remove",
  patchAnswers: "sparing",
  ifMatch: "optional",
  canonicalValues: "advise",
  strict: false,
  quirksOff: []
}

export interface Tenant {
  /** What a person types: `default`. */
  readonly id: string
  readonly name: string
  readonly settings: Settings
  /** Milliseconds since 1970. */
  readonly created: number
}
