/**
 * The parts of a request's URL, whether a runtime gives it whole or from the path on (RFC 9112 §3.2). Clients send a Host
 * that no parser of URLs takes, so nothing is parsed and nothing is decoded.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9112#section-3.2
 */

export interface RequestTarget {
  /** Absent where the URL begins with the path. */
  readonly host?: string
  readonly path: string
  /** What stands behind the first question mark; empty where there is none. */
  readonly query: string
}

export const split = (url: string): RequestTarget => {
  const authority = url.startsWith("/") ? 0 : url.indexOf("://") + 3
  const start = url.startsWith("/") ? 0 : url.indexOf("/", authority)
  const [target = ""] = url.slice(start).split("#", 1)
  const mark = target.indexOf("?")
  return {
    ...(start > authority ? { host: url.slice(authority, start) } : {}),
    path: mark < 0 ? target : target.slice(0, mark),
    query: mark < 0 ? "" : target.slice(mark + 1)
  }
}
