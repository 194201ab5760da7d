import { Event, ResourceType, SchemaRegistry, Webhook } from "@rollcall/core"
import { describe, expect, it } from "vitest"

const { user, group } = SchemaRegistry

const recorded = (given: Partial<Event.Recorded>): Event.Recorded => ({
  seq: 7,
  tenant: "acme",
  change: "updated",
  resource: { type: "User", id: "u1", version: 2 },
  at: 5,
  told: {},
  ...given
})

describe("Event.tell", () => {
  it("tells a change with what differs", () => {
    expect(Event.tell(recorded({ told: { attributes: ["title"] } }))).toEqual([
      {
        id: "evt_7_0_u1",
        seq: 7,
        tenant: "acme",
        kind: "user.updated",
        resource: { type: "User", id: "u1", version: 2 },
        at: 5,
        attributes: ["title"]
      }
    ])
  })

  it("tells who may no longer come in as an event of its own, behind the change", () => {
    const told = { attributes: ["active"], activity: "deactivated" } as const
    expect(Event.tell(recorded({ told })).map(({ id, kind }) => [id, kind])).toEqual([
      ["evt_7_0_u1", "user.updated"],
      ["evt_7_1_u1", "user.deactivated"]
    ])
  })

  it("tells each member as an event of its own", () => {
    const told = { membersAdded: ["u1", "u2"], membersRemoved: ["u3"] }
    const resource = { type: "Group", id: "g1", version: 3 }
    expect(Event.tell(recorded({ resource, told })).map(({ id, kind, member }) => [id, kind, member])).toEqual([
      ["evt_7_0_g1", "group.updated", undefined],
      ["evt_7_1_g1", "group.member_added", "u1"],
      ["evt_7_2_g1", "group.member_added", "u2"],
      ["evt_7_3_g1", "group.member_removed", "u3"]
    ])
  })

  it("names kinds after types of one's own", () => {
    const resource = { type: "EdgeDevice", id: "d1", version: 1 }
    expect(Event.tell(recorded({ change: "created", resource })).map(({ kind }) => kind)).toEqual([
      "edgedevice.created"
    ])
  })
})

describe("a token that is going to end", () => {
  const expiring = Event.ofExpiring({ id: "t1", name: "Okta" }, { days: 30, expires: Date.UTC(2027, 0, 2) })
  const change = recorded(expiring)

  it("is told by its name, with the days ahead and the end, and no secret", () => {
    expect(Event.tell(change).map((event) => Event.render(event))).toEqual([
      {
        type: "token.expiring",
        timestamp: new Date(change.at).toISOString(),
        data: {
          seq: change.seq,
          tenant: change.tenant,
          resource: { type: "Token", id: "t1", version: 0 },
          expiry: { name: "Okta", days: 30, expires: "2027-01-02T00:00:00.000Z" }
        }
      }
    ])
  })

  it("is nothing that security event tokens could tell", () => {
    const webhook = {
      id: "w",
      tenant: "t",
      url: "https://a.example",
      kinds: [],
      secrets: [],
      enabled: true,
      created: 1
    }
    expect(Webhook.owed(webhook, change)).toHaveLength(1)
    const receiver = { issuer: "i", audience: "a", delivery: "poll" } as const
    expect(Webhook.owed({ ...webhook, receiver }, change)).toEqual([])
    expect(Webhook.owed({ ...webhook, receiver }, recorded({}))).toHaveLength(1)
  })
})

describe("Event.render", () => {
  it("has the kind, the time and everything else as data, but for the id", () => {
    const told = { attributes: ["title"] }
    const [event] = Event.tell(recorded({ told }))
    expect(event === undefined ? undefined : Event.render(event)).toEqual({
      type: "user.updated",
      timestamp: "1970-01-01T00:00:00.005Z",
      data: { seq: 7, tenant: "acme", resource: { type: "User", id: "u1", version: 2 }, attributes: ["title"] }
    })
  })
})

describe("Event.activity", () => {
  it.each([
    [{ active: true }, { active: false }, "deactivated"],
    [{}, { active: false }, "deactivated"],
    [{ active: false }, { active: true }, "reactivated"],
    [{ active: false }, {}, "reactivated"],
    [{ active: false }, { active: false }, undefined],
    [{ active: true }, {}, undefined],
    [{}, { active: true }, undefined]
  ])("from %j to %j is %s", (before, after, expected) => {
    expect(Event.activity(user, before, after)).toBe(expected)
  })

  it("is nothing to a type that knows no activity, whatever its attributes are called", () => {
    expect(Event.activity(group, { active: true }, { active: false })).toBeUndefined()
    const schema = { ...user.schema, attributes: user.schema.attributes.filter(({ key }) => key !== "active") }
    expect(Event.activity(ResourceType.make({ ...user, schema }), {}, { active: false })).toBeUndefined()
  })
})

describe("Event.kinds", () => {
  it("has every kind of the registry's types", () => {
    expect(Event.kinds(SchemaRegistry.standard)).toEqual([
      "user.created",
      "user.updated",
      "user.deactivated",
      "user.reactivated",
      "user.deleted",
      "group.created",
      "group.updated",
      "group.deleted",
      "group.member_added",
      "group.member_removed",
      "token.expiring"
    ])
  })
})
