/** Dry runs over a database, and whether it is afterwards what it was before: every row of every table. */
import { SqlClient } from "@effect/sql"
import { type LogQuery, LogStore, type Tenant, TenantStore } from "@rollcall/provider"
import { Effect, type Layer, Option } from "effect"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import * as ScimHandler from "../../src/ScimHandler.ts"
import * as Installed from "./installation.ts"

const schemas = (name: string) => [`urn:ietf:params:scim:schemas:core:2.0:${name}`]
const message = (name: string) => [`urn:ietf:params:scim:api:messages:2.0:${name}`]

const user = (userName: string) => ({
  schemas: schemas("User"),
  userName,
  active: true,
  emails: [{ value: `${userName.replace("\0", "")}@mail.example` }]
})

const patch = (...Operations: ReadonlyArray<object>) => ({ schemas: message("PatchOp"), Operations })

const bulk = (...Operations: ReadonlyArray<object>) => ({ schemas: message("BulkRequest"), Operations })

interface Tried {
  readonly method: string
  readonly path: string
  readonly body?: unknown
  readonly ifMatch?: string
  readonly token?: string
}

/** Every row there is, as text, by its table. */
const rows = Effect.gen(function* () {
  const sql = yield* SqlClient.SqlClient
  const tables = yield* sql.onDialectOrElse({
    pg: () => sql<{ readonly name: string }>`SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'`,
    orElse: () => sql<{ readonly name: string }>`SELECT name FROM sqlite_master WHERE type = 'table'`
  })
  const found = yield* Effect.forEach(tables, ({ name }) =>
    Effect.map(sql`SELECT * FROM ${sql(name)}`, (all) => [name, all.map((row) => JSON.stringify(row)).sort()] as const)
  )
  return Object.fromEntries(found)
})

const change = (settings: Partial<Tenant.Settings>) =>
  Effect.flatMap(TenantStore, (tenants) =>
    Effect.flatMap(tenants.find("acme"), (found) =>
      tenants.update({ ...Option.getOrThrow(found), settings: { ...Option.getOrThrow(found).settings, ...settings } })
    )
  )

/** The methods of the entries of the log, of all or of one request. */
const methods = (query: Pick<LogQuery, "request"> = {}) =>
  Effect.map(
    Effect.flatMap(LogStore, (log) => log.page({ tenant: "acme", order: "oldest", limit: 100, ...query })),
    (found) => found.map(({ method }) => method)
  )

/** What would change something, each with the status that it would be answered with. */
const changes: Readonly<Record<string, readonly [tried: Tried, status: number]>> = {
  "a create": [{ method: "POST", path: "/Users", body: user("grace@x.example") }, 201],
  "a create that is refused": [{ method: "post", path: "/Users", body: user("ada") }, 409],
  "a change": [
    { method: "PATCH", path: "/Users/acme-user", body: patch({ op: "replace", path: "active", value: false }) },
    200
  ],
  "a change that fails at its second operation": [
    {
      method: "PATCH",
      path: "/Users/acme-user",
      body: patch({ op: "replace", path: "title", value: "Dr" }, { op: "replace", path: "nothing", value: 1 })
    },
    400
  ],
  "a replacement": [{ method: "PUT", path: "/Users/acme-user", body: user("ada@x.example") }, 200],
  "a removal": [{ method: "DELETE", path: "/Users/acme-user" }, 204],
  "a removal of nobody": [{ method: "DELETE", path: "/Users/nobody" }, 404],
  "members that come and go": [
    {
      method: "PATCH",
      path: "/Groups/acme-group",
      body: patch({ op: "add", path: "members", value: [{ value: "later" }] }, { op: "remove", path: "displayName" })
    },
    400
  ],
  "a group that waits for a member": [
    {
      method: "POST",
      path: "/Groups",
      body: { schemas: schemas("Group"), displayName: "X", members: [{ value: "y" }] }
    },
    201
  ],
  "many at once": [
    {
      method: "POST",
      path: "/Bulk",
      body: bulk(
        { method: "POST", path: "/Users", bulkId: "a", data: user("grace@x.example") },
        { method: "POST", path: "/Users", bulkId: "b", data: user("ada") },
        { method: "PATCH", path: "/Groups/acme-group", data: patch({ op: "add", path: "members", value: "bulkId:b" }) },
        { method: "DELETE", path: "/Users/acme-user" }
      )
    },
    200
  ],
  "what is no endpoint": [{ method: "POST", path: "/Nothing", body: {} }, 404],
  "what is no method": [{ method: "PATCH", path: "/Users", body: {} }, 405],
  "a body that is none": [{ method: "POST", path: "/Users" }, 400]
}

