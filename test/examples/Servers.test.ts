import { describe, expect, it } from "vitest"
import * as Program from "./Program.ts"
import * as Story from "./Story.ts"

/** What the program that SCIM is mounted in shows of the people that it knows. */
const peopleOf = async ({ origin }: Program.Program): Promise<unknown> => (await fetch(`${origin}/people`)).json()

describe.each(["hono", "express", "effect"])("examples/%s", (name) => {
  it("lets a directory provision the application around it", async () => {
    const program = await Program.start(`${name}/main.ts`)
    try {
      expect(await peopleOf(program)).toEqual([])
      const outcome = await Story.tell(program.send, async () => {
        expect(await peopleOf(program)).toEqual(["ada@example.com"])
      })
      expect(outcome).toEqual(Story.expected)
      expect(await peopleOf(program)).toEqual([])
    } finally {
      expect(await program.stop()).toBe(0)
    }
  })
})

describe("examples/store", () => {
  it("lets a directory provision a store of one's own", async () => {
    const program = await Program.start("store/main.ts")
    try {
      expect(await Story.tell(program.send)).toEqual(Story.expected)
    } finally {
      expect(await program.stop()).toBe(0)
    }
  })
})

describe("examples/schema", () => {
  it("serves attributes and a resource type of one's own as it serves those of the RFC", async () => {
    const program = await Program.start("schema/main.ts")
    const seating = "urn:example:scim:schemas:extension:seating:2.0:User"
    const room = "urn:example:scim:schemas:2.0:Room"
    const post = async (path: string, content: object) => {
      const response = await program.send(path, { method: "POST", body: JSON.stringify(content) })
      return [response.status, await response.json()] as const
    }
    const totalOf = async (path: string, filter: string) =>
      (await (await program.send(`${path}?filter=${encodeURIComponent(filter)}`)).json()).totalResults
    try {
      const person = { schemas: ["urn:ietf:params:scim:schemas:core:2.0:User"], userName: "ada@example.com" }
      const [created] = await post("/Users", { ...person, [seating]: { building: "North", floor: 3 } })
      expect(created).toBe(201)
      expect(await totalOf("/Users", `${seating}:floor gt 2 and ${seating}:building eq "north"`)).toBe(1)
      const meeting = { schemas: [room], displayName: "Aquarium", seats: 12 }
      expect(await post("/Rooms", meeting)).toMatchObject([201, { ...meeting, meta: { resourceType: "Room" } }])
      expect(await post("/Rooms", { ...meeting, displayName: "AQUARIUM" })).toMatchObject([
        409,
        { scimType: "uniqueness" }
      ])
      expect(await post("/Rooms", { ...meeting, displayName: "Attic", seats: "many" })).toMatchObject([
        400,
        { scimType: "invalidValue" }
      ])
      expect(await totalOf("/Rooms", "seats ge 10")).toBe(1)
      const schemas = await (await program.send("/Schemas")).json()
      const ids = schemas.Resources.map(({ id }: { readonly id: string }) => id)
      expect(ids).toEqual(expect.arrayContaining([seating, room]))
    } finally {
      expect(await program.stop()).toBe(0)
    }
  })
})
