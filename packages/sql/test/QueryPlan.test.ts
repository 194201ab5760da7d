import { SqlClient } from "@effect/sql"
import { it } from "@effect/vitest"
import { Fixtures } from "@rollcall/contract"
import { EnterpriseUserSchema } from "@rollcall/core"
import { type Client, ClientStore, EventStore, ResourceStore, type SecretStore, TokenStore } from "@rollcall/provider"
import { Effect, Either } from "effect"
import { describe, expect } from "vitest"
import { get, list, patch, post, put, remove } from "./Requests.ts"
import * as Sqlite from "./Sqlite.ts"
import * as Stored from "./Stored.ts"

const { group, insert, membersOf, user } = Fixtures

type Request = Effect.Effect<unknown, unknown, ResourceStore | SecretStore | TokenStore | ClientStore | EventStore>

const asked: Array<Sqlite.Asked> = []
const storage = Stored.over(Sqlite.overheard(Sqlite.prepared, (statement) => asked.push(statement)))

/** The steps of SQLite's plans for the statements of a request that read more of a table than a few rows. */
const wideSteps = (request: Request) =>
  Effect.gen(function* () {
    const sql = yield* SqlClient.SqlClient
    yield* insert({ type: user, id: "u1", document: { userName: "u1" } }, "default")
    yield* insert({ type: group, id: "g1", document: { displayName: "g1" }, members: membersOf("u1") }, "default")
    asked.length = 0
    yield* request
    const statements = asked.filter(({ text }) => text !== "BEGIN IMMEDIATE" && text !== "COMMIT")
    expect(statements).not.toEqual([])
    const steps = yield* Effect.forEach(statements, ({ text, parameters }) =>
      sql.unsafe<{ readonly detail: string }>(`EXPLAIN QUERY PLAN ${text}`, parameters)
    )
    return steps
      .flat()
      .map(({ detail }) => detail)
      .filter(isWide)
  }).pipe(Effect.provide(storage))

/** Columns that many rows of a tenant have in common. */
const common = ["tenant=?", "type=?", "path=?"]

/** What a statement made for itself is no table: arrays that were bound, and groups above or below. */
const isOwn = (name: string | undefined): boolean => name === "up" || name === "down" || name === "u"

const isWide = (step: string): boolean => {
  const [verb, table] = step.split(" ")
  if (verb === "SCAN") return !step.includes("VIRTUAL TABLE") && !isOwn(table)
  if (verb !== "SEARCH") return false
  const columns = step.slice(step.lastIndexOf("(") + 1, step.lastIndexOf(")")).split(" AND ")
  return columns.every((column) => common.includes(column))
}

const users = (filter: string) => list("Users", { filter, attributes: "userName", sortBy: "userName" })
const groups = (filter: string) => list("Groups", { filter })

const lookups: Readonly<Record<string, Request>> = {
  "userName eq": users('userName eq "x"'),
  "externalId eq": users('externalId eq "x"'),
  "displayName eq": users('displayName eq "x"'),
  "userName sw": users('userName sw "abc"'),
  "emails.value sw or userName sw": users('emails.value sw "abc" or userName sw "abc"'),
  "displayName sw, of groups": groups('displayName sw "abc"'),
  "id eq": users('id eq "x"'),
  "id eq, several": users('id eq "x" or id eq "y" or id eq "z"'),
  "emails eq": users('emails eq "x"'),
  "emails.value eq": users('emails.value eq "x"'),
  "emails[type eq].value eq": users('emails[type eq "work" and value eq "x"]'),
  "emails[type eq].value eq, as Entra ID asks": users('emails[type eq "work"].value eq "x"'),
  "groups.value eq": users('groups.value eq "x"'),
  "groups[value eq]": users('groups[value eq "x"]'),
  "manager eq": users(`${EnterpriseUserSchema.urn}:manager eq "x"`),
  "one key and anything": users('userName eq "x" and not (active eq true)'),
  "one key or another": users('userName eq "x" or emails.value eq "x" or groups.value eq "x"'),
  "displayName eq, of groups": groups('displayName eq "x"'),
  "externalId eq, of groups": groups('externalId eq "x"'),
  "members.value eq": groups('members.value eq "x"'),
  "members[value eq]": groups('members[value eq "x" and type eq "User"]'),
  "id eq and members eq": groups('id eq "x" and members eq "y"')
}

