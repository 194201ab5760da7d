/**
 * A tenant: one customer organisation with users, groups, tokens and settings of its own (RFC 7644 §6).
 */

export interface Settings {
  /** The attributes of a user that must have a value. */
  readonly required: ReadonlyArray<string>
  /** What DELETE does: take the resource away, or keep it deactivated and out of sight. */
  readonly onDelete: "remove" | "keep"
  /** True switches every quirk off. */
  readonly strict: boolean
  /** The names of single quirks that are switched off. */
  readonly quirksOff: ReadonlyArray<string>
}

export const defaultSettings: Settings = {
  required: ["userName", "emails"],
  onDelete: "remove",
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
