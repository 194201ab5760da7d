/**
 * Users among whom filters search: a few that no other case sees, by their nickNames, and tables of what finds whom.
 */
import assert from "node:assert/strict"
import type { JsonObject, Scim } from "./Scim.ts"
import type { Requirement } from "./Suite.ts"

export type People = Readonly<Record<string, JsonObject>>

type Finds = (filter: string) => Promise<ReadonlyArray<string>>

/** Creates users with these attributes, and answers how a filter finds them: by their nickNames, sorted. */
export const among = async (scim: Scim, people: People): Promise<Finds> => {
  const userType = scim.word("among")
  for (const [nickName, attributes] of Object.entries(people)) await scim.user({ ...attributes, userType, nickName })
  return async (filter) => {
    const answer = (await scim.list("/Users", { filter: `userType eq "${userType}" and (${filter})` })).expect(200)
    return answer.resources.map((_, index) => answer.textAt(`/Resources/${index}/nickName`)).sort()
  }
}

/** A case that asks each filter of the rows and compares whom it finds. */
export const table = (
  requirement: Requirement<Scim>,
  ids: ReadonlyArray<string>,
  name: string,
  people: People,
  rows: ReadonlyArray<readonly [filter: string, found: ReadonlyArray<string>]>
) =>
  requirement(ids, name, async (scim) => {
    const finds = await among(scim, people)
    for (const [filter, found] of rows) assert.deepEqual([filter, await finds(filter)], [filter, found])
  })
