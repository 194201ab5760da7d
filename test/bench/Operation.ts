/**
 * What identity providers ask for all day, as requests that can be made without end, and how to tell that an answer is
 * the one that was asked for. Knows SCIM and no server.
 */
import type { Json } from "@rollcall/core"
import { idOf, person } from "./Person.ts"
import * as Population from "./Population.ts"

export interface Request {
  readonly method: "GET" | "POST" | "PUT" | "PATCH"
  /** Behind the SCIM base. */
  readonly path: string
  readonly body?: Json.JsonObject
}

/** Which request of a measurement: the streams ask at the same time, each counts its turns from 0. */
export interface Turn {
  readonly population: Population.Population
  readonly stream: number
  readonly streams: number
  readonly turn: number
}

export interface Operation {
  readonly name: string
  /** How many ask at once: one, or as many as the measurement has. */
  readonly askedBy: "one" | "several"
  /** True where the bare runtime answers the same. */
  readonly bare: boolean
  /** How many resources one request is about. Where it is more than one, the rate counts them. */
  readonly resourcesEach: number
  readonly request: (turn: Turn) => Request
  /** Whether the answer, its body read as JSON, is what a correct server says. Success is not enough for a lookup. */
  readonly isAnswer: (status: number, body: unknown) => boolean
}

type Given = Pick<Operation, "request"> & Partial<Operation>

const operation = (name: string, given: Given): Operation => ({
  name,
  askedBy: "several",
  bare: false,
  resourcesEach: 1,
  isAnswer: (status) => status >= 200 && status < 300,
  ...given
})

/** The same number never comes twice in one measurement. */
const numberOf = ({ stream, streams, turn }: Turn): number => turn * streams + stream

const somebody = (turn: Turn): number => Population.some(turn.population.size, numberOf(turn))

/** The body says that there are so many in all, and so many of them here. */
const isList =
  (total: (found: number) => boolean, shown: (found: number) => boolean): Operation["isAnswer"] =>
  (status, body) => {
    if (status !== 200 || typeof body !== "object" || body === null) return false
    const { totalResults, Resources } = body as { readonly totalResults?: unknown; readonly Resources?: unknown }
    return (
      typeof totalResults === "number" && Array.isArray(Resources) && total(totalResults) && shown(Resources.length)
    )
  }

const isOne = isList(
  (total) => total === 1,
  (shown) => shown === 1
)

const lookup = (name: string, filter: (number: number) => string, given: Partial<Operation> = {}): Operation =>
  operation(name, {
    request: (turn) => ({ method: "GET", path: `/Users?filter=${encodeURIComponent(filter(somebody(turn)))}` }),
    isAnswer: isOne,
    ...given
  })

/** Groups are looked up as identity providers do it: without their members. */
const groupLookup = (name: string, filter: (turn: Turn) => string, isAnswer: Operation["isAnswer"]): Operation =>
  operation(name, {
    request: (turn) => ({
      method: "GET",
      path: `/Groups?excludedAttributes=members&filter=${encodeURIComponent(filter(turn))}`
    }),
    isAnswer
  })

const pageCount = 100

const page = (name: string, startIndex: (population: Population.Population) => number): Operation =>
  operation(name, {
    request: ({ population }) => ({
      method: "GET",
      path: `/Users?startIndex=${startIndex(population)}&count=${pageCount}`
    }),
    isAnswer: isList(
      (total) => total > 0,
      (shown) => shown > 0 && shown <= pageCount
    )
  })

const patch = (path: string, change: Json.JsonObject): Request => ({
  method: "PATCH",
  path,
  body: { schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"], Operations: [change] }
})

/** Adds a member in one turn and takes the same one away in the next, so that the group keeps its size. */
const member = (name: string, groupOf: (turn: Turn) => Population.Group): Operation =>
  operation(name, {
    request: (turn) => {
      const pair = { ...turn, turn: turn.turn >> 1 }
      const id = Population.outsider(pair.population, pair.stream, pair.turn)
      return patch(
        `/Groups/${groupOf(pair).id}`,
        turn.turn % 2 === 0
          ? { op: "add", path: "members", value: [{ value: id }] }
          : { op: "remove", path: `members[value eq "${id}"]` }
      )
    }
  })

const create = (name: string, among: string, askedBy: Operation["askedBy"]): Operation =>
  operation(name, {
    request: (turn) => ({ method: "POST", path: "/Users", body: person(numberOf(turn), among).body }),
    askedBy
  })

export const operations: ReadonlyArray<Operation> = [
  operation("get", {
    request: (turn) => ({ method: "GET", path: `/Users/${idOf(somebody(turn))}` }),
    bare: true
  }),
  lookup("userName eq", (number) => `userName eq "${person(number).userName}"`, { bare: true }),
  lookup("externalId eq", (number) => `externalId eq "${person(number).externalId}"`),
  lookup("work email eq", (number) => `emails[type eq "work"].value eq "${person(number).userName}"`),
  groupLookup(
    "displayName eq",
    (turn) => `displayName eq "${Population.department(turn.population, numberOf(turn)).displayName}"`,
    isOne
  ),
  groupLookup(
    "members.value eq",
    (turn) => `members.value eq "${idOf(somebody(turn))}"`,
    isList(
      (total) => total >= 2,
      (shown) => shown >= 2
    )
  ),
  page("first page", () => 1),
  page("last page", ({ size, outsiders }) => Math.max(1, size + outsiders - pageCount + 1)),
  operation("deactivate", {
    request: (turn) => {
      // Who was deactivated in one round comes back in the next: each request changes something.
      const active = Math.floor(numberOf(turn) / turn.population.size) % 2 === 1
      return patch(`/Users/${idOf(somebody(turn))}`, { op: "replace", path: "active", value: active })
    }
  }),
  operation("put", {
    request: (turn) => {
      const number = somebody(turn)
      const body = { ...person(number).body, title: `Title of put ${numberOf(turn)}` }
      return { method: "PUT", path: `/Users/${idOf(number)}`, body }
    }
  }),
  member("member of 10", (turn) => Population.department(turn.population, numberOf(turn))),
  member("member of 1000", ({ population }) => Population.site(population)),
  member("member of all", ({ population }) => Population.everybody(population)),
  create("create", "single", "one"),
  // Every way to bring many people in, side by side: one whose requests hold several sets `resourcesEach`.
  create("import", "import", "several")
]

export const named = (name: string): Operation | undefined => operations.find((candidate) => candidate.name === name)
