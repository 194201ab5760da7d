/**
 * Somebody who administers Rollcall: an operator every tenant, a tenant's administrator that one alone. And what lets them
 * in: a session of a browser, or a key of a program, each kept as the digest of its text. Times are milliseconds since
 * 1970.
 */

export interface Administrator {
  readonly id: string
  /** By which they sign in, folded: an address, for most. */
  readonly name: string
  /** Absent of operators. */
  readonly tenant?: string
  /** As `Password.hash` made it, or `Password.none`. */
  readonly password: string
  readonly created: number
  /** Since when they may not come in any more. */
  readonly disabled?: number
  /** Sign-ins that failed since the last one that did not. */
  readonly failures: number
  /** No password is looked at before that. */
  readonly waitsUntil: number
}

export interface Access {
  readonly id: string
  /** The id of the administrator whose rights it has. */
  readonly administrator: string
  /** What came by a set-up link is a session of somebody who has no name. */
  readonly kind: "session" | "key" | "setup"
  /** What people recognise it by: the name of a key, the browser of a session, the note of a link. */
  readonly name: string
  /** SHA-256 of its text, in lower-case hexadecimal. */
  readonly digest: string
  readonly created: number
  readonly expires: number
  readonly revoked?: number
}

/** All that whoever came by a set-up link may do, to their tenant alone. The rest is for those who administer. */
export const setupRights = ["session", "connection", "tokens", "log", "test", "schemas"] as const

/** What somebody has to be allowed, to be answered. */
export type Right = (typeof setupRights)[number] | "administration"

/** Whether such an access is let in to that. Whose tenant it is, is another question. */
export const may = ({ kind }: Access, right: Right): boolean =>
  kind !== "setup" || setupRights.some((each) => each === right)

/** Somebody as an OpenID provider knows them: `iss` and `sub` of OpenID Connect Core 1.0 §2. */
export interface Identity {
  readonly issuer: string
  readonly subject: string
}

export const isOperator = ({ tenant }: Administrator): boolean => tenant === undefined

/** Whether the tenant is theirs. What is not is not there for them, so that nobody learns which tenants there are. */
export const administers = (administrator: Administrator, tenant: string): boolean =>
  isOperator(administrator) || administrator.tenant === tenant

/** Names are compared as people type them: without case, and without the blanks around them. */
export const foldName = (name: string): string => name.trim().normalize("NFKC").toLowerCase()

/** Whether it opens anything now. It expires at the very instant `expires`. */
export const isLive = (access: Access, administrator: Administrator, now: number): boolean =>
  access.revoked === undefined && now < access.expires && administrator.disabled === undefined

/** A working day and a night's reserve: whoever is away longer signs in again. */
export const sessionMillis: number = 12 * 3_600_000

/** As for tokens: a forgotten key dies. */
export const keyMillis: number = 365 * 24 * 3_600_000

/** So many wrong passwords are slips; each one after them costs twice the time of the one before. */
const failuresFree = 4
const waitMillisFirst = 1_000
/** Whoever guesses has some hundred tries a day; whoever is kept out by a guesser waits no longer than this. */
const waitMillisMax = 15 * 60_000

/** The administrator after a wrong password. */
export const failed = (administrator: Administrator, now: number): Administrator => {
  const failures = administrator.failures + 1
  const beyond = failures - failuresFree
  const wait = beyond <= 0 ? 0 : Math.min(waitMillisMax, waitMillisFirst * 2 ** Math.min(beyond - 1, 20))
  return { ...administrator, failures, waitsUntil: now + wait }
}
