/** What a request to the administrator's API can end with: a value with words for people, whatever went wrong. */

export type Kind =
  | "Unauthorized"
  | "Forbidden"
  | "NotFound"
  | "Conflict"
  | "Invalid"
  | "TooManyRequests"
  | "Unavailable"
  /** No answer came. */
  | "Unreachable"
  /** An answer that nobody foresaw. */
  | "Unexpected"

export class ApiError extends Error {
  readonly kind: Kind
  /** When to try again, where the server says so. */
  readonly retryAfterSeconds: number | undefined

  constructor(kind: Kind, detail: string, retryAfterSeconds?: number) {
    super(detail)
    this.name = kind
    this.kind = kind
    this.retryAfterSeconds = retryAfterSeconds
  }
}

const byStatus: Readonly<Record<number, Kind>> = {
  400: "Invalid",
  401: "Unauthorized",
  403: "Forbidden",
  404: "NotFound",
  409: "Conflict",
  413: "Invalid",
  415: "Invalid",
  429: "TooManyRequests",
  503: "Unavailable"
}

/** The error that a response states, with its own words where it has some. */
export const of = (status: number, body: unknown, retryAfter: string | null, otherwise: string): ApiError => {
  const detail =
    typeof body === "object" && body !== null && "detail" in body && typeof body.detail === "string"
      ? body.detail
      : otherwise
  const seconds = Number(retryAfter)
  return new ApiError(
    byStatus[status] ?? "Unexpected",
    detail,
    retryAfter !== null && Number.isInteger(seconds) && seconds > 0 ? seconds : undefined
  )
}

/** Whether trying the same again may do better. */
export const isPassing = (error: unknown): boolean =>
  error instanceof ApiError && (error.kind === "Unavailable" || error.kind === "Unreachable")
