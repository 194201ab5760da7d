/**
 * The yardstick of the field: SCIMMY behind Express as its documentation and its example show it, with users and groups
 * in maps in memory. The library's own filter finds, its own PatchOp changes. Nothing that it does waits for a disk, so
 * this is its best side.
 *
 * Two things are done better than in the example. Whether a userName is taken is looked up and not searched for, and the
 * numbers of a page reach the library, which Express 5 keeps from it: it reads the query anew whenever it is asked for.
 */
import { randomUUID } from "node:crypto"
import { createServer } from "node:http"
import express from "express"
import SCIMMY from "scimmy"
import SCIMMYRouters from "scimmy-routers"
import { idOf, person } from "../Person.ts"
import * as Population from "../Population.ts"
import { announce } from "./announce.ts"

type Stored = Readonly<Record<string, unknown>> & { readonly id: string }

const users = new Map<string, Stored>()
const groups = new Map<string, Stored>()
const taken = new Set<unknown>()

const handlersOf = (stored: Map<string, Stored>) => ({
  egress: ({ id, filter }: SCIMMY.Types.Resource) => {
    if (id !== undefined) return found(stored, id)
    const all = [...stored.values()]
    return filter === undefined ? all : filter.match(all)
  },
  ingress: ({ id = randomUUID() }: SCIMMY.Types.Resource, given: object) => {
    const next: Stored = { ...given, id }
    const { userName } = next
    if (userName !== undefined && stored.get(id)?.userName !== userName) {
      if (taken.has(userName)) throw new SCIMMY.Types.Error(409, "uniqueness", "This userName is taken.")
      taken.add(userName)
    }
    stored.set(id, next)
    return next
  },
  degress: ({ id = "" }: SCIMMY.Types.Resource) => {
    taken.delete(found(stored, id).userName)
    stored.delete(id)
  }
})

const found = (stored: ReadonlyMap<string, Stored>, id: string): Stored => {
  const resource = stored.get(id)
  if (resource === undefined) throw new SCIMMY.Types.Error(404, "", `There is no ${id}.`)
  return resource
}

SCIMMY.Resources.declare(SCIMMY.Resources.User.extend(SCIMMY.Schemas.EnterpriseUser), handlersOf(users))
SCIMMY.Resources.declare(SCIMMY.Resources.Group, handlersOf(groups))

const [size = "0", token = ""] = process.argv.slice(2)
const population = Population.make(Number(size))
for (let number = 0; number < population.size + population.outsiders; number++) {
  const { id, userName, body } = person(number)
  users.set(id, { ...body, id })
  taken.add(userName)
}
for (const group of population.groups) groups.set(group.id, { ...Population.body(group), id: group.id })

const authenticate = (request: express.Request): string => {
  if (request.header("authorization") !== `Bearer ${token}`) throw new Error("The token is not known.")
  return idOf(0)
}

const app = express()
app.set("query parser", (text: string) =>
  Object.fromEntries(
    [...new URLSearchParams(text)].map(([name, value]) => [
      name,
      name === "startIndex" || name === "count" ? Number(value) : value
    ])
  )
)
app.use("/scim/v2", new SCIMMYRouters({ type: "bearer", handler: authenticate }))

announce(createServer(app))
