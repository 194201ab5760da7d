/**
 * What identity providers ask for all day, as requests that can be made without end. Each operation touches another
 * resource each time, so that no cache of one row decides.
 */

import { person } from "./Person.ts"
import type { Population } from "./Population.ts"

export interface Request {
  readonly method: "GET" | "POST" | "PUT" | "PATCH"
  /** Behind the SCIM base. */
  readonly path: string
  readonly body?: unknown
}

export interface Operation {
  readonly name: string
  /** The request of this turn; turns count up from 0 and never come twice for one server. */
  readonly request: (population: Population, turn: number) => Request
}

const patch = (...operations: ReadonlyArray<unknown>) => ({
  schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
  Operations: operations
})

const some = <A>(list: ReadonlyArray<A>, turn: number): A => {
  // Steps of a prime walk through the whole list in an order that no index has.
  const chosen = list[(turn * 7_919) % list.length]
  if (chosen === undefined) throw new Error("The population is empty.")
  return chosen
}

const lookup = (name: string, filter: (number: number) => string): Operation => ({
  name,
  request: ({ users }, turn) => ({
    method: "GET",
    path: `/Users?filter=${encodeURIComponent(filter((turn * 7_919) % users.length))}`
  })
})

const page = (name: string, startIndex: (count: number) => number): Operation => ({
  name,
  request: ({ users }) => ({ method: "GET", path: `/Users?startIndex=${startIndex(users.length)}&count=100` })
})

/** Adds a member in one turn and removes it in the next. */
const member = (size: number): Operation => ({
  name: `member of ${size.toLocaleString("en")}`,
  request: ({ users, groups }, turn) => {
    const id = some(users, turn >> 1)
    const change =
      turn % 2 === 0
        ? { op: "add", path: "members", value: [{ value: id }] }
        : { op: "remove", path: `members[value eq "${id}"]` }
    const group = groups.get(size)
    if (group === undefined) throw new Error(`There is no group of ${size} members.`)
    return { method: "PATCH", path: `/Groups/${group}`, body: patch(change) }
  }
})

export const operations: ReadonlyArray<Operation> = [
  { name: "get", request: ({ users }, turn) => ({ method: "GET", path: `/Users/${some(users, turn)}` }) },
  lookup("userName eq", (number) => `userName eq "${person(number).userName}"`),
  lookup("externalId eq", (number) => `externalId eq "${person(number).externalId}"`),
  lookup("work email eq", (number) => `emails[type eq "work"].value eq "${person(number).userName}"`),
  page("first page", () => 1),
  page("last page", (count) => Math.max(1, count - 99)),
  { name: "create", request: (_, turn) => ({ method: "POST", path: "/Users", body: person(turn, "new").body }) },
  {
    name: "patch",
    request: ({ users }, turn) => ({
      method: "PATCH",
      path: `/Users/${some(users, turn)}`,
      body: patch({ op: "replace", path: "title", value: `Title of turn ${turn}` })
    })
  },
  {
    name: "put",
    request: ({ users }, turn) => {
      const number = (turn * 7_919) % users.length
      const body = { ...person(number).body, title: `Title of put ${turn}` }
      return { method: "PUT", path: `/Users/${some(users, turn)}`, body }
    }
  },
  member(10),
  member(1_000),
  member(10_000)
]
