/**
 * A SCIM client for cases: a base URL and a token, requests as they go over the wire, and answers that can be asked.
 * It hides nothing that a test may want to send, wrong bodies and headers included.
 *
 * Knows HTTP and the shape of SCIM messages. Refuses to know how the server was started and what it is made of.
 */
import assert from "node:assert/strict"

export type Json = null | boolean | number | string | ReadonlyArray<Json> | JsonObject
export interface JsonObject {
  readonly [name: string]: Json
}

export const urn = {
  user: "urn:ietf:params:scim:schemas:core:2.0:User",
  group: "urn:ietf:params:scim:schemas:core:2.0:Group",
  enterprise: "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User",
  config: "urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig",
  resourceType: "urn:ietf:params:scim:schemas:core:2.0:ResourceType",
  schema: "urn:ietf:params:scim:schemas:core:2.0:Schema",
  patchOp: "urn:ietf:params:scim:api:messages:2.0:PatchOp",
  search: "urn:ietf:params:scim:api:messages:2.0:SearchRequest",
  bulk: "urn:ietf:params:scim:api:messages:2.0:BulkRequest",
  bulkResponse: "urn:ietf:params:scim:api:messages:2.0:BulkResponse",
  list: "urn:ietf:params:scim:api:messages:2.0:ListResponse",
  error: "urn:ietf:params:scim:api:messages:2.0:Error"
} as const

export interface Request {
  readonly method: string
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  /** Text or bytes go out as they are, anything else as JSON. */
  readonly body?: Json | Uint8Array
  /** The whole Authorization header; null sends none. */
  readonly authorization?: string | null
}

export class Answer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  readonly body: Json | undefined
  private readonly line: string

  constructor(line: string, status: number, headers: Headers, text: string) {
    this.line = line
    this.status = status
    this.headers = headers
    this.text = text
    this.body = parse(text)
  }

  /** What stands at a JSON pointer. */
  at(pointer: string): Json | undefined {
    return at(this.body, pointer)
  }

  /** The text at a JSON pointer; fails when there is none. */
  textAt(pointer: string): string {
    const found = this.at(pointer)
    assert.ok(typeof found === "string", `No text at ${pointer}. ${this}`)
    return found
  }

  /** The array at a JSON pointer; nothing there counts as an empty one. */
  listAt(pointer: string): ReadonlyArray<Json> {
    const found = this.at(pointer) ?? []
    assert.ok(Array.isArray(found), `No array at ${pointer}. ${this}`)
    return found
  }

  get id(): string {
    return this.textAt("/id")
  }

  get resources(): ReadonlyArray<Json> {
    return this.listAt("/Resources")
  }

  /** Fails unless the status is the one given, or one of those given, and the body holds at least what `part` holds. */
  expect(status: number | ReadonlyArray<number>, part?: Json): this {
    const wanted = typeof status === "number" ? [status] : status
    assert.ok(wanted.includes(this.status), `Expected ${wanted.join(" or ")}. ${this}`)
    if (part !== undefined) {
      const difference = differenceOf(this.body, part, "")
      assert.ok(difference === undefined, `${difference}. ${this}`)
    }
    return this
  }

  /** Fails unless this is a SCIM error of that status and, where it is given, that scimType. */
  expectError(status: number | ReadonlyArray<number>, scimType?: string): this {
    this.expect(status)
    return this.expect(this.status, {
      schemas: [urn.error],
      status: String(this.status),
      ...(scimType === undefined ? {} : { scimType })
    })
  }

  /** Fails when something other than null or an empty array stands at one of the pointers. */
  lacks(...pointers: ReadonlyArray<string>): this {
    for (const pointer of pointers) {
      const found = this.at(pointer)
      const empty = found === undefined || found === null || (Array.isArray(found) && found.length === 0)
      assert.ok(empty, `Expected nothing at ${pointer}. ${this}`)
    }
    return this
  }

  toString(): string {
    return `${this.line} answered ${this.status} ${this.text.slice(0, 2_000)}`
  }
}

/** Few enough for any server. */
const atOnce = 8

export class Scim {
  readonly base: string
  readonly token: string
  /** The locations of what was created and not deleted since. */
  readonly #created = new Set<string>()

  constructor(base: string, token: string) {
    this.base = base
    this.token = token
  }

  async send(request: Request): Promise<Answer> {
    const authorization = request.authorization === undefined ? `Bearer ${this.token}` : request.authorization
    const raw = typeof request.body === "string" || request.body instanceof Uint8Array
    const headers = new Headers({
      accept: "application/scim+json",
      ...(request.body === undefined ? {} : { "content-type": "application/scim+json" }),
      ...(authorization === null ? {} : { authorization }),
      ...request.headers
    })
    const url = request.path.startsWith("http") ? request.path : this.base + request.path
    const response = await fetch(url, {
      method: request.method,
      headers,
      redirect: "manual",
      ...(request.body === undefined
        ? {}
        : { body: raw ? (request.body as NonNullable<RequestInit["body"]>) : JSON.stringify(request.body) })
    })
    const text = await response.text()
    const answer = new Answer(`${request.method} ${request.path}`, response.status, response.headers, text)
    this.#note(request.method, url, answer)
    return answer
  }

