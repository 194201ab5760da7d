/** The people and groups of a measurement, by their number: the same for every server that is measured. */

export interface Person {
  readonly userName: string
  readonly externalId: string
  readonly body: Readonly<Record<string, unknown>>
}

const user = "urn:ietf:params:scim:schemas:core:2.0:User"
const enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"

/** A user as identity providers make them: some fifteen values. */
export const person = (number: number, prefix = "person"): Person => {
  const userName = `${prefix}-${number}@example.com`
  const externalId = `ext-${prefix}-${number}`
  const [givenName, familyName] = [`Given${number % 977}`, `Family${number % 4_999}`]
  return {
    userName,
    externalId,
    body: {
      schemas: [user, enterprise],
      userName,
      externalId,
      name: { givenName, familyName, formatted: `${givenName} ${familyName}` },
      displayName: `${givenName} ${familyName} ${number}`,
      title: `Title ${number % 50}`,
      preferredLanguage: "en-US",
      active: true,
      emails: [{ value: userName, type: "work", primary: true }],
      phoneNumbers: [{ value: `+1 555 ${number}`, type: "work" }],
      addresses: [{ type: "work", locality: `City ${number % 300}`, country: "US" }],
      [enterprise]: { employeeNumber: String(number), department: `Department ${number % 40}`, costCenter: "4130" }
    }
  }
}

export const group = (displayName: string, members: ReadonlyArray<string>): Readonly<Record<string, unknown>> => ({
  schemas: ["urn:ietf:params:scim:schemas:core:2.0:Group"],
  displayName,
  members: members.map((value) => ({ value }))
})
