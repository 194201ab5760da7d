/**
 * Several servers over one database, as a load balancer shows them to clients: one after another gets a request, and
 * where one is gone the next one gets it. What they answered is kept.
 */

import { type Answer, Scim } from "@rollcall/conformance"
import * as Cell from "../cells/Cell.ts"

/** Sends a request to one server. `again` says that it may have been served before, by one that is gone. */
export type Step = (scim: Scim, again: boolean) => Promise<Answer>

export class Fleet {
  readonly servers: ReadonlyArray<Cell.Server>
  readonly #clients: Array<Scim>
  readonly #answers: Array<Answer> = []
  #turn = 0

  private constructor(servers: ReadonlyArray<Cell.Server>) {
    this.servers = servers
    this.#clients = servers.map(({ base, token }) => new Scim(base, token))
  }

  static async start([first, ...others]: ReadonlyArray<Cell.Cell>): Promise<Fleet> {
    if (first === undefined) throw new Error("A fleet needs a server.")
    const server = await Cell.begin(first)
    return new Fleet([server, ...(await Promise.all(others.map((cell) => server.restart(cell))))])
  }

  /** Those that have not been missed yet. */
  get clients(): ReadonlyArray<Scim> {
    return this.#clients
  }

  /** The answers that tell of trouble inside a server. */
  get failures(): ReadonlyArray<string> {
    return this.#answers.filter(({ status }) => status >= 500).map(String)
  }

  /** Sends a request to the server whose turn it is, and to the others as long as none answers. */
  async send(step: Step): Promise<Answer> {
    for (let again = false; ; again = true) {
      this.#turn += 1
      const client = this.#clients[this.#turn % this.#clients.length]
      if (client === undefined) throw new Error("No server is left.")
      const answer = await step(client, again).catch((cause: unknown) => this.#miss(client, cause))
      if (answer === undefined) continue
      this.#answers.push(answer)
      return answer
    }
  }

  async stop(): Promise<void> {
    const [first, ...others] = this.servers
    await Promise.all(others.map((server) => server.end("SIGTERM")))
    await first?.stop()
  }

  /** What `fetch` says of a connection that is refused or breaks off is a TypeError; anything else is the test's failure. */
  #miss(client: Scim, cause: unknown): undefined {
    if (!(cause instanceof TypeError)) throw cause
    const index = this.#clients.indexOf(client)
    if (index >= 0) this.#clients.splice(index, 1)
  }
}