  #note(method: string, url: string, answer: Answer): void {
    if (answer.status === 204 && method === "DELETE") this.#created.delete(url)
    const location = answer.headers.get("location") ?? answer.at("/meta/location")
    if (answer.status === 201 && typeof location === "string") this.#created.add(location)
    if (answer.at("/schemas/0") !== urn.bulkResponse) return
    for (const [index] of answer.listAt("/Operations").entries()) {
      const [location, status] = [answer.at(`/Operations/${index}/location`), answer.at(`/Operations/${index}/status`)]
      if (typeof location !== "string") continue
      if (status === "201") this.#created.add(location)
      if (status === "204") this.#created.delete(location)
    }
  }

  /** Deletes what this client created and nobody has deleted since; answers how much of it would not go. */
  async tidy(): Promise<number> {
    const locations = [...this.#created]
    this.#created.clear()
    let left = 0
    for (let start = 0; start < locations.length; start += atOnce) {
      const answers = await Promise.all(locations.slice(start, start + atOnce).map((location) => this.delete(location)))
      left += answers.filter(({ status }) => status !== 204 && status !== 404).length
    }
    return left
  }

  get(path: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    return this.send({ method: "GET", path, headers })
  }

  post(path: string, body: Json, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    return this.send({ method: "POST", path, body, headers })
  }

  put(path: string, body: Json, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    return this.send({ method: "PUT", path, body, headers })
  }

  patch(path: string, body: Json, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    return this.send({ method: "PATCH", path, body, headers })
  }

  delete(path: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    return this.send({ method: "DELETE", path, headers })
  }

  /** GET with a query of these parameters, encoded. */
  list(path: string, parameters: Readonly<Record<string, string | number>> = {}): Promise<Answer> {
    const query = Object.entries(parameters).map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    return this.get(query.length === 0 ? path : `${path}?${query.join("&")}`)
  }

  /** The userNames of the users that match a filter, in order. */
  async userNames(
    filter: string,
    more: Readonly<Record<string, string | number>> = {}
  ): Promise<ReadonlyArray<string>> {
    const answer = (await this.list("/Users", { filter, count: 200, ...more })).expect(200)
    return answer.resources.map((_, index) => answer.textAt(`/Resources/${index}/userName`))
  }

  /** PATCH with these operations. */
  change(path: string, ...operations: ReadonlyArray<JsonObject>): Promise<Answer> {
    return this.patch(path, { schemas: [urn.patchOp], Operations: operations })
  }

  /** PATCH with these operations, which must succeed, and then the resource as it is read. */
  async changed(path: string, ...operations: ReadonlyArray<JsonObject>): Promise<Answer> {
    const answer = await this.change(path, ...operations)
    answer.expect([200, 204])
    return (await this.get(path)).expect(200)
  }

  /** A word that no other call answers, in lower case. */
  word(prefix = "w"): string {
    const bytes = crypto.getRandomValues(new Uint8Array(6))
    return `${prefix}${Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")}`
  }

  /** A body that creates a user, with more attributes. */
  person(attributes: JsonObject = {}): JsonObject {
    const userName = `${this.word("person-")}@example.org`
    return {
      schemas: [urn.user],
      userName,
      emails: [{ value: userName, type: "work", primary: true }],
      ...attributes
    }
  }

  /** Creates a user and answers its resource. */
  async user(attributes: JsonObject = {}): Promise<Answer> {
    return (await this.post("/Users", this.person(attributes))).expect(201)
  }

  /** Creates a group and answers its resource. */
  async group(attributes: JsonObject = {}): Promise<Answer> {
    const body = { schemas: [urn.group], displayName: this.word("Group "), ...attributes }
    return (await this.post("/Groups", body)).expect(201)
  }

  /** Creates a group of these members and answers its path. */
  async groupOf(...ids: ReadonlyArray<string>): Promise<string> {
    return `/Groups/${(await this.group({ members: ids.map((value) => ({ value })) })).id}`
  }

  /** The ids of a group's members, sorted. */
  async members(path: string): Promise<ReadonlyArray<string>> {
    const answer = (await this.get(path)).expect(200)
    return answer
      .listAt("/members")
      .map((_, index) => answer.textAt(`/members/${index}/value`))
      .sort()
  }
}

/** What stands at a JSON pointer of a value. */
export const at = (value: Json | undefined, pointer: string): Json | undefined => {
  if (pointer === "") return value
  let here: Json | undefined = value
  for (const part of pointer.slice(1).split("/")) {
    const name = part.replaceAll("~1", "/").replaceAll("~0", "~")
    if (Array.isArray(here)) here = here[Number(name)]
    else if (typeof here === "object" && here !== null) here = (here as JsonObject)[name]
    else return undefined
  }
  return here
}

/** Where `actual` does not hold what `part` holds: objects may hold more, arrays and texts may not. */
export function differenceOf(actual: Json | undefined, part: Json, where: string): string | undefined {
  const place = where === "" ? "the body" : where
  if (Array.isArray(part)) {
    if (!Array.isArray(actual)) return `Expected an array at ${place}, not ${JSON.stringify(actual)}`
    if (actual.length !== part.length) return `Expected ${part.length} values at ${place}, not ${actual.length}`
    return firstDifference(part.map((item: Json, index) => differenceOf(actual[index], item, `${where}/${index}`)))
  }
  if (typeof part === "object" && part !== null) {
    if (typeof actual !== "object" || actual === null || Array.isArray(actual)) {
      return `Expected an object at ${place}, not ${JSON.stringify(actual)}`
    }
    return firstDifference(
      Object.entries(part).map(([name, item]) => differenceOf((actual as JsonObject)[name], item, `${where}/${name}`))
    )
  }
  return actual === part ? undefined : `Expected ${JSON.stringify(part)} at ${place}, not ${JSON.stringify(actual)}`
}

function firstDifference(differences: ReadonlyArray<string | undefined>): string | undefined {
  return differences.find((difference) => difference !== undefined)
}

function parse(text: string): Json | undefined {
  if (text === "") return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
