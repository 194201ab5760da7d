/**
 * Load on a server: several streams of requests, each over a connection of its own and each one request after another,
 * for a bounded time and a bounded number, against 127.0.0.1 alone.
 */
import * as Connection from "./Connection.ts"
import type { Operation, Request } from "./Operation.ts"
import type { Population } from "./Population.ts"

/** A server that can be asked. */
export interface Target {
  readonly name: string
  /** The SCIM base, without a slash at its end. */
  readonly base: string
  readonly token: string
}

/** What came of a slice of time, or of several together. */
export interface Sample {
  readonly answers: number
  /** For how long it was asked. */
  readonly millis: number
  /** Of each answer. */
  readonly latencies: ReadonlyArray<number>
  /** How much of one core the load itself took. */
  readonly busy: number
}

export const none: Sample = { answers: 0, millis: 0, latencies: [], busy: 0 }

export const join = (left: Sample, right: Sample): Sample => {
  const millis = left.millis + right.millis
  return {
    answers: left.answers + right.answers,
    millis,
    latencies: [...left.latencies, ...right.latencies],
    busy: millis === 0 ? 0 : (left.busy * left.millis + right.busy * right.millis) / millis
  }
}

/** After this nobody waits for an answer any longer. */
export const silenceMillisMax = 60_000

/** The streams of one operation to one server; its turns go on where they stopped, so that no request comes twice. */
export class Load {
  readonly #name: string
  readonly #print: (request: Request) => string
  readonly #operation: Operation
  readonly #population: Population
  readonly #streams: ReadonlyArray<Stream>
  readonly #connect: () => Promise<Connection.Connection>

  private constructor(
    target: Target,
    operation: Operation,
    population: Population,
    connections: ReadonlyArray<Connection.Connection>
  ) {
    this.#name = target.name
    this.#connect = connectorOf(target)
    this.#print = printer(target)
    this.#operation = operation
    this.#population = population
    this.#streams = connections.map((connection) => ({ connection, turn: 0 }))
  }

  static async open(target: Target, operation: Operation, population: Population, streams: number): Promise<Load> {
    const connections = await Promise.all(Array.from({ length: streams }, connectorOf(target)))
    return new Load(target, operation, population, connections)
  }

  /** One answer, looked at closely; how long it took. Rejects where it is not what a correct server says. */
  async probe(): Promise<number> {
    const began = performance.now()
    const { status, body } = await this.#ask(0)
    const millis = performance.now() - began
    const text = body.toString()
    if (!this.#operation.isAnswer(status, text === "" ? undefined : JSON.parse(text))) {
      throw new Error(`${this.#name} answered "${this.#operation.name}" with ${status}: ${text.slice(0, 400)}`)
    }
    return millis
  }

  /** Asks in so many of the streams until the time is over, or until there were enough answers. */
  async slice(millis: number, answersMax: number, streams: number): Promise<Sample> {
    const latencies: Array<number> = []
    const used = process.cpuUsage()
    const began = performance.now()
    const until = began + millis
    let left = answersMax
    const work = async (stream: number) => {
      for (let now = performance.now(); now < until && left > 0; ) {
        left--
        const { status } = await this.#ask(stream)
        const then = performance.now()
        if (status < 200 || status > 299) {
          throw new Error(`${this.#name} answered "${this.#operation.name}" with ${status}.`)
        }
        latencies.push(then - now)
        now = then
      }
    }
    await Promise.all(Array.from({ length: streams }, (_, stream) => work(stream)))
    const passed = performance.now() - began
    const { user, system } = process.cpuUsage(used)
    return { answers: latencies.length, millis: passed, latencies, busy: (user + system) / 1_000 / passed }
  }

  close(): void {
    for (const { connection } of this.#streams) connection.close()
  }

  async #ask(stream: number): Promise<Connection.Answer> {
    const own = this.#streams[stream]
    if (own === undefined) throw new Error(`There is no stream ${stream}.`)
    // While a slow server has its turn, the others close what nobody asks over.
    if (!own.connection.isOpen()) own.connection = await this.#connect()
    const turn = own.turn++
    const asked = { population: this.#population, stream, streams: this.#streams.length, turn }
    return own.connection.ask(this.#print(this.#operation.request(asked)))
  }
}

const connectorOf = ({ base }: Target): (() => Promise<Connection.Connection>) => {
  const port = Number(new URL(base).port)
  return () => Connection.open(port, silenceMillisMax)
}

interface Stream {
  connection: Connection.Connection
  turn: number
}

/** Requests to the target as they go over the wire. */
const printer = ({ base, token }: Target): ((request: Request) => string) => {
  const { host, pathname } = new URL(base)
  return ({ method, path, body }) => {
    const head = `${method} ${pathname}${path} HTTP/1.1\r\nHost: ${host}\r\nAuthorization: Bearer ${token}\r\n`
    if (body === undefined) return `${head}\r\n`
    const text = JSON.stringify(body)
    return `${head}Content-Type: application/scim+json\r\nContent-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`
  }
}
