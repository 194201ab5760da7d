/** The user on whom the tests of PATCH work. */
import { EnterpriseUserSchema, type Json } from "@rollcall/core"
import * as BadgeSchema from "../BadgeSchema.ts"

export const work: Json.JsonObject = { value: "bjensen@example.com", type: "work", primary: true }
export const home: Json.JsonObject = { value: "babs@jensen.example", type: "home" }
/** An address that she does not have. */
export const other: Json.JsonObject = { value: "b@example.org", type: "other" }
export const phone: Json.JsonObject = { value: "555-8377", type: "work" }
export const address: Json.JsonObject = { type: "work", streetAddress: "100 Universal City Plaza", country: "USA" }
export const name: Json.JsonObject = { formatted: "Barbara Jensen", familyName: "Jensen", givenName: "Barbara" }
export const enterprise: Json.JsonObject = { employeeNumber: "701984", department: "Tour", manager: { value: "m1" } }
export const badge: Json.JsonObject = {
  serial: "S-1",
  level: 3,
  state: "lost",
  tags: ["red", "round"],
  holder: { maker: "Acme", note: "worn" },
  doors: [{ value: "D1", type: "north", primary: true }, { value: "D2" }]
}

export const document: Json.JsonObject = {
  externalId: "ext-1",
  userName: "bjensen",
  name,
  nickName: "Babs",
  active: true,
  emails: [work, home],
  phoneNumbers: [phone],
  addresses: [address],
  [EnterpriseUserSchema.urn]: enterprise,
  [BadgeSchema.urn]: badge
}
