import { describe, expect, it } from "vitest"
import { keysOf, shortUrl } from "../app/api/delivery.ts"
import type { Event } from "../app/api/events.ts"
import { adviceOf } from "../app/delivery/advice.ts"
import * as EventFilter from "../app/events/EventFilter.ts"
import { folded, merged } from "../app/events/lines.ts"

describe("what to do about an answer", () => {
  it.each([
    ["410", "gone"],
    ["401: no signature", "refused"],
    ["404: 500 is not here", "missing"],
    ["405", "method"],
    ["308", "redirect"],
    ["422: what?", "unread"],
    ["429", "busy"],
    ["503: maintenance", "down"],
    ["500", "broken"],
    ["504", "slow"],
    ["no answer within 10s", "slow"],
    ["10.0.0.1 is 10.0.0.1, which is no public address", "private"],
    ["the address is not https", "private"],
    ["app.example.com has no address", "name"],
    ["ECONNREFUSED", "closed"],
    ["certificate has expired", "certificate"],
    ["200 OK it said", "other"],
    ["something else", "other"]
  ] as const)("such as %j is %s", (answer, advice) => expect(adviceOf(answer)).toBe(advice))
})

describe("an address", () => {
  it("is known without what all have, and an issuer has its keys beside it", () => {
    expect(shortUrl("https://app.example.com/")).toBe("app.example.com")
    expect(shortUrl("http://app.example.com/events")).toBe("app.example.com/events")
    expect(keysOf("https://x.example/scim/security-events/acme")).toBe("https://x.example/scim/.well-known/jwks.json")
  })
})

const event = (seq: number, part: number, type = "user.created"): Event => ({
  id: `evt_${seq}_${part}_u`,
  type,
  timestamp: new Date(seq).toISOString(),
  data: { seq, tenant: "acme", resource: { type: "User", id: "u", version: 1 } }
})

describe("events as lines", () => {
  it("are there once, those that came last first", () => {
    const pages = [{ items: [event(2, 0), event(1, 0)] }]
    expect(merged([event(2, 0), event(3, 0), event(3, 1)], pages).map(({ id }) => id)).toEqual([
      "evt_3_1_u",
      "evt_3_0_u",
      "evt_2_0_u",
      "evt_1_0_u"
    ])
  })

  it("are as few of one change and kind as anybody reads, with how many more there are", () => {
    const added = [5, 4, 3, 2, 1].map((part) => event(7, part, "group.member_added"))
    const lines = folded([...added, event(7, 0, "group.created"), event(6, 0), event(5, 0)])
    expect(lines.map(({ event: { id }, more }) => [id, more])).toEqual([
      ["evt_7_5_u", 0],
      ["evt_7_4_u", 0],
      ["evt_7_3_u", 2],
      ["evt_7_0_u", 0],
      ["evt_6_0_u", 0],
      ["evt_5_0_u", 0]
    ])
  })
})

describe("the filter of events in an address", () => {
  it("is read as it was written", () => {
    const chosen = { kinds: ["user.created", "group.member_added"], resource: "User/1" }
    expect(EventFilter.read(EventFilter.print(chosen))).toEqual(chosen)
  })

  it.each([{ kind: 1 }, { kind: "x" }, { resource: "User" }, { resource: "/1" }, { resource: "User/" }])(
    "has nothing of %j",
    (search) => {
      expect(EventFilter.isEmpty(EventFilter.read(search))).toBe(true)
    }
  )
})
