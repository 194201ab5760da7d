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
  /** Whether clients may do anything but read what the service provider says of itself: off, all else is answered 403. */
  readonly provisioning: "on" | "off"
  /** What a create becomes whose unique value or externalId an inactive resource holds: 409, or that one comes back. */
  readonly inactiveUsers: "refuse" | "reactivate"
  /** Attributes that no schema defines: left out with a note, or refused whatever the quirks say. */
  readonly unknownAttributes: "ignore" | "refuse"
  /** Members that are not there: they wait until they come, or are refused whatever the quirks say. */
  readonly unknownMembers: "wait" | "refuse"
  /** How many requests a second are let in for all tokens together, with a burst above it; 0 for any number. */
  readonly requestsPerSecond: number
  /** The same for each single token. */
  readonly tokenRequestsPerSecond: number
  /** True switches every quirk off. */
  readonly strict: boolean
  /** The names of single quirks that are switched off. */
  readonly quirksOff: ReadonlyArray<string>
  /** What the provisioning log keeps of bodies: nothing, their shape without people, or all but secrets. */
  readonly logBodies: "none" | "masked" | "whole"
  /** How many days entries of the provisioning log are kept. */
  readonly logDays: number
  /** How many days the history of a resource goes back; 0 where no value is ever recorded, and names only for a while. */
  readonly historyDays: number
}

export const defaultSettings: Settings = {
  required: ["userName", "emails"],
  onDelete: "remove",
  patchAnswers: "sparing",
  ifMatch: "optional",
  canonicalValues: "advise",
  provisioning: "on",
  inactiveUsers: "refuse",
  unknownAttributes: "ignore",
  unknownMembers: "wait",
  requestsPerSecond: 1_000,
  tokenRequestsPerSecond: 500,
  strict: false,
  quirksOff: [],
  logBodies: "none",
  // What went wrong is looked for within days or weeks; older entries tell of people without helping anybody.
  logDays: 30,
  // An audit looks back over a year.
  historyDays: 365
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
