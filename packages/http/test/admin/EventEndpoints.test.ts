import { Fixtures } from "@rollcall/contract"
import type { Resource } from "@rollcall/core"
import { Effect } from "effect"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import * as Installed from "./installation.ts"

const { adding, group, insertGroup, insertUser, tenant, update, user } = Fixtures

let api: Installed.Installation
/** The number of the last event before those of the story. */
let start = 0

beforeAll(async () => {
  api = await Installed.make()
  await api.run(
    Effect.gen(function* () {
      for (const id of ["u1", "u2", "u3"]) yield* insertUser(id, { userName: id, active: true })
      yield* update(user, "u2", { document: { userName: "u2", active: false } })
      yield* insertGroup("g1", ["u1", "u2"])
    })
  )
  const { body } = await events("?kind=user.created")
  const [, first] = body.items.find(({ data }: Shown) => data.resource.id === "u1").id.split("_")
  start = Number(first) - 1
})

afterAll(() => api.close())

const events = (query = "") => api.as("operator")("GET", `/api/tenants/${tenant}/events${query}`)

type Shown = { readonly type: string; readonly data: { readonly resource: Pick<Resource.Resource, "id"> } }

const names = ({ body }: Installed.Answer): ReadonlyArray<string> =>
  body.items.map(({ type, data }: Shown) => `${type} ${data.resource.id}`)

describe("the events of a tenant", () => {
  it("come in pages, each behind the one before, and the last one has no next", async () => {
    const found: Array<string> = []
    let query = `?limit=2&after=${start}`
    for (let pages = 0; pages < 4; pages++) {
      const answer = await events(query)
      found.push(...names(answer))
      if (answer.body.next === undefined) break
      query = `?limit=2&after=${answer.body.next}`
    }
    expect(found).toEqual([
      "user.created u1",
      "user.created u2",
      "user.created u3",
      "user.updated u2",
      "user.deactivated u2",
      "group.created g1",
      "group.member_added g1",
      "group.member_added g1"
    ])
    expect(names(await events(`?after=${start}`))).toEqual(found)
  })

  it("are looked through for the kinds that are asked for", async () => {
    const answer = await events(`?kind=user.deactivated,group.created&limit=1&after=${start}`)
    expect(names(answer)).toEqual(["user.deactivated u2"])
    const rest = await events(`?kind=user.deactivated,group.created&after=${answer.body.next}`)
    expect([names(rest), rest.body.next]).toEqual([["group.created g1"], undefined])
    expect(Object.keys(answer.body.items[0])).toEqual(["id", "type", "timestamp", "data"])
  })

  it.each(["?limit=0", "?limit=1001", "?limit=x", "?after=x", "?after=-1", "?kind=user.fired"])(
    "are not shown for %s",
    async (query) => {
      const { status, body } = await events(query)
      expect([status, typeof body.detail]).toEqual([400, "string"])
    }
  )
})

describe("the stream of events", () => {
  const open = async (query: string, headers: Readonly<Record<string, string>> = {}) => {
    const { answer, reader } = await api.open("operator", `/api/tenants/${tenant}/events/stream${query}`, headers)
    const decoder = new TextDecoder()
    let text = ""
    const until = async (isEnough: (text: string) => boolean) => {
      while (!isEnough(text)) {
        const part = await reader.read()
        if (part.done) return `${text}(end)`
        text += decoder.decode(part.value, { stream: true })
      }
      return text
    }
    return { answer, until, cancel: () => reader.cancel() }
  }

  const count = (text: string, part: string) => text.split(part).length - 1

  it("goes on behind the number that the client has seen, which each change ends with", async () => {
    const { answer, until, cancel } = await open("?after=0", { "last-event-id": `${start + 3}` })
    expect(answer.headers["content-type"]).toBe("text/event-stream")
    const text = await until((read) => count(read, "data: ") === 5)
    const parts = text.split("\n\n").filter((part) => part.includes("data: "))
    expect(parts.map((part) => part.split("\n").map((line) => line.split(":")[0]))).toEqual([
      ["data"],
      ["id", "data"],
      ["data"],
      ["data"],
      ["id", "data"]
    ])
    expect(text.startsWith("retry: 2000\n\n")).toBe(true)
    await api.run(insertGroup("g2"))
    expect(await until((read) => read.includes('group.created","timestamp') && count(read, "g2") > 0)).toContain("g2")
    await cancel()
  })

  it("tells what happens from now on, of the kinds that are asked for", async () => {
    const { until, cancel } = await open("?kind=group.member_added")
    await until((text) => text.includes("retry"))
    await new Promise((resolve) => setTimeout(resolve, 300))
    await api.run(update(group, "g1", { members: adding("u3") }))
    const text = await until((read) => read.includes("data: "))
    expect([count(text, "data: "), text.includes("group.member_added")]).toEqual([1, true])
    await cancel()
  })

  it("is refused beyond a number of them, and makes room when clients leave", async () => {
    const all = await Promise.all(Array.from({ length: 100 }, () => open("?after=0")))
    await Promise.all(all.map(({ until }) => until((text) => text.includes("retry"))))
    const refused = await events("/stream?after=0")
    expect([refused.status, refused.headers["retry-after"]]).toEqual([429, "60"])
    await Promise.all(all.map(({ cancel }) => cancel()))
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect((await events("/stream?after=0")).status).toBe(200)
  })

  it("ends when the server is about to", async () => {
    const { until } = await open("")
    await until((text) => text.includes("retry"))
    api.stop()
    expect(await until(() => false)).toMatch(/\(end\)$/)
  })
})
