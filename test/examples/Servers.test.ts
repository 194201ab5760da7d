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
