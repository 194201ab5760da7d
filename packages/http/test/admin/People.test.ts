import { type Json, SchemaRegistry } from "@rollcall/core"
import { LogStore, ResourceStore, type Tenant, TenantStore } from "@rollcall/provider"
import { Effect, Option } from "effect"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import * as Installed from "./installation.ts"

let api: Installed.Installation
let ask: Installed.Installation["ask"]

beforeAll(async () => {
  api = await Installed.make()
  ask = api.as("acme")
  await api.run(populate)
})

afterAll(() => api.close())

const { group, user } = SchemaRegistry
const base = "/api/tenants/acme"

/** Twelve users, of whom one is in two groups, and a group of 250 members, beside those that the installation has. */
const populate = Effect.gen(function* () {
  const store = yield* ResourceStore
  const of = (type: typeof user, id: string, document: Json.JsonObject, now: number, ...members: Array<string>) => ({
    type,
    id,
    document,
    members: members.map((value) => ({ value })),
    unknownMembers: "wait" as const,
    now
  })
  const named = Array.from({ length: 12 }, (_, index) => ({
    userName: `person${index}@acme.example`,
    externalId: `0194c1d3-3ed0-7101-8101-0000000000${String(index).padStart(2, "0")}`,
    name: { givenName: "Grace", familyName: index === 7 ? "Hopper" : "Smith" },
    emails: [{ value: "other@acme.example" }, { value: `person${index}@mail.example`, primary: true }],
    active: index !== 3
  }))
  const many = Array.from({ length: 250 }, (_, index) => `m${String(index).padStart(3, "0")}`)
  yield* store.insert("acme", [
    ...named.map((document, index) => of(user, `u${String(index).padStart(2, "0")}`, document, 10 + index)),
    ...many.map((id) => of(group, id, { displayName: id }, 20)),
    of(group, "crowd", { displayName: "crowd" }, 30, ...many, "nobody"),
    of(group, "inner", { displayName: "inner" }, 30, "u07"),
    of(group, "outer", { displayName: "outer" }, 30, "inner")
  ])
})

const ids = ({ body }: Installed.Answer): ReadonlyArray<string> =>
  body.items.map(({ id }: { readonly id: string }) => id)

/** The ids of every page of a list. */
const walk = async (path: string): Promise<ReadonlyArray<ReadonlyArray<string>>> => {
  const pages: Array<ReadonlyArray<string>> = []
  for (let next: string | undefined = ""; next !== undefined; ) {
    const answer: Installed.Answer = await ask("GET", `${path}&after=${next}`)
    expect(answer.status).toBe(200)
    pages.push(ids(answer))
    next = answer.body.next
  }
  return pages
}

const set = (settings: Partial<Tenant.Settings>) =>
  api.run(
    Effect.gen(function* () {
      const store = yield* TenantStore
      const tenant = Option.getOrThrow(yield* store.find("acme"))
      yield* store.update({ ...tenant, settings: { ...tenant.settings, ...settings } })
    })
  )

