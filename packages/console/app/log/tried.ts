/**
 * What a line of the log becomes when it is tried again. The log has no queries and may have masked what people wrote, so
 * whoever tries it is told what is not as it was. Pure.
 */
import type { WholeEntry } from "../api/log.ts"
import { laidOut } from "./Body.tsx"

export interface Tried {
  readonly method: string
  /** Below the SCIM base. */
  readonly path: string
  /** As it is typed. */
  readonly body: string
}

export const methods = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const

/** Nothing of what did not come over SCIM: a gap in the log, or what somebody did by hand. */
export const triedOf = (
  { method, path, request }: WholeEntry,
  belowBase: (path: string) => string
): Tried | undefined => {
  if (method === undefined || path === undefined || !methods.some((known) => known === method)) return undefined
  const short = belowBase(path)
  return short === path ? undefined : { method, path: short, body: request === undefined ? "" : laidOut(request) }
}

export const hasBody = (method: string): boolean => method !== "GET" && method !== "DELETE"

export type Read = { readonly json: unknown } | { readonly wrong: string }

/** The body as JSON; none where nothing is typed. What a browser says is wrong with it names the place. */
export const read = (text: string): Read => {
  if (text.trim() === "") return { json: undefined }
  try {
    return { json: JSON.parse(text) }
  } catch (error) {
    return { wrong: error instanceof Error ? error.message : `${error}` }
  }
}

/** What the log writes where something was. */
const mask = "***"

/** Where in the body something is masked, each as people read a path: `emails[0].value`. */
export const maskedIn = (json: unknown, at = ""): ReadonlyArray<string> => {
  if (typeof json === "string") return json.includes(mask) ? [at] : []
  if (Array.isArray(json)) return json.flatMap((inner, index) => maskedIn(inner, `${at}[${index}]`))
  if (typeof json !== "object" || json === null) return []
  return Object.entries(json).flatMap(([name, inner]) => maskedIn(inner, at === "" ? name : `${at}.${name}`))
}
