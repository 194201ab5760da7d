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

const idLengthMax = 63
const idCharacters = "abcdefghijklmnopqrstuvwxyz0123456789-_"

/** What an id must have, to stand behind "must have". */
export const idExpected: string = `1 to ${idLengthMax} of the characters a-z, 0-9, - and _`

/** Ids stand in paths and on command lines, so they need no quotes there. */
export const isId = (text: string): boolean =>
  text !== "" && text.length <= idLengthMax && [...text].every((character) => idCharacters.includes(character))
