/** A connection to a server on this machine that sends bytes as they are given, right or wrong, and reads the answers. */
import { connect, type Socket } from "node:net"

export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export interface Connection {
  readonly send: (text: string) => void
  /** The next answer whose body has the length that its head states. */
  readonly answer: () => Promise<Answer>
  /** Everything that was not read as an answer, once the server has closed its side. */
  readonly end: () => Promise<string>
  /** Breaks off without a word. */
  readonly destroy: () => void
}

export const open = async (port: number): Promise<Connection> => {
  const socket = connect({ host: "127.0.0.1", port })
  await new Promise<void>((resolve, reject) => socket.once("connect", resolve).once("error", reject))
  return make(socket)
}

/** Sends one request over a connection of its own. */
export const once = async (port: number, text: string): Promise<Answer> => {
  const connection = await open(port)
  connection.send(text)
  const answer = await connection.answer()
  connection.destroy()
  return answer
}

const make = (socket: Socket): Connection => {
  let text = ""
  socket.on("data", (chunk) => {
    text += chunk.toString("latin1")
  })
  socket.on("error", () => {})
  const change = () =>
    new Promise<void>((resolve) => {
      socket.once("data", () => resolve())
      socket.once("close", () => resolve())
    })
  return {
    send: (more) => void socket.write(more),
    answer: async () => {
      for (;;) {
        const read = parse(text)
        if (read !== undefined) {
          text = text.slice(read.length)
          return read.answer
        }
        if (socket.closed) throw new Error(`The connection was closed after ${JSON.stringify(text)}.`)
        await change()
      }
    },
    end: async () => {
      while (!socket.closed) await change()
      return text
    },
    destroy: () => void socket.destroy()
  }
}

const parse = (text: string): { readonly answer: Answer; readonly length: number } | undefined => {
  const headEnd = text.indexOf("\r\n\r\n")
  if (headEnd < 0) return undefined
  const [first = "", ...lines] = text.slice(0, headEnd).split("\r\n")
  const headers = Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf(":")).toLowerCase(), line.slice(line.indexOf(":") + 1).trim()])
  )
  const start = headEnd + 4
  const length = start + Number(headers["content-length"] ?? 0)
  if (text.length < length) return undefined
  return { answer: { status: Number(first.split(" ")[1]), headers, body: text.slice(start, length) }, length }
}
