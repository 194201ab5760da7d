import { Fixtures } from "@rollcall/contract"
import { Effect } from "effect"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import * as Installed from "./installation.ts"

const { insertGroup, insertUser, tenant, update, user } = Fixtures

let api: Installed.Installation

beforeAll(async () => {
  api = await Installed.make()
  await api.run(
    Effect.gen(function* () {
      for (const id of ["u1", "u2"]) yield* insertUser(id, { userName: id, active: true })
      yield* update(user, "u1", { document: { userName: "u1", active: false } })
      yield* insertGroup("g1", ["u1", "u2"])
    })
  )
})

afterAll(() => api.close())

const events = (query = "") => api.as("operator")("GET", `/api/tenants/${tenant}/events/newest${query}`)

interface Shown {
  readonly type: string
  readonly data: { readonly resource: { readonly id: string } }
}

const names = ({ body }: Installed.Answer): ReadonlyArray<string> =>
  body.items.map(({ type, data }: Shown) => `${type} ${data.resource.id}`)

describe("the newest events of a tenant", () => {
  it("come in pages, those of the newest change first", async () => {
    const first = await events("?limit=2")
    expect(names(first)).toEqual([
      "group.member_added g1",
      "group.member_added g1",
      "group.created g1",
      "user.deactivated u1",
      "user.updated u1"
    ])
    const second = await events(`?limit=2&after=${first.body.next}`)
    expect(names(second)).toEqual(["user.created u2", "user.created u1"])
    expect(first.body.items[0].data.seq).toBe(first.body.end)
  })

  it("are looked through for kinds and for a resource", async () => {
    expect(names(await events("?kind=user.created,user.deactivated&limit=1"))).toEqual(["user.deactivated u1"])
    const { body } = await events("?resource=User/u1")
    expect([names({ body } as Installed.Answer), body.next]).toEqual([
      ["user.deactivated u1", "user.updated u1", "user.created u1"],
      undefined
    ])
    expect(names(await events("?resource=User/nobody"))).toEqual([])
  })

  it("go on in the stream without a gap", async () => {
    const { body } = await events("?limit=1")
    await api.run(insertUser("u3"))
    const rest = await api.as("operator")("GET", `/api/tenants/${tenant}/events?after=${body.end}`)
    expect(names(rest)).toEqual(["user.created u3"])
  })

  it("are of kinds that are known", async () => {
    const { body } = await api.as("acme")("GET", "/api/tenants/acme/events/kinds")
    expect(body).toContain("user.deactivated")
    expect(body).toContain("group.member_added")
  })

  it.each(["?limit=0", "?after=x", "?kind=user.fired", "?resource=u1", "?order=oldest"])(
    "are not shown for %s",
    async (query) => {
      const { status, body } = await events(query)
      expect([status, typeof body.detail]).toEqual([400, "string"])
    }
  )
})