export const cases = (database?: Layer.Layer<SqlClient.SqlClient>): void => {
  let api: Installed.Installation

  beforeAll(async () => {
    api = await Installed.make(database === undefined ? {} : { database })
  }, 60_000)

  afterAll(() => api?.close())

  const attempt = (tried: unknown, who: Installed.Name = "acme") =>
    api.as(who)("POST", "/api/tenants/acme/dry-runs", { body: tried })

  /** A change that stays, and is in the log when this is done. */
  const byHand = async (what: "activate" | "deactivate", name: string = what) => {
    const headers = { "x-request-id": name }
    await api.as("acme")("POST", `/api/tenants/acme/users/acme-user/${what}`, { headers })
    await expect.poll(() => api.run(methods({ request: name })), { interval: 5 }).toEqual(["POST"])
  }

  describe("a dry run", () => {
    it.each(Object.entries(changes))("of %s leaves nothing behind", async (_, [tried, status]) => {
      const before = await api.run(rows)
      const { body, status: own } = await attempt(tried)
      expect([own, body.status]).toEqual([200, status])
      expect(await api.run(rows)).toEqual(before)
    })

    it("keeps nothing of what is deleted, and brings nothing back", async () => {
      await api.run(change({ onDelete: "keep", inactiveUsers: "reactivate" }))
      await byHand("deactivate")
      const before = await api.run(rows)
      expect((await attempt({ method: "DELETE", path: "/Users/acme-user" })).body.status).toBe(204)
      const back = (await attempt({ method: "POST", path: "/Users", body: user("ada") })).body
      expect([back.status, back.body.id]).toEqual([201, "acme-user"])
      expect(await api.run(rows)).toEqual(before)
      await byHand("activate")
      await api.run(change({ onDelete: "remove", inactiveUsers: "refuse" }))
    })

    it("answers what the request is answered that is sent after it", async () => {
      const handler = await api.run(ScimHandler.make())
      const { body: made } = await api.as("acme")("POST", "/api/tenants/acme/tokens", { body: { name: "x" } })
      const headers: Readonly<Record<string, string>> = { authorization: `Bearer ${made.secret}` }
      const sent = { ...user("hedy@x.example"), emails: [{ value: "hedy@x.example", Primary: "True" }], shoe: 38 }
      const { body: dry } = await attempt({ method: "POST", path: "/Users", body: sent })
      const real = await api.run(
        handler({
          method: "POST",
          path: "/scim/v2/Users",
          query: "",
          header: (name) => headers[name],
          readBody: () => Effect.succeed(new TextEncoder().encode(JSON.stringify(sent)))
        })
      )
      const { id, meta, ...rest } = dry.body
      const { id: realId, meta: _, ...stored } = JSON.parse(String(real.body))
      expect([dry.status, rest]).toEqual([real.status, stored])
      expect(id).not.toBe(realId)
      expect(meta.location).toBe(dry.headers.location)
      expect(Object.keys(dry.headers)).toEqual(Object.keys(real.headers).filter((name) => name !== "x-request-id"))
      expect(dry.notes).toEqual([
        'StringBoolean: Read the text "True" in "emails.primary" as the boolean true.',
        "UnknownAttribute: Left out what no schema defines: shoe."
      ])
    })

    it("says what would happen, and what to do about it", async () => {
      const taken = (await attempt({ method: "POST", path: "/Users", body: user("ada") })).body
      expect(taken.explanation.remedy).toContain("userName")
      const fine = (await attempt({ method: "GET", path: "/Users?count=1" })).body
      expect(fine.explanation.happened).toBe("The request would be carried out.")
      expect(fine.body.itemsPerPage).toBe(1)
      const many = changes["many at once"]?.[0]
      expect((await attempt(many)).body.explanation.happened).toBe(
        "Of 4 operations 2 would be refused, and the others carried out."
      )
    })

    it("is in no log and no history, and counts for no limit", async () => {
      await api.run(change({ requestsPerSecond: 1 }))
      for (let time = 0; time < 5; time++) {
        const { body } = await attempt({ method: "PUT", path: "/Users/acme-user", body: user("ada") })
        expect(body.status).toBe(200)
      }
      await api.run(change({ requestsPerSecond: 1_000 }))
      await byHand("deactivate", "by-hand")
      // What was tried before it would have come before it.
      expect(await api.run(methods())).not.toContain("PUT")
      const found = (await api.as("acme")("GET", "/api/tenants/acme/log?request=by-hand")).body.items
      expect(found.map((entry: { readonly resource: string }) => entry.resource)).toEqual(["User/acme-user"])
      const { items } = (await api.as("acme")("GET", "/api/tenants/acme/users/acme-user/history")).body
      expect(items.map(({ request }: { readonly request?: string }) => request)).toEqual([
        "by-hand",
        "activate",
        "deactivate",
        undefined
      ])
    })

    it("has the rights of the token that is named, and of no token of another tenant", async () => {
      const { body: token } = await api.as("acme")("POST", "/api/tenants/acme/tokens", {
        body: { name: "reader", scopes: ["users:read"] }
      })
      const create = { method: "POST", path: "/Users", body: user("x") }
      expect((await attempt({ ...create, token: token.id })).body.status).toBe(403)
      expect((await attempt({ ...create, token: api.tokens.other })).status).toBe(404)
      expect((await attempt(create)).body.status).toBe(201)
    })

    it("minds the version that it is based on", async () => {
      const replace = { method: "PUT", path: "/Users/acme-user", body: user("ada"), ifMatch: 'W/"99"' }
      expect((await attempt(replace)).body.status).toBe(412)
    })

    it("goes on with the cursor that another one has answered", async () => {
      const first = (await attempt({ method: "GET", path: "/Users?cursor&count=1" })).body
      const next = (await attempt({ method: "GET", path: `/Users?count=1&cursor=${first.body.nextCursor}` })).body
      expect([first.status, next.status]).toEqual([200, 200])
    })

    it.each([
      [{ method: "GET", path: "Users" }],
      [{ method: "GET", path: "/Users/a%00b" }],
      [{ method: "GET", path: "/ServiceProviderConfig" }],
      [{ method: "GET", path: "/healthz" }],
      [{ method: "POST", path: "/Users", body: user("a\0b") }],
      [{ method: "GET", path: "/Users", more: true }]
    ])("is refused where it is none: %j", async (tried) => {
      expect((await attempt(tried)).status).toBe(400)
    })

    it("holds nobody up who writes at the same time", async () => {
      const all = await Promise.all(
        Array.from({ length: 12 }, (_, index) => {
          if (index % 2 === 0) return attempt({ method: "POST", path: "/Users", body: user("same") })
          return api.as("acme")("POST", `/api/tenants/acme/users/acme-user/${index % 4 === 1 ? "de" : ""}activate`)
        })
      )
      expect(all.map(({ body, status }) => body.status ?? status)).toEqual(
        Array.from({ length: 12 }, (_, index) => (index % 2 === 0 ? 201 : 200))
      )
    })
  })

  describe("the character NUL", () => {
    it.each([
      ["GET", "/api/tenants/a%00b"],
      ["GET", "/api/tenants/acme/users/a%00b"],
      ["GET", "/api/tenants/acme/log?text=a%00b"],
      ["GET", "/api/tenants/acme/users?search=%00"],
      ["DELETE", "/api/tenants/acme/tokens/a\0b"],
      ["POST", "/api/tenants", { id: "x", name: "a\0b" }],
      ["POST", "/api/tenants/acme/tokens", { name: "a\0b" }],
      ["POST", "/api/session", { name: "a\0b", password: "x" }]
    ])("is refused wherever it stands: %s %j", async (method, path, body?: unknown) => {
      const answer = await api.as("operator")(method, path, body === undefined ? {} : { body })
      expect([answer.status, answer.body.detail]).toEqual([400, expect.stringContaining("NUL")])
    })

    it("is nowhere that a page begins", async () => {
      const after = Buffer.from(JSON.stringify("a\0b")).toString("base64url")
      expect((await api.as("operator")("GET", `/api/tenants?after=${after}`)).status).toBe(400)
    })

    it("is an error of the client over SCIM and OAuth too", async () => {
      const handler = await api.run(ScimHandler.make())
      const { body: made } = await api.as("acme")("POST", "/api/tenants/acme/tokens", { body: { name: "x" } })
      const ask = async (method: string, path: string, query = "", body = "", type = "application/json") => {
        const headers: Readonly<Record<string, string>> = {
          authorization: `Bearer ${made.secret}`,
          "content-type": type
        }
        const readBody = () => Effect.succeed(new TextEncoder().encode(body))
        const answer = await api.run(handler({ method, path, query, header: (name) => headers[name], readBody }))
        return answer.status
      }
      const bulked = bulk({ method: "DELETE", path: "/Users/a%00b" }, { method: "DELETE", path: "/Users/a\ud800" })
      const form = "application/x-www-form-urlencoded"
      expect([
        await ask("GET", "/scim/v2/Users/a%00b"),
        await ask("GET", "/scim/v2/Users/a\0b"),
        await ask("GET", "/scim/v2/Users", "filter=userName%20eq%20%22a%00b%22"),
        await ask("GET", "/scim/v2/Users", 'filter=userName eq "a\\u0000b"'),
        await ask("GET", "/scim/v2/Users", "sortBy=a%00b&attributes=a%00b"),
        await ask("POST", "/scim/v2/Users", "", JSON.stringify(user("a\0b"))),
        await ask("DELETE", "/scim/v2/Users/%00"),
        await ask("POST", "/oauth/token", "", "grant_type=client_credentials&client_id=a%00b&client_secret=a%00b", form)
      ]).toEqual([400, 400, 400, 400, 200, 400, 400, expect.toSatisfy((status: number) => status < 500)])
      expect(await ask("POST", "/scim/v2/Bulk", "", JSON.stringify(bulked).replace("\\ud800", "b"))).toBe(200)
    })
  })
}
