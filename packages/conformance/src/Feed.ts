/**
 * A receiver of security event tokens that fetches them (RFC 8936), as an application would be one: it polls, checks what
 * it gets by the keys that are published, and says that it has it.
 *
 * @see https://www.rfc-editor.org/rfc/rfc8936#section-2
 */
import assert from "node:assert/strict"
import { createPublicKey, type JsonWebKey, verify } from "node:crypto"
import type { Json, JsonObject } from "./Scim.ts"

export interface Token {
  readonly id: string
  readonly header: JsonObject
  readonly claims: JsonObject
  /** Whether a key that is published has signed it. */
  readonly isSigned: boolean
}

/** For something to be told that has happened before. */
const patienceMillis = 10_000

export class Feed {
  readonly #url: string
  readonly #secret: string
  readonly #keys: string

  /** The address to poll, what is shown there, and where the keys are. */
  constructor(url: string, secret: string, keys: string) {
    this.#url = url
    this.#secret = secret
    this.#keys = keys
  }

  /** What one poll answers, once it was answered with 200. */
  async poll(body: JsonObject): Promise<JsonObject> {
    const headers = { "content-type": "application/json", authorization: `Bearer ${this.#secret}` }
    const answer = await fetch(this.#url, { method: "POST", headers, body: JSON.stringify(body) })
    assert.equal(answer.status, 200, await answer.clone().text())
    return (await answer.json()) as JsonObject
  }

  /** The next tokens about the resource of this path, that many, in their order; all that come are acknowledged. */
  async about(path: string, count: number): Promise<ReadonlyArray<Token>> {
    const found: Array<Token> = []
    let ack: ReadonlyArray<string> = []
    const until = Date.now() + patienceMillis
    while (found.length < count || ack.length > 0) {
      assert.ok(Date.now() < until, `Of ${path}, ${found.length} of ${count} tokens were told.`)
      const isDone = found.length >= count
      const tokens = await this.tokens(
        await this.poll({ ack, returnImmediately: true, ...(isDone ? { maxEvents: 0 } : {}) })
      )
      ack = tokens.map(({ id }) => id)
      found.push(...tokens.filter(({ claims }) => Object(claims.sub_id).uri === path))
      if (ack.length === 0) await new Promise((resolve) => setTimeout(resolve, 50))
    }
    return found
  }

  /** The tokens of an answer, read and checked. */
  async tokens({ sets }: JsonObject): Promise<ReadonlyArray<Token>> {
    assert.ok(typeof sets === "object" && sets !== null, "The answer has no sets.")
    const published = (await (await fetch(this.#keys)).json()) as { readonly keys: ReadonlyArray<JsonWebKey> }
    return Object.entries(sets).map(([id, text]) => read(id, String(text), published.keys))
  }
}

const read = (id: string, text: string, keys: ReadonlyArray<JsonWebKey>): Token => {
  const [header = "", claims = "", signature = ""] = text.split(".")
  const decode = (part: string): JsonObject => JSON.parse(Buffer.from(part, "base64url").toString("utf8"))
  const named = decode(header).kid as Json
  const signed = Buffer.from(`${header}.${claims}`)
  const isSigned = keys
    .filter(({ kid }) => kid === named)
    .some((key) =>
      verify(
        "sha256",
        signed,
        { key: createPublicKey({ key, format: "jwk" }), dsaEncoding: "ieee-p1363" },
        Buffer.from(signature, "base64url")
      )
    )
  return { id, header: decode(header), claims: decode(claims), isSigned }
}