describe("the users of a tenant", () => {
  it("are listed page by page, none twice and none passed over, with what a list needs", async () => {
    const pages = await walk(`${base}/users?limit=5`)
    expect(pages.map((page) => page.length)).toEqual([5, 5, 3])
    expect(new Set(pages.flat()).size).toBe(13)
    const { body } = await ask("GET", `${base}/users?search=hopper`)
    expect(body).toEqual({
      items: [
        {
          id: "u07",
          userName: "person7@acme.example",
          displayName: "Grace Hopper",
          active: true,
          email: "person7@mail.example",
          externalId: "0194c1d3-3ed0-7101-8101-000000000007",
          createdAt: "1970-01-01T00:00:00.017Z",
          lastModifiedAt: "1970-01-01T00:00:00.017Z"
        }
      ]
    })
  })

  it("are found by a filter, and by what a person types", async () => {
    const found = async (parameters: string) => ids(await ask("GET", `${base}/users?${parameters}`))
    expect(await found(`filter=${encodeURIComponent('active eq false or userName eq "ADA"')}`)).toEqual([
      "acme-user",
      "u03"
    ])
    expect(await found("search=grace%20hopp")).toEqual(["u07"])
    expect(await found("search=PERSON1%40")).toEqual(["u01"])
    expect(await found("search=other%40acme")).toHaveLength(12)
    expect(await found("search=0194c1d3-3ed0-7101-8101-000000000007")).toEqual(["u07"])
    expect(await found("search=%20")).toHaveLength(13)
    expect(await found("search=%22%20or%20id%20pr")).toEqual([])
  })

  it("are sorted, and walked through in that order", async () => {
    const pages = await walk(`${base}/users?sortBy=name.familyName&sortOrder=ascending&limit=4`)
    expect([pages[0]?.[0], pages.at(-1)]).toEqual(["u07", ["acme-user"]])
  })

  it("are not listed for what no list can be", async () => {
    const asked = async (parameters: string) => {
      const { body, status } = await ask("GET", `${base}/users?${parameters}`)
      expect([parameters, status]).toEqual([parameters, 400])
      return body.detail as string
    }
    for (const limit of ["0", "1001", "1.5", "x", ""]) await asked(`limit=${limit}`)
    expect(await asked("filter=nope%20eq%201")).toContain("nope")
    expect(await asked("filter=id%20pr&search=x")).toContain("not both")
    expect(await asked("sortBy=nope")).toContain("nope")
    expect(await asked("sortOrder=up")).toContain("sortOrder")
    expect(await asked(`search=${"x".repeat(201)}`)).toContain("search")
    expect(await asked("after=nonsense")).toContain("no cursor")
    const { next } = (await ask("GET", `${base}/users?limit=2`)).body
    expect(await asked(`after=${next}&search=grace`)).toContain("another query")
    expect(await asked(`after=${next}&limit=3`)).toContain("same limit")
    expect((await ask("GET", `${base}/users?after=${next}`)).body.items).toHaveLength(2)
    expect((await api.as("other")("GET", `/api/tenants/other/users?after=${next}`)).status).toBe(400)
  })

  it("are shown whole, without their groups, which are a list of their own", async () => {
    const { body } = await ask("GET", `${base}/users/u07`)
    expect(body).toMatchObject({ id: "u07", version: 'W/"1"', resource: { name: { familyName: "Hopper" } } })
    expect([body.resource.groups, body.source]).toEqual([undefined, undefined])
    expect(body.resource.meta.location).toBe("http://localhost/scim/v2/Users/u07")
    const groups = await ask("GET", `${base}/users/u07/groups`)
    expect(groups.body.items).toEqual([
      { id: "inner", displayName: "inner", type: "direct" },
      { id: "outer", displayName: "outer", type: "indirect" }
    ])
    expect(await walk(`${base}/users/u07/groups?limit=1`)).toEqual([["inner"], ["outer"]])
    for (const path of ["users/nobody", "users/nobody/groups", "users/inner"]) {
      expect([path, (await ask("GET", `${base}/${path}`)).status]).toEqual([path, 404])
    }
  })
})

describe("a user", () => {
  it("is shut out and let in by name of the administrator, whatever the tenant demands of clients", async () => {
    await set({ ifMatch: "required", required: ["userName", "title"] })
    const out = await ask("POST", `${base}/users/u01/deactivate`)
    expect([out.status, out.body.active, out.body.version]).toEqual([200, false, 'W/"2"'])
    expect((await ask("POST", `${base}/users/u01/deactivate`)).body.version).toBe('W/"2"')
    await expect
      .poll(async () => (await ask("GET", `${base}/users/u01`)).body.source, { timeout: 5_000 })
      .toMatchObject({ id: api.administrators.acme.id, name: "ada@acme.example" })
    expect((await ask("POST", `${base}/users/u01/activate`)).body.active).toBe(true)
    expect((await ask("POST", `${base}/users/nobody/activate`)).status).toBe(404)
    await set({ ifMatch: "optional", required: ["userName"] })
    const logged = () =>
      api.run(
        Effect.flatMap(LogStore, (log) =>
          log.page({ tenant: "acme", resource: "User/nobody", order: "newest", limit: 1 })
        )
      )
    await expect
      .poll(async () => (await logged())[0], { timeout: 5_000 })
      .toMatchObject({
        method: "POST",
        path: "/api/tenants/acme/users/nobody/activate",
        status: 404,
        token: { name: "ada@acme.example" }
      })
  })

  it("is gone after a removal, or kept where the tenant wants that, and comes back inactive", async () => {
    expect((await ask("DELETE", `${base}/users/u02`)).body).toEqual({ kept: false })
    expect((await ask("DELETE", `${base}/users/u02`)).status).toBe(404)
    await set({ onDelete: "keep" })
    expect((await ask("DELETE", `${base}/users/u04`)).body).toEqual({ kept: true })
    expect((await ask("DELETE", `${base}/users/u05`)).body).toEqual({ kept: true })
    const kept = await ask("GET", `${base}/kept/users`)
    expect(new Set(ids(kept))).toEqual(new Set(["u04", "u05", "acme-kept"]))
    expect(kept.body.items[2]).toEqual({
      id: "acme-kept",
      userName: "bob",
      createdAt: "1970-01-01T00:00:00.001Z",
      removedAt: "1970-01-01T00:00:00.002Z"
    })
    expect((await walk(`${base}/kept/users?limit=1`)).map((page) => page.length)).toEqual([1, 1, 1])
    const back = await ask("POST", `${base}/kept/users/u04/restore`)
    expect([back.status, back.body]).toEqual([200, { id: "u04" }])
    expect((await ask("GET", `${base}/users/u04`)).body).toMatchObject({ active: false, version: 'W/"2"' })
    expect((await ask("POST", `${base}/kept/users/u04/restore`)).status).toBe(404)
    expect((await ask("POST", `${base}/kept/groups/u05/restore`)).status).toBe(404)
    expect((await ask("GET", `${base}/kept/devices`)).status).toBe(400)
    expect((await ask("GET", `${base}/kept/groups?after=${kept.body.next ?? "x"}`)).status).toBe(400)
    await set({ onDelete: "remove" })
  })

  it("does not come back while another has the userName, and says so", async () => {
    await set({ onDelete: "keep" })
    await ask("DELETE", `${base}/users/u06`)
    const taken = { userName: "PERSON6@acme.example" }
    const insert = { type: user, id: "again", document: taken, members: [], unknownMembers: "wait", now: 50 } as const
    await api.run(Effect.flatMap(ResourceStore, (store) => store.insert("acme", [insert])))
    const refused = await ask("POST", `${base}/kept/users/u06/restore`)
    expect([refused.status, refused.body]).toEqual([
      409,
      {
        _tag: "Conflict",
        detail:
          "The User cannot come back: another User has its userName by now. Give that one another userName, or delete it, and restore this one again."
      }
    ])
    await set({ onDelete: "remove" })
    await ask("DELETE", `${base}/users/again`)
    expect((await ask("POST", `${base}/kept/users/u06/restore`)).status).toBe(200)
  })
})

