/**
 * The devices that the suites of schemas of one's own speak of: their URNs, what creates one, and what is asked of them.
 * `examples/schemas` holds the documents.
 */
import type { Answer, Json, JsonObject, Scim } from "../Scim.ts"

export const deviceUrn = "urn:ietf:params:scim:schemas:core:2.0:Device"
export const networkUrn = "urn:ietf:params:scim:schemas:extension:ethernet-mab:2.0:Device"
export const inventoryUrn = "urn:example:params:scim:schemas:extension:inventory:2.0:Device"
export const companyUrn = "urn:example:params:scim:schemas:extension:company:2.0:User"

/** A body that creates a device, with more in the books. */
export const machine = (scim: Scim, inventory: JsonObject = {}, more: JsonObject = {}): JsonObject => ({
  schemas: [deviceUrn, inventoryUrn],
  displayName: scim.word("Device "),
  active: true,
  [inventoryUrn]: { serialNumber: scim.word("SN-"), ...inventory },
  ...more
})

export const device = async (scim: Scim, inventory: JsonObject = {}, more: JsonObject = {}): Promise<Answer> =>
  (await scim.post("/Devices", machine(scim, inventory, more))).expect(201)

/** What stands in the books about an answered device. */
export const book = (answer: Answer, name: string): Json | undefined => answer.at(`/${inventoryUrn}/${name}`)

export const set = (path: string, value: Json) => ({ op: "replace", path: `${inventoryUrn}:${path}`, value })

export const found = async (scim: Scim, filter: string, more: Readonly<Record<string, string>> = {}) => {
  const answer = (await scim.list("/Devices", { filter, ...more })).expect(200)
  return answer.resources.map((_, index) => answer.textAt(`/Resources/${index}/id`))
}
