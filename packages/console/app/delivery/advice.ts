/** What somebody can do about an endpoint by what it answered last, in words. Pure: it knows the texts that are recorded. */
import type { message } from "../messages.ts"

type Advice = keyof typeof message.delivery.advice

const byStatus = (status: number): Advice => {
  if (status === 410) return "gone"
  if (status === 401 || status === 403) return "refused"
  if (status === 404) return "missing"
  if (status === 405) return "method"
  if (status === 429) return "busy"
  if (status === 503) return "down"
  if (status === 408 || status === 504) return "slow"
  if (status >= 300 && status < 400) return "redirect"
  if (status >= 400 && status < 500) return "unread"
  return status >= 500 ? "broken" : "other"
}

/** What a connection that did not come about says of itself. */
const byWords: ReadonlyArray<readonly [RegExp, Advice]> = [
  [/no answer within/i, "slow"],
  [/no public address|not https/i, "private"],
  [/has no address|ENOTFOUND|EAI_AGAIN/i, "name"],
  [/cert|TLS|SSL|self.signed|issuer/i, "certificate"],
  [/ECONNREFUSED|ECONNRESET|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|EPIPE|hang up|refused/i, "closed"]
]

/** Of an answer such as `500`, `422: no signature`, or `ECONNREFUSED`. */
export const adviceOf = (answer: string): Advice => {
  const [, status] = /^(\d{3})(?::|$)/.exec(answer) ?? []
  return status === undefined
    ? (byWords.find(([words]) => words.test(answer))?.[1] ?? "other")
    : byStatus(Number(status))
}