describe("the groups of a tenant", () => {
  it("are listed with the number of their members", async () => {
    const { body } = await ask("GET", `${base}/groups?search=crowd`)
    expect(body).toEqual({
      items: [
        {
          id: "crowd",
          displayName: "crowd",
          memberCount: 250,
          createdAt: "1970-01-01T00:00:00.030Z",
          lastModifiedAt: "1970-01-01T00:00:00.030Z"
        }
      ]
    })
  })

  it("are shown without members, which come page by page", async () => {
    const { body } = await ask("GET", `${base}/groups/crowd`)
    expect([body.memberCount, body.resource.members, body.resource.displayName]).toEqual([250, undefined, "crowd"])
    const pages = await walk(`${base}/groups/crowd/members?limit=100`)
    expect(pages.map((page) => page.length)).toEqual([100, 100, 50])
    expect(new Set(pages.flat()).size).toBe(250)
    const members = await ask("GET", `${base}/groups/crowd/members?limit=1`)
    expect(members.body.items).toEqual([{ id: "m000", type: "Group", displayName: "m000" }])
    const foreign = await ask("GET", `${base}/groups/inner/members?after=${members.body.next}`)
    expect([foreign.status, (await ask("GET", `${base}/groups/u07/members`)).status]).toEqual([400, 404])
  })

  it("are deleted, and restored without members", async () => {
    await set({ onDelete: "keep" })
    expect((await ask("DELETE", `${base}/groups/crowd`)).body).toEqual({ kept: true })
    expect(ids(await ask("GET", `${base}/kept/groups`))).toEqual(["crowd"])
    expect((await ask("POST", `${base}/kept/groups/crowd/restore`)).status).toBe(200)
    expect((await ask("GET", `${base}/groups/crowd`)).body.memberCount).toBe(0)
    await set({ onDelete: "remove" })
  })
})

describe("the schemas of a tenant", () => {
  it("are those of its resource types, with every characteristic and what it requires itself", async () => {
    await set({ required: ["userName", "title"] })
    const { body } = await ask("GET", `${base}/schemas`)
    expect(body.map(({ name }: { readonly name: string }) => name)).toEqual(["User", "Group"])
    const [{ schemas }] = body
    expect(schemas.map(({ kind }: { readonly kind: string }) => kind)).toEqual(["common", "base", "extension"])
    const attribute = (part: number, name: string) =>
      schemas[part].attributes.find((each: { readonly name: string }) => each.name === name)
    expect(attribute(0, "externalId")).toMatchObject({ path: "externalId", caseExact: true })
    expect(attribute(1, "title")).toMatchObject({ required: true, type: "string", mutability: "readWrite" })
    expect(attribute(1, "userName")).toMatchObject({ uniqueness: "server", subAttributes: [] })
    expect(attribute(2, "manager").subAttributes[0]).toMatchObject({
      path: "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value"
    })
  })

  it("have a place for what identity providers send by default", async () => {
    const { body } = await ask("GET", `${base}/mappings`)
    expect(body).toHaveLength(7)
    const entra = body.find(({ id }: { readonly id: string }) => id === "entra")
    expect(entra.rows).toContainEqual({
      type: "User",
      attribute: "mail",
      path: 'emails[type eq "work"].value',
      known: true
    })
  })
})

describe("the description", () => {
  it("says of every endpoint about people what it does", async () => {
    const { body } = await api.ask("GET", "/api/openapi.json")
    const silent = Object.entries<Record<string, { readonly description?: string }>>(body.paths)
      .filter(([path]) => /\/(users|groups|kept|schemas|mappings)/.test(path))
      .flatMap(([path, methods]) => Object.values(methods).map(({ description }) => [path, description]))
    expect(silent.length).toBe(18)
    expect(silent.filter(([, description]) => !description)).toEqual([])
  })
})
