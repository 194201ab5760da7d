/**
 * The people of a measurement, by their number: the same for every server that is measured, as an identity provider
 * would send them. Knows no server and no storage.
 */
import type { Json } from "@rollcall/core"

export interface Person {
  readonly id: string
  readonly userName: string
  readonly externalId: string
  /** The body of the POST that makes them. */
  readonly body: Json.JsonObject
}

const user = "urn:ietf:params:scim:schemas:core:2.0:User"
const enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"

/** A UUID of version 7 as the server makes them, with the number where chance would stand. */
export const idOf = (number: number): string => `01941f29-7c00-7000-8000-${number.toString(16).padStart(12, "0")}`

/** Some twenty values. `among` keeps those that a measurement creates apart from those that are there. */
export const person = (number: number, among = "person"): Person => {
  const userName = `${among}.${number}@example.com`
  const externalId = `${among}-${number}`
  const [givenName, familyName] = [`Given${number % 977}`, `Family${number % 4_999}`]
  return {
    id: idOf(number),
    userName,
    externalId,
    body: {
      schemas: [user, enterprise],
      externalId,
      userName,
      name: { formatted: `${givenName} ${familyName}`, familyName, givenName },
      displayName: `${givenName} ${familyName}`,
      title: `Title ${number % 50}`,
      preferredLanguage: "en-US",
      active: true,
      emails: [{ value: userName, type: "work", primary: true }],
      phoneNumbers: [{ value: `+1 555 ${number}`, type: "work" }],
      addresses: [{ locality: `City ${number % 300}`, country: "US", type: "work" }],
      [enterprise]: { employeeNumber: `${number}`, costCenter: "4130", department: `Department ${number % 40}` }
    }
  }
}
