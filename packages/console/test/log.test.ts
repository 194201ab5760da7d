import { describe, expect, it } from "vitest"
import type { Entry } from "../app/api/log.ts"
import { laidOut } from "../app/log/Body.tsx"
import * as LogFilter from "../app/log/LogFilter.ts"
import { merged } from "../app/log/merged.ts"
import { maskedIn, read, triedOf } from "../app/log/tried.ts"
import { ceiling } from "../app/overview/numbers.ts"
import { isLocal } from "../app/trial/isLocal.ts"
import * as Trial from "../app/trial/Trial.ts"

const entry = (id: number, given: Partial<Entry> = {}): Entry => ({
  id,
  time: new Date(id * 1_000).toISOString(),
  method: "GET",
  path: "/scim/v2/Users",
  status: 200,
  notes: [],
  ...given
})

describe("the filter of the log in an address", () => {
  it("is read as it was written, a number as the text that it was", () => {
    const filter = LogFilter.read({ text: 42, outcome: "failed", since: "24h", method: "PATCH" })
    expect(filter).toEqual({ text: "42", outcome: "failed", since: "24h", method: "PATCH" })
    expect(LogFilter.read({ ...filter })).toEqual(filter)
  })

  it.each([{ outcome: "maybe" }, { since: "toString" }, { from: "yesterday" }, { text: "  " }, { text: { a: 1 } }])(
    "has nothing of %j",
    (search) => {
      expect(LogFilter.isEmpty(LogFilter.read(search))).toBe(true)
    }
  )

  it("asks for a span that ends now, or for what is between two times", () => {
    expect(LogFilter.chosen({ since: "1h", token: "t" }, 3_600_000)).toEqual({
      token: "t",
      from: "1970-01-01T00:00:00.000Z"
    })
    expect(LogFilter.chosen({ from: "2026-01-01", to: "2026-01-02T00:00:00Z" }, 0)).toEqual({
      from: "2026-01-01T00:00:00.000Z",
      to: "2026-01-02T00:00:00.000Z"
    })
  })

  it("is watched without its times, and not at all where they have an end", () => {
    expect(LogFilter.watched({ since: "1h", outcome: "failed" })).toEqual({ outcome: "failed" })
    expect(LogFilter.watched({ to: "2026-01-02" })).toBeUndefined()
  })

  it("loses what is taken away", () => {
    expect(LogFilter.change({ text: "a", method: "GET" }, { text: "", method: undefined })).toEqual({})
  })
})

describe("a line that is tried again", () => {
  const belowBase = (path: string) => (path.startsWith("/scim/v2/") ? path.slice("/scim/v2".length) : path)
  const whole = { ...entry(1, { method: "POST" }), happened: "", remedy: "" }

  it("has what was sent below the endpoint, laid out", () => {
    expect(triedOf({ ...whole, path: "/scim/v2/Users/7", request: '{"a":1}' }, belowBase)).toEqual({
      method: "POST",
      path: "/Users/7",
      body: '{\n  "a": 1\n}'
    })
  })

  it.each([
    { method: "CLI", path: "rollcall user deactivate 7" },
    { method: "POST", path: "/api/tenants/acme/users/7/deactivate" },
    { method: "POST", path: "/oauth/token" }
  ])("is none that did not come over SCIM: %j", (given) => {
    expect(triedOf({ ...whole, ...given }, belowBase)).toBeUndefined()
  })

  it("tells where something is masked, in a text too", () => {
    const json = { a: "***", emails: [{ value: "x" }, { value: "***" }], path: 'emails[value eq "***"]', n: 0, z: null }
    expect(maskedIn(json)).toEqual(["a", "emails[1].value", "path"])
  })

  it("is read as JSON, as nothing, or not at all", () => {
    expect([read(" "), read('{"a":1}')]).toEqual([{ json: undefined }, { json: { a: 1 } }])
    expect(read('{"a":1… (20000 characters in all)')).toEqual({ wrong: expect.stringMatching(/./) })
  })
})

describe("lines from several places", () => {
  it("are one list, newest first, each once", () => {
    const pages = [{ items: [entry(3), entry(2)] }, { items: [entry(1)] }]
    expect(merged([entry(4), entry(3)], pages).map(({ id }) => id)).toEqual([4, 3, 2, 1])
  })
})

describe("a body", () => {
  it("is set out where it is JSON, and as it is where it was cut", () => {
    expect(laidOut('{"a":1}')).toBe('{\n  "a": 1\n}')
    expect(laidOut('{"a":')).toBe('{"a":')
  })
})

describe("the axis of a chart", () => {
  it.each([
    [0, 2],
    [2, 2],
    [3, 4],
    [7, 10],
    [41, 50],
    [100, 100],
    [1_234, 2_000]
  ])("has room for %d up to %d", (value, expected) => expect(ceiling(value)).toBe(expected))
})

describe("a trial", () => {
  const created = entry(2, { method: "POST", status: 201, resource: "User/1" })
  const changed = entry(5, { method: "PATCH", resource: "User/1" })
  const change = { seq: 1, change: "updated", attributes: ["title"] } as const

  it("has seen nothing in what was refused", () => {
    expect(Trial.evidence([entry(1, { status: 401 })], new Map())).toEqual({})
  })

  it("takes the first of each for evidence, and of a change the line that made it", () => {
    const at = new Date(4_900).toISOString()
    const found = Trial.evidence([changed, created, entry(1)], new Map([["User/1", [{ ...change, at }]]]))
    expect(found.connection?.entry?.id).toBe(1)
    expect(found.userCreated?.entry?.id).toBe(2)
    expect(found.userUpdated).toMatchObject({ attributes: ["title"], entry: { id: 5 } })
    expect(Object.keys(found)).toEqual(["connection", "userCreated", "userUpdated"])
  })

  it("tells deactivation from any other update, and takes deletion for it", () => {
    const at = new Date(4_900).toISOString()
    const off = new Map([["User/1", [{ ...change, at, activity: "deactivated" as const }]]])
    expect(Object.keys(Trial.evidence([], off))).toEqual(["userDeactivated"])
    const gone = new Map([["User/1", [{ ...change, at, change: "deleted" as const }]]])
    expect(Object.keys(Trial.evidence([], gone))).toEqual(["userDeactivated"])
  })

  it("sees members come into groups alone", () => {
    const at = new Date(4_900).toISOString()
    const joined = { ...change, at, membersAdded: 2 }
    expect(Trial.evidence([], new Map([["Group/1", [joined]]])).memberAdded).toMatchObject({ members: 2 })
  })
})

describe("a host", () => {
  it.each([
    ["localhost", true],
    ["127.0.0.1", true],
    ["172.20.1.1", true],
    ["172.32.1.1", false],
    ["[::1]", true],
    ["scim", true],
    ["scim.acme.internal", true],
    ["scim.example.com", false]
  ])("%s is known in its network alone: %s", (host, expected) => expect(isLocal(host)).toBe(expected))
})
