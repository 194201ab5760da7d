/** Requests and answers as a sequence sees them. How one becomes the other is a `Send`. */

export interface Sent {
  readonly method: string
  /** Behind the base, exactly as it is written. */
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
}

export interface Received {
  readonly status: number
  /** By their names in lower case. */
  readonly headers: Readonly<Record<string, string | ReadonlyArray<string> | undefined>>
  readonly text: string
}

/** Sends a request to the server at that base, which has no slash at its end. Rejects when no answer comes. */
export type Send = (base: string, sent: Sent) => Promise<Received>

/** What `fetch` is: the one that every runtime has, or that of a server in this process. */
export type Fetch = (request: Request) => Promise<Response>

/** Through `fetch`, with so many milliseconds for an answer. It tidies URLs a little: a `?` or `&` at the end stays. */
export const through =
  (fetch: Fetch, millisMax: number): Send =>
  async (base, { method, path, headers, body }) => {
    const signal = AbortSignal.timeout(millisMax)
    const init = { method, headers, signal, redirect: "manual", ...(body === undefined ? {} : { body }) } as const
    const response = await fetch(new Request(base + path, init))
    return { status: response.status, headers: Object.fromEntries(response.headers), text: await response.text() }
  }

/** As clients do that are told to come later: what is answered 429 is sent again then, so often in all. */
export const patient =
  (send: Send, triesMax: number): Send =>
  async (base, sent) => {
    for (let tries = 1; ; tries++) {
      const received = await send(base, sent)
      const seconds = Number(received.headers["retry-after"])
      if (received.status !== 429 || tries === triesMax || !(seconds > 0)) return received
      await new Promise((resolve) => setTimeout(resolve, seconds * 1_000))
    }
  }
