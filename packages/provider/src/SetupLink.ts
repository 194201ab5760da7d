/**
 * A link that lets somebody in once who has neither a name nor a password: whoever makes the first operator, or whoever
 * connects the identity provider of a tenant. Its secret stands in the fragment, which browsers send to no server, so
 * that no access log has it. Times are milliseconds since 1970.
 */

export interface SetupLink {
  readonly id: string
  /** Absent of the link that makes the first operator. */
  readonly tenant?: string
  /** For whom it is, as its maker wrote it down; may be empty. */
  readonly note: string
  /** SHA-256 of its secret, in lower-case hexadecimal. */
  readonly digest: string
  /** The id of the administrator who made it; absent where it was made on the command line. */
  readonly maker?: string
  readonly created: number
  readonly expires: number
  /** Since when it opens nothing any more, and ends what it has opened: its maker being kept out does that too. */
  readonly revoked?: number
  /** What whoever opened it has. */
  readonly session?: Session
}

export interface Session {
  /** SHA-256 of its text. */
  readonly digest: string
  /** When the link was opened. */
  readonly created: number
  readonly expires: number
}

export type State = "unopened" | "opened" | "expired" | "revoked"

/** It expires at the very instant `expires`. */
export const stateOf = (link: SetupLink, now: number): State => {
  if (link.revoked !== undefined) return "revoked"
  if (link.session !== undefined) return "opened"
  return now < link.expires ? "unopened" : "expired"
}

/** Whether what the link has opened lets anybody in now. */
export const isSessionLive = (link: SetupLink, now: number): boolean =>
  link.revoked === undefined && link.session !== undefined && now < link.session.expires

/** Long enough to read what a server prints and to type a password. */
export const firstOperatorMillis: number = 3_600_000

/** Somebody at another company gets a message, and finds the time. */
export const lifetimeMillis: number = 7 * 24 * 3_600_000
/** What lies in a mailbox for longer is found by others. */
export const lifetimeMillisMax: number = 30 * 24 * 3_600_000

/** A working day: connecting an identity provider takes an hour, and its first synchronisation some more. */
export const sessionMillis: number = 8 * 3_600_000

export const noteLengthMax = 200

/** Where whoever has the secret goes, at the address under which the server is reached. */
export const url = (root: string, { tenant }: SetupLink, secret: string): string =>
  `${root}${tenant === undefined ? "/setup" : "/connect"}#${secret}`
