/**
 * What is left out or read differently while one body is decoded, gathered so that each kind becomes one note.
 * A value of this type lives for one call of a decoder or of the PATCH engine and never leaves it.
 */
import * as Note from "../protocol/Note.ts"

export interface Findings {
  /** Paths that no schema defines, as the client wrote them. */
  readonly unknown: Set<string>
  /** Notes by their text, so that the same one appears once. */
  readonly others: Map<string, Note.Note>
}

export const make = (): Findings => ({ unknown: new Set(), others: new Map() })

export const add = (findings: Findings, name: string, text: string): void => {
  findings.others.set(text, Note.make(name, text))
}

/** At most this many names are listed in one note: a body may hold thousands. */
const namesMax = 20

export const notes = (findings: Findings): ReadonlyArray<Note.Note> => {
  const names = [...findings.unknown]
  if (names.length === 0) return [...findings.others.values()]
  const rest = names.length > namesMax ? ` and ${names.length - namesMax} more` : ""
  const listed = names.slice(0, namesMax).map(shorten).join(", ")
  return [
    Note.make("UnknownAttribute", `Left out what no schema defines: ${listed}${rest}.`),
    ...findings.others.values()
  ]
}

/** Names come from the client and have no bound of their own. */
const nameLengthMax = 120

export const shorten = (name: string): string =>
  name.length <= nameLengthMax ? name : `${name.slice(0, nameLengthMax)}…`