/** What whoever administers asks the store for. */
const people = (ask: (store: ResourceStore["Type"]) => Request): Request => Effect.flatMap(ResourceStore, ask)

const members = [{ value: "x" }]
const emails = [{ value: "new@x.example" }]

const access = { tenant: "default", client: "x", digest: "x", generation: 0, scopes: [], created: 1, expires: 2 }

const client: Client.Client = {
  id: "x",
  tenant: "default",
  name: "x",
  scopes: [],
  tokenMillis: 1,
  credentials: { _tag: "Keys", keys: [] },
  generation: 0,
  created: 1
}

const others: Readonly<Record<string, Request>> = {
  "reading a history": Effect.flatMap(EventStore, (store) =>
    store.history("default", { type: "User", id: "u1", limit: 10 })
  ),
  "reading a user": get("Users", "u1"),
  "reading a group": get("Groups", "g1"),
  "creating a user": post("Users", { userName: "new", externalId: "new", emails }),
  "creating a group": post("Groups", { displayName: "new", members: [{ value: "u1" }] }),
  "replacing a user": put("Users", "u1", { userName: "new", externalId: "new", emails }),
  "replacing a group": put("Groups", "g1", { displayName: "new", members }),
  "adding a member": patch("Groups", "g1", { op: "add", path: "members", value: members }),
  "removing a member": patch("Groups", "g1", { op: "remove", path: 'members[value eq "u1"]' }),
  "removing by a filter": patch("Groups", "g1", { op: "remove", path: 'members[display co "x"]' }),
  "deleting a user": remove("Users", "u1"),
  "deleting a group": remove("Groups", "g1"),
  "looking further through what is kept": people((store) =>
    store.kept("default", user, { after: { removed: 1, id: "x" }, limit: 10 })
  ),
  "restoring a user": people((store) =>
    store.restore("default", user, "x", 1, ({ resource: { document } }) => Either.right({ document }))
  ),
  "looking through a group's members": people((store) => store.memberPage("default", "g1", { after: "a", limit: 10 })),
  "counting members": people((store) => store.memberCounts("default", ["g1"])),
  "knowing a token": Effect.flatMap(TokenStore, (tokens) => tokens.findByDigest("x")),
  "noting the use of a token": Effect.flatMap(TokenStore, (tokens) => tokens.touch("x", 1)),
  "knowing a client": Effect.flatMap(ClientStore, (clients) => clients.find("x")),
  "knowing an access token": Effect.flatMap(ClientStore, (clients) => clients.findAccess("x")),
  "giving out an access token": Effect.flatMap(ClientStore, (clients) => clients.issue(access)),
  "using an assertion": Effect.flatMap(ClientStore, (clients) => clients.useAssertion(client, "x", 1))
}

describe("indexes find", () => {
  it.effect.each(Object.entries({ ...lookups, ...others }))("what is needed for %s", ([, request]) =>
    Effect.map(wideSteps(request), (steps) => expect(steps).toEqual([]))
  )

  it.effect("nothing for a filter that is on no key: the resources of the type are read, and nothing else", () =>
    Effect.map(wideSteps(users('title eq "x"')), (steps) =>
      expect(steps).toEqual(["SEARCH r USING INDEX resource_order (tenant=? AND type=?)"])
    )
  )

  it.effect("how many there are of each type, and who of them is inactive: no resource is read for that", () =>
    Effect.map(wideSteps(Effect.flatMap(ResourceStore, (store) => store.census("default"))), (steps) =>
      expect(steps.filter((step) => step.includes("resource"))).toEqual([
        "SEARCH resource USING COVERING INDEX resource_order (tenant=?)",
        "SEARCH resource USING INDEX resource_inactive (tenant=?)"
      ])
    )
  )

  it.effect("what they find because the planner is told how the tables are filled: of each index that they have", () =>
    Effect.gen(function* () {
      const sql = yield* SqlClient.SqlClient
      const untold = yield* sql`SELECT name FROM sqlite_schema WHERE type = 'index'
        AND tbl_name IN ('resource', 'attribute_key', 'membership') AND name NOT IN (SELECT idx FROM sqlite_stat1)`
      expect(untold).toEqual([])
    }).pipe(Effect.provide(storage))
  )
})
