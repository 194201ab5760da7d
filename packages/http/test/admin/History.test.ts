import { MemberChanges, SchemaRegistry } from "@rollcall/core"
import { Origin, ResourceStore } from "@rollcall/provider"
import { Effect, Either } from "effect"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import * as Installed from "./installation.ts"

let api: Installed.Installation

const origin: Origin.Origin = { actor: { kind: "token", id: "t1", name: "Okta" }, request: "r1" }
const { group, user } = SchemaRegistry

/** A user of each tenant with three changes, and a group of a hundred and one. */
const story = Effect.gen(function* () {
  const store = yield* ResourceStore
  const of = { members: [], unknownMembers: "wait", now: 1, origin } as const
  for (const tenant of ["acme", "other"]) {
    yield* store.insert(tenant, [{ ...of, type: user, id: `${tenant}-person`, document: { userName: tenant } }])
    for (const now of [2, 3]) {
      const document = { userName: tenant, active: now === 3 }
      const change = { ...of, document, members: MemberChanges.none, base: "" }
      yield* store.update(tenant, user, `${tenant}-person`, now, () => Either.right(change))
    }
  }
  const members = Array.from({ length: 101 }, (_, index) => ({ value: `u${index}` }))
  yield* store.insert(
    "acme",
    members.map(({ value: id }) => ({ ...of, type: user, id, document: { userName: id } }))
  )
  yield* store.insert("acme", [{ ...of, type: group, id: "g", document: { displayName: "All" }, members }])
  yield* store.remove("acme", user, "u7", 4, false, () => Either.void, { origin: Origin.commandLine })
})

beforeAll(async () => {
  api = await Installed.make()
  await api.run(story)
})

afterAll(() => api.close())

const path = "/api/tenants/acme/users/acme-person/history"

describe("the history of a user", () => {
  it("says who changed what, newest first, with the values before and after", async () => {
    const { body, status } = await api.as("acme")("GET", path)
    const of = { seq: expect.any(Number), ...origin }
    expect([status, body]).toEqual([
      200,
      {
        items: [
          {
            ...of,
            change: "updated",
            activity: "reactivated",
            version: 3,
            at: "1970-01-01T00:00:00.003Z",
            attributes: ["active"],
            values: [{ path: "active", before: false, after: true }]
          },
          {
            ...of,
            change: "updated",
            activity: "deactivated",
            version: 2,
            at: "1970-01-01T00:00:00.002Z",
            attributes: ["active"],
            values: [{ path: "active", after: false }]
          },
          {
            ...of,
            change: "created",
            version: 1,
            at: "1970-01-01T00:00:00.001Z",
            attributes: ["userName"],
            values: [{ path: "userName", after: "acme" }]
          }
        ]
      }
    ])
  })

  it("comes in pages, the last of which has no next", async () => {
    const versions = []
    let after = ""
    for (let pages = 0; pages < 3; pages++) {
      const { body } = await api.as("acme")("GET", `${path}?limit=1${after}`)
      versions.push(...body.items.map(({ version }: { readonly version: number }) => version))
      if (body.next === undefined) break
      after = `&after=${body.next}`
    }
    expect(versions).toEqual([3, 2, 1])
    const { body } = await api.as("acme")("GET", `${path}?limit=1${after}`)
    expect(body).not.toHaveProperty("next")
  })

  it("is still there when the user is not", async () => {
    const { body } = await api.as("acme")("GET", "/api/tenants/acme/users/u7/history")
    expect(body.items).toMatchObject([
      { change: "deleted", actor: { kind: "commandLine" }, values: [{ path: "userName", before: "u7" }] },
      { change: "created" }
    ])
  })

  it.each([
    ["/api/tenants/acme/users/nobody/history", 404],
    ["/api/tenants/acme/users/g/history", 404],
    ["/api/tenants/acme/groups/acme-person/history", 404],
    ["/api/tenants/acme/users/other-person/history", 404],
    ["/api/tenants/other/users/other-person/history", 404],
    [`${path}?after=%21`, 400],
    [`${path}?after=007`, 400],
    [`${path}?limit=0`, 400],
    [`${path}?limit=1001`, 400],
    [`${path}?limit=1000`, 200]
  ])("answers %s with %i", async (asked, expected) => {
    const { status } = await api.as("acme")("GET", asked)
    expect(status).toBe(expected)
  })
})

describe("the history of a group", () => {
  it("counts the members that came, names a hundred, and says why one left", async () => {
    const { body } = await api.as("operator")("GET", "/api/tenants/acme/groups/g/history")
    expect(body.items).toMatchObject([
      {
        change: "updated",
        membersRemoved: { count: 1, ids: ["u7"] },
        because: "memberDeleted",
        actor: { kind: "commandLine" }
      },
      { change: "created", membersAdded: { count: 101 } }
    ])
    expect(body.items[1].membersAdded.ids).toHaveLength(100)
  })
})
