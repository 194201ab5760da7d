/**
 * One kept connection to an HTTP server that asks and waits, asks and waits. A client of the platform would do, and would
 * use more of the machine than the servers that are measured; this one reads no more of an answer than tells where it
 * ends. It knows the part of HTTP/1.1 (RFC 9112) that servers of this measurement speak.
 */
import { connect, type Socket } from "node:net"

export interface Answer {
  readonly status: number
  readonly body: Buffer
}

export interface Connection {
  /** Sends a whole request; one at a time. Rejects when the connection breaks or nothing comes for too long. */
  readonly ask: (request: string) => Promise<Answer>
  /** False once it is closed, by whom ever: servers close what nobody has asked over for some seconds. */
  readonly isOpen: () => boolean
  readonly close: () => void
}

export const open = (port: number, silenceMillisMax: number): Promise<Connection> =>
  new Promise((resolve, reject) => {
    const socket = connect({ port, host: "127.0.0.1", noDelay: true })
    socket.once("error", reject)
    socket.once("connect", () => {
      socket.off("error", reject)
      resolve(over(socket, silenceMillisMax))
    })
  })

interface Waiting {
  readonly resolve: (answer: Answer) => void
  readonly reject: (cause: Error) => void
}

const over = (socket: Socket, silenceMillisMax: number): Connection => {
  let waiting: Waiting | undefined
  let received: Buffer = Buffer.alloc(0)
  const settle = (how: (waited: Waiting) => void) => {
    const waited = waiting
    waiting = undefined
    if (waited !== undefined) how(waited)
  }
  const fail = (message: string) => settle(({ reject }) => reject(new Error(message)))
  socket.setTimeout(silenceMillisMax, () => {
    if (waiting === undefined) return
    fail(`No answer came within ${silenceMillisMax} ms.`)
    socket.destroy()
  })
  socket.on("error", ({ message }) => fail(message))
  socket.on("close", () => fail("The server closed the connection."))
  socket.on("data", (chunk) => {
    received = received.length === 0 ? chunk : Buffer.concat([received, chunk])
    const whole = read(received)
    if (whole === undefined) return
    received = received.subarray(whole.length)
    settle(({ resolve }) => resolve(whole.answer))
  })
  return {
    ask: (request) =>
      new Promise((resolve, reject) => {
        if (socket.destroyed) return reject(new Error("The connection is closed."))
        waiting = { resolve, reject }
        socket.write(request)
      }),
    isOpen: () => !socket.destroyed && socket.readable,
    close: () => socket.destroy()
  }
}

interface Whole {
  readonly answer: Answer
  readonly length: number
}

/** The answer at the beginning of the bytes, once it is there to its end. */
const read = (bytes: Buffer): Whole | undefined => {
  const headEnd = bytes.indexOf("\r\n\r\n")
  if (headEnd < 0) return undefined
  const head = bytes.toString("latin1", 0, headEnd).toLowerCase()
  const status = Number(head.slice("http/1.1 ".length, "http/1.1 200".length))
  const start = headEnd + 4
  const length = start + bodyLength(status, head)
  return bytes.length < length ? undefined : { answer: { status, body: bytes.subarray(start, length) }, length }
}

const lengthName = "\r\ncontent-length:"

const bodyLength = (status: number, head: string): number => {
  if (status === 204 || status === 304) return 0
  const at = head.indexOf(lengthName)
  if (at < 0) throw new Error(`An answer does not say how long it is:\n${head}`)
  return Number.parseInt(head.slice(at + lengthName.length), 10)
}
