import { EnterpriseUserSchema, SchemaRegistry } from "@rollcall/core"
import { describe, expect, it } from "vitest"
import * as BadgeSchema from "../BadgeSchema.ts"
import { document } from "./Babs.ts"
import { add, after, failure, lenient, refusals, remove, replace } from "./Patching.ts"

const ext = EnterpriseUserSchema.urn
const invalid = (path: string, says: string) =>
  ({ _tag: "InvalidPath", detail: `Operation 1: The path ${says}`, path }) as const

describe("PatchPath", () => {
  refusals(document, [
    [
      "refuses an attribute of an extension that does not exist, and lists what does",
      add(`${ext}:shoe`, 7),
      invalid(
        `${ext}:shoe`,
        `names "${ext}:shoe", which User does not have. ${ext} has the attributes employeeNumber, costCenter, organization, division, department, manager.`
      )
    ],
    [
      "refuses a sub-attribute that does not exist, and lists what does",
      remove("name.first"),
      invalid(
        "name.first",
        'names "name.first", which User does not have. name has the parts formatted, familyName, givenName, middleName, honorificPrefix, honorificSuffix.'
      )
    ],
    [
      "refuses a part of a simple attribute",
      remove("nickName.short"),
      invalid(
        "nickName.short",
        'names "nickName.short", which User does not have. nickName is a simple attribute and has no parts.'
      )
    ],
    [
      "refuses a sub-attribute behind brackets that does not exist",
      replace('emails[type eq "work"].mail', "x"),
      invalid(
        'emails[type eq "work"].mail',
        'names "emails.mail", which User does not have. emails has the parts value, display, type, primary.'
      )
    ],
    [
      "refuses brackets behind an attribute with one value",
      remove('name[givenName eq "B"]'),
      invalid('name[givenName eq "B"]', "has a filter behind name, which has one value: leave the brackets out.")
    ],
    [
      "refuses a filter that names what the attribute does not have",
      remove('emails[kind eq "work"]'),
      {
        _tag: "InvalidFilter",
        detail:
          "Operation 1: The filter names kind at character 8, which does not exist: emails has the parts value, display, type, primary.",
        position: 7
      }
    ],
    [
      "refuses a filter whose value does not fit",
      remove('emails[primary eq "yes"]'),
      {
        _tag: "InvalidFilter",
        detail:
          "Operation 1: emails.primary is compared with true or false, without quotes, but character 19 has text in quotes.",
        position: 18
      }
    ]
  ])

  it("lists the attributes of the type for a name that it does not have", () => {
    expect(failure({}, add("shoe", 7), { type: SchemaRegistry.group })).toEqual(
      invalid(
        "shoe",
        'names "shoe", which Group does not have. Its attributes are schemas, id, externalId, meta, displayName, members.'
      )
    )
  })

  const unreadable: ReadonlyArray<readonly [path: string, shown: string]> = [
    ["emails[", "emails["],
    ["emails[]", "emails[]"],
    // What is compared with is people's data, and the detail goes to a log too.
    ['emails[value eq "ada@example.com', "emails[value eq …"],
    ['emails[type eq "work"]value', "emails[type eq …"],
    ["a b", "a b"],
    [".name", ".name"],
    ["name.", "name."],
    ["1st", "1st"],
    ["emails]", "emails]"]
  ]
  it.each(unreadable)("answers invalidPath for %s, which cannot be read", (path, shown) => {
    expect(failure(document, remove(path))).toEqual({
      _tag: "InvalidPath",
      detail: expect.stringContaining(`Operation 1: The path "${shown}" cannot be read. `),
      path
    })
  })

  it("cuts a long path short in the error", () => {
    const path = "x".repeat(500)
    expect(failure(document, remove(path))).toMatchObject({ _tag: "InvalidPath", path: `${"x".repeat(120)}…` })
  })

  it("answers invalidPath for what no schema defines, whatever the policy", () => {
    expect(failure(document, add("shoe", 7), { policy: lenient })).toMatchObject({ _tag: "InvalidPath", path: "shoe" })
  })

  const equal: ReadonlyArray<readonly [string, string]> = [
    ['emails[type eq "work"]', 'EMAILS[TYPE EQ "WORK"]'],
    ['emails[type eq "work"].value', 'urn:ietf:params:scim:schemas:core:2.0:User:emails[type eq "work"].value'],
    [`${BadgeSchema.urn}:doors[value eq "D2"]`, `${BadgeSchema.urn.toUpperCase()}:Doors[ value eq "D2" ]`],
    [`${ext}:manager`, `${ext}:manager.value`],
    ['emails[type eq"home"]', 'emails[not (type ne "home")]']
  ]
  it.each(equal)("removes with %s what it removes with %s", (one, other) => {
    const removed = after(document, remove(one))
    expect(removed).not.toEqual(document)
    expect(after(document, remove(other))).toEqual(removed)
  })
})
