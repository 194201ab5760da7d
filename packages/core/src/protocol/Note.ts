/**
 * Something that the server understood although it was not said as the RFC says it, or that it left out.
 * Notes go to the log beside the request, so that an administrator can see what was read into what.
 */
export interface Note {
  /** The name of the quirk or policy that fired: `CapitalisedOperation`. */
  readonly name: string
  /** One sentence: what was sent, and what was made of it. Holds names and paths, never a person's values. */
  readonly text: string
}

export const make = (name: string, text: string): Note => ({ name, text })
