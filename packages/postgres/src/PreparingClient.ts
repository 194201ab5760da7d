/**
 * A connection that lets PostgreSQL plan a statement once: what is sent a second time has a name by which the server
 * remembers it. Rollcall's statements are few; those that filters make are many, so the names of one connection are
 * bounded, and what comes after the last name is sent as it is.
 *
 * A name is made of its text. Were it a number, a pooler that lends one server connection to several clients would have
 * the server run what another client has prepared under it.
 *
 * @see https://www.postgresql.org/docs/current/sql-prepare.html
 */
import { createHash } from "node:crypto"
import type { Client, ClientConfig } from "pg"
import { AnsweringClient } from "./AnsweringClient.ts"

/** A prepared statement costs the server some tens of kilobytes for each connection. */
const namesMax = 200
/** 128 bits, so that no two texts share a name; PostgreSQL would cut names of more than 63 bytes. */
const digitsMax = 32

export class PreparingClient extends AnsweringClient {
  /** The texts that came by, each with the name that it got when it came again. */
  readonly #seen = new Map<string, string | undefined>()

  constructor(config?: string | ClientConfig) {
    super(config)
    const send = this.query.bind(this) as (...sent: ReadonlyArray<unknown>) => unknown
    this.query = ((text: unknown, values: unknown, done: unknown) => {
      const name = typeof text === "string" && Array.isArray(values) ? this.#nameOf(text) : undefined
      return name === undefined ? send(text, values, done) : send({ name, text, values }, undefined, done)
    }) as Client["query"]
  }

  /** None at the first time: what is asked once is not worth remembering. */
  #nameOf(text: string): string | undefined {
    if (!this.#seen.has(text)) {
      if (this.#seen.size < namesMax) this.#seen.set(text, undefined)
      return undefined
    }
    const known = this.#seen.get(text)
    if (known !== undefined) return known
    const name = `rollcall_${createHash("sha256").update(text).digest("hex").slice(0, digitsMax)}`
    this.#seen.set(text, name)
    return name
  }
}
