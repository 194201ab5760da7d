import { LogEntry, LogStore } from "@rollcall/provider"
import { Effect } from "effect"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import * as Installed from "./installation.ts"

let api: Installed.Installation

const entry = (tenant: string, time: number, given: Partial<LogEntry.LogEntry> = {}): LogEntry.LogEntry => ({
  tenant,
  time,
  method: "GET",
  path: "/scim/v2/Users",
  status: 200,
  duration: 3,
  notes: [],
  ...given
})

const append = (...entries: ReadonlyArray<LogEntry.LogEntry>) =>
  api.run(Effect.flatMap(LogStore, (log) => log.append(entries)))

const refused = entry("acme", 2_000, {
  token: { id: "t", name: "Okta", identityProvider: "okta" },
  method: "POST",
  status: 409,
  error: "Uniqueness",
  scimType: "uniqueness",
  detail: "There is one.",
  attribute: "userName",
  resource: "User/1",
  requestId: "9f-1",
  notes: ["EmptyString: Read it."],
  request: '{"userName":"***"}',
  response: '{"status":"409"}'
})

beforeAll(async () => {
  api = await Installed.make()
  await append(
    entry("acme", 1_000),
    refused,
    LogEntry.missing("acme", 4, 3_000),
    entry("other", 4_000),
    entry(LogEntry.nobody, 5_000, { status: 401, error: "Unauthorized" })
  )
})

afterAll(() => api.close())

const path = "/api/tenants/acme/log"
const ask = (more = "", who: Installed.Name = "acme") => api.as(who)("GET", `${path}${more}`)
const times = async (query: string) =>
  (await ask(query)).body.items.map(({ time }: { readonly time: string }) => Date.parse(time))

describe("the log of a tenant", () => {
  it("is shown newest first, without bodies, and with what is missing", async () => {
    const { body } = await ask()
    const { request: _, response: __, ...rest } = refused
    expect(body.items.map(({ id: _, ...shown }: { readonly id: number }) => shown)).toEqual([
      {
        time: "1970-01-01T00:00:03.000Z",
        tenant: "acme",
        detail: "4 requests are missing before this line.",
        notes: []
      },
      {
        time: "1970-01-01T00:00:02.000Z",
        tenant: "acme",
        token: "t",
        tokenName: "Okta",
        identityProvider: "okta",
        method: "POST",
        path: rest.path,
        status: 409,
        ms: 3,
        resource: "User/1",
        requestId: "9f-1",
        error: "Uniqueness",
        scimType: "uniqueness",
        detail: "There is one.",
        attribute: "userName",
        notes: rest.notes
      },
      {
        time: "1970-01-01T00:00:01.000Z",
        tenant: "acme",
        method: "GET",
        path: rest.path,
        status: 200,
        ms: 3,
        notes: []
      }
    ])
    expect(body.next).toBeUndefined()
  })

  it.each([
    ["?outcome=failed", [3_000, 2_000]],
    ["?outcome=ok", [1_000]],
    ["?text=OKTA", [2_000]],
    ["?token=t", [2_000]],
    ["?method=post", [2_000]],
    ["?resource=User/1", [2_000]],
    ["?from=1970-01-01T00:00:02Z", [3_000, 2_000]],
    ["?to=1970-01-01T00:00:02Z", [1_000]],
    ["?from=1970-01-02", []],
    ["?token=t&outcome=ok", []]
  ])("is chosen from by %s", async (query, expected) => {
    expect(await times(query)).toEqual(expected)
  })

  it.each([
    "?outcome=bad",
    "?from=yesterday",
    "?text=",
    "?outcom=failed",
    "?after=e30",
    "/x",
    "/1.5",
    "/export?format=xml"
  ])("answers %s with 400", async (query) => {
    expect((await ask(query)).status).toBe(400)
  })

  it("is walked page by page, each entry once", async () => {
    const first = (await ask("?limit=2")).body
    const second = (await ask(`?limit=2&after=${first.next}`)).body
    expect([first.items.length, second.items.length, second.next]).toEqual([2, 1, undefined])
    expect([...first.items, ...second.items]).toEqual((await ask()).body.items)
  })

  it("has one entry with its bodies, what happened, and what to do", async () => {
    const [, { id }] = (await ask()).body.items
    const { body } = await ask(`/${id}`)
    expect(body).toMatchObject({ id, request: refused.request, response: refused.response })
    expect(body.happened).toBe("Another resource has the same userName already, and no two may share it.")
    expect(body.remedy).toContain("Look up who holds it")
    expect((await api.as("other")("GET", `/api/tenants/other/log/${id}`)).status).toBe(404)
  })
})

describe("an export of the log", () => {
  it("has every entry, oldest first, as lines that a spreadsheet takes for no formula", async () => {
    await append(entry("other", 4_001, { detail: '=HYPERLINK("x")' }))
    const { body, headers, status } = await api.as("other")("GET", "/api/tenants/other/log/export?format=csv")
    const lines = body.split("\r\n")
    expect([status, headers["content-type"], lines.length]).toEqual([200, "text/csv; charset=utf-8", 4])
    expect(lines[0]).toBe(
      "id,time,tenant,token,tokenName,method,path,status,ms,resource,error,scimType,detail,attribute,notes,identityProvider,requestId"
    )
    expect(lines[2]).toContain(`"'=HYPERLINK(""x"")"`)
    expect(headers["content-disposition"]).toMatch(/^attachment; filename="rollcall-log-other-\d{4}-\d\d-\d\d\.csv"$/)
    expect(headers["cache-control"]).toBe("no-store")
  })

  it("has an object on each line, of those that are chosen", async () => {
    const { body, headers } = await ask("/export?format=json&outcome=failed")
    expect(headers["content-type"]).toBe("application/x-ndjson")
    const found = body
      .trimEnd()
      .split("\n")
      .map((line: string) => JSON.parse(line))
    expect(found).toEqual((await ask("?outcome=failed")).body.items.reverse())
  })

  it("reads page by page, as whoever takes it has room", async () => {
    const before = Date.now()
    const many = Array.from({ length: 5_000 }, (_, index) => entry("default", before - 10_000 + index))
    await append(...many)
    const { reader } = await api.open("operator", "/api/tenants/default/log/export?format=json")
    let lines = 0
    let largest = 0
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      largest = Math.max(largest, part.value.length)
      lines += new TextDecoder().decode(part.value).split("\n").length - 1
    }
    expect(lines).toBe(5_000)
    expect(largest).toBeLessThan(200_000)
  })
})

describe("requests of nobody known", () => {
  it("are shown to operators alone", async () => {
    const { body } = await api.as("operator")("GET", "/api/log/unknown-senders?outcome=failed")
    expect(body.items).toEqual([expect.objectContaining({ status: 401, error: "Unauthorized" })])
    expect(body.items[0]).not.toHaveProperty("tenant")
    const whole = await api.as("operator")("GET", `/api/log/unknown-senders/${body.items[0].id}`)
    expect(whole.body.remedy).toContain("Paste the whole token")
    expect((await api.as("operator")("GET", `/api/log/unknown-senders/1`)).status).toBe(404)
  })
})
