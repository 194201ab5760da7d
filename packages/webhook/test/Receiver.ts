/** An endpoint as an application has it: a real HTTP server that checks signatures with the specification's own library. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import { Effect, type Scope } from "effect"
import { Webhook } from "standardwebhooks"

export interface Received {
  readonly id: string
  readonly type: string
  readonly resource: string
  /** Whether the library says that the signature is right. */
  readonly genuine: boolean
  /** Milliseconds since 1970, by the clock of the machine. */
  readonly at: number
}

export interface Receiver {
  readonly url: string
  /** By the secret with which the next signatures are checked. */
  secret: string
  /** What the next request is answered; undefined for no answer at all. */
  answer: (received: Received) => number | undefined
  /** For how many seconds it asks to be left alone where it does not take something. */
  retryAfter?: number
  readonly received: Array<Received>
}

export const start: Effect.Effect<Receiver, never, Scope.Scope> = Effect.acquireRelease(
  Effect.async<readonly [Receiver, () => void]>((resume) => {
    const server = createServer((request, response) => void take(receiver, request, response))
    const receiver: { -readonly [K in keyof Receiver]: Receiver[K] } = {
      url: "",
      secret: "",
      answer: () => 204,
      received: []
    }
    server.listen(0, "127.0.0.1", () => {
      receiver.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/events`
      const close = () => {
        server.close()
        server.closeAllConnections()
      }
      resume(Effect.succeed([receiver, close]))
    })
  }),
  ([, close]) => Effect.sync(close)
).pipe(Effect.map(([receiver]) => receiver))

const take = async (receiver: Receiver, request: IncomingMessage, response: ServerResponse): Promise<void> => {
  const chunks: Array<Buffer> = []
  for await (const chunk of request) chunks.push(chunk)
  const body = Buffer.concat(chunks).toString("utf8")
  const { type, data } = JSON.parse(body)
  const id = String(request.headers["webhook-id"])
  const genuine = isGenuine(receiver.secret, body, request.headers as Record<string, string>)
  const received = { id, type, resource: data.resource.id, genuine, at: Date.now() }
  receiver.received.push(received)
  const status = receiver.answer(received)
  const quiet = receiver.retryAfter === undefined ? {} : { "retry-after": String(receiver.retryAfter) }
  if (status !== undefined) response.writeHead(status, status < 300 ? {} : quiet).end()
}

const isGenuine = (secret: string, body: string, headers: Record<string, string>): boolean => {
  try {
    new Webhook(secret).verify(body, headers)
    return true
  } catch {
    return false
  }
}
