/**
 * A request to the administrator's API, from these pages: the cookie goes along by itself, and a change brings what
 * shows that it comes from here. Knows no endpoint.
 */
import { message } from "../messages.ts"
import * as ApiError from "./ApiError.ts"
import { place } from "./place.ts"

export interface Sent {
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>
  readonly payload?: unknown
  readonly signal?: AbortSignal | undefined
}

/** It is kept with the tab, so that a page that was loaded anew may change things at once. No cookie can be made of it. */
const csrfKey = "rollcall.csrf"

export const csrf = {
  keep: (value: string): void => sessionStorage.setItem(csrfKey, value),
  forget: (): void => sessionStorage.removeItem(csrfKey)
}

let expired: () => void = () => undefined

/** Calls this whenever the server no longer knows who asks. */
export const onExpired = (listener: () => void): void => {
  expired = listener
}

/** The body of the answer. Rejects with an `ApiError` and nothing else, but for a request that was called off. */
export const send = async (method: string, path: string, sent: Sent = {}): Promise<unknown> =>
  parsed(await ask(method, path, sent))

/** The same for an answer that goes on: its bytes as they come. */
export const open = async (
  method: string,
  path: string,
  sent: Sent = {}
): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> => (await ask(method, path, sent)).body ?? new ReadableStream()

const ask = async (method: string, path: string, sent: Sent): Promise<Response> => {
  const response = await fetch(`${place.api}${path}${search(sent.query)}`, {
    method,
    credentials: "same-origin",
    headers: headers(method, sent),
    ...(sent.payload === undefined ? {} : { body: JSON.stringify(sent.payload) }),
    ...(sent.signal === undefined ? {} : { signal: sent.signal })
  }).catch((cause: unknown) => {
    throw sent.signal?.aborted ? cause : new ApiError.ApiError("Unreachable", message.error.unreachable)
  })
  if (response.ok) return response
  const error = ApiError.of(
    response.status,
    await parsed(response),
    response.headers.get("retry-after"),
    message.error.unexpected
  )
  if (error.kind === "Unauthorized") expired()
  throw error
}

const headers = (method: string, { payload }: Sent): Record<string, string> => {
  const proof = sessionStorage.getItem(csrfKey)
  return {
    accept: "application/json",
    ...(payload === undefined ? {} : { "content-type": "application/json" }),
    ...(method === "GET" || proof === null ? {} : { "x-rollcall-csrf": proof })
  }
}

const search = (query: Sent["query"] = {}): string => {
  const pairs = Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, `${value}`]]))
  return pairs.length === 0 ? "" : `?${new URLSearchParams(pairs)}`
}

const parsed = async (response: Response): Promise<unknown> => {
  const text = await response.text()
  if (text === "") return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
