import {
  AttributeDefinition,
  EnterpriseUserSchema,
  type Json,
  ResourceType,
  ScimSchema,
  UserSchema
} from "@rollcall/core"
import { describe, expect, it } from "vitest"
import * as BadgeSchema from "../BadgeSchema.ts"
import { badge, document, work } from "./Babs.ts"
import { add, after, changes, failure, lenient, notes, refusals, remove, replace } from "./Patching.ts"

const urn = BadgeSchema.urn
const demanding = ResourceType.withRequired(BadgeSchema.user, ["userName", "emails"])

const mutability = (attribute: string, says: string) =>
  ({ _tag: "Mutability", detail: `Operation 1: ${attribute} ${says}`, attribute }) as const
const isReadOnly = "is readOnly: the server sets it, and no client can change it."
const isImmutable = "is immutable: it has a value already, which cannot be changed."

describe("PATCH of a readOnly attribute", () => {
  refusals(document, [
    ["refuses to replace it", replace(`${urn}:state`, "found"), mutability(`${urn}:state`, isReadOnly)],
    ["refuses to remove it", remove(`${urn}:state`), mutability(`${urn}:state`, isReadOnly)],
    ["refuses another id", replace("id", "other"), mutability("id", isReadOnly)],
    ["refuses meta", remove("meta"), mutability("meta", isReadOnly)],
    [
      "refuses groups, which are changed through groups",
      add("groups", [{ value: "g1" }]),
      mutability("groups", isReadOnly)
    ],
    [
      "refuses a sub-attribute",
      replace(`${urn}:holder.checked`, "me"),
      mutability(`${urn}:holder.checked`, isReadOnly)
    ],
    ["refuses it in a value", { op: "add", value: { meta: { version: "1" } } }, mutability("meta", isReadOnly)],
    [
      "refuses a sub-attribute in a value",
      { op: "add", value: { [`${urn}:holder`]: { checked: "me" } } },
      mutability(`${urn}:holder.checked`, "is readOnly: leave it out of the value.")
    ]
  ])

  changes(document, [
    ["takes the value that is there", replace(`${urn}:state`, "lost"), {}],
    ["takes the id that is there", replace("id", "2819c223"), {}],
    [
      "passes over a sub-attribute in the value of a path",
      replace(`${urn}:holder`, { checked: "me", note: "new" }),
      {
        [urn]: { ...badge, holder: { maker: "Acme", note: "new" } }
      }
    ]
  ])

  it("passes it over in a value where that is the policy, and notes it", () => {
    const operation = { op: "replace", value: { groups: [], meta: { version: "1" }, id: "x", title: "G" } } as const
    expect(after(document, operation, { policy: lenient })).toEqual({ ...document, title: "G" })
    expect(notes(document, operation, { policy: lenient })).toEqual(Array(3).fill("ReadOnlyInValue"))
  })

  refusals(
    document,
    [["refuses it as a path whatever the policy", remove("groups"), mutability("groups", isReadOnly)]],
    {
      policy: lenient
    }
  )
})

describe("PATCH of an immutable attribute", () => {
  const { serial: _, ...blank } = badge
  const unmarked: Json.JsonObject = { ...document, [urn]: { ...blank, holder: { note: "worn" } } }

  changes(unmarked, [
    [
      "gives it its first value",
      add(`${urn}:serial`, "S-2"),
      { [urn]: { ...blank, serial: "S-2", holder: { note: "worn" } } }
    ],
    [
      "gives a sub-attribute its first value",
      replace(`${urn}:holder.maker`, "Acme"),
      { [urn]: { ...blank, holder: { note: "worn", maker: "Acme" } } }
    ]
  ])

  changes(document, [
    ["takes the value that is there", replace(`${urn}:serial`, "S-1"), {}],
    ["takes the sub-attribute that is there", replace(`${urn}:holder`, { maker: "Acme" }), {}]
  ])

  refusals(document, [
    ["refuses another value", replace(`${urn}:serial`, "S-2"), mutability(`${urn}:serial`, isImmutable)],
    ["refuses to remove it", remove(`${urn}:serial`), mutability(`${urn}:serial`, isImmutable)],
    [
      "refuses another sub-attribute",
      replace(`${urn}:holder`, { maker: "Bolt" }),
      mutability(`${urn}:holder.maker`, isImmutable)
    ],
    [
      "refuses to remove the attribute of an immutable sub-attribute",
      remove(`${urn}:holder`),
      mutability(`${urn}:holder.maker`, isImmutable)
    ],
    ["refuses to remove the extension of an immutable attribute", remove(urn), mutability(`${urn}:serial`, isImmutable)]
  ])

  it("refuses a second value after a first in the same request", () => {
    const operations = [add(`${urn}:serial`, "S-2"), add(`${urn}:serial`, "S-3")]
    expect(failure(unmarked, operations)).toEqual({
      ...mutability(`${urn}:serial`, isImmutable),
      detail: `Operation 2: ${urn}:serial ${isImmutable}`
    })
  })
})

describe("PATCH of a required attribute", () => {
  const required = (attribute: string) =>
    ({
      _tag: "Mutability",
      detail: `${attribute} is required and cannot be removed: replace its value instead.`,
      attribute
    }) as const

  refusals(
    document,
    [
      ["refuses to remove it", remove("userName"), required("userName")],
      ["refuses to remove all its values", remove("emails"), required("emails")],
      [
        "refuses to remove its values one by one",
        [remove('emails[type eq "work"]'), remove('emails[type eq "home"]')],
        required("emails")
      ],
      ["refuses to remove what its values are", remove("emails.value"), required("emails")]
    ],
    { type: demanding }
  )

  changes(
    document,
    [
      ["lets it go when it comes back", [remove("emails"), add("emails", [work])], { emails: [work] }],
      ["lets some of its values go", remove('emails[type eq "home"]'), { emails: [work] }]
    ],
    { type: demanding }
  )

  it("lets all e-mails go when the userName is an address that will do", () => {
    const rest = { userName: "bjensen@example.com" }
    expect(after({ ...rest, emails: [work] }, remove("emails"), { type: demanding, policy: lenient })).toEqual(rest)
  })

  it("lets what an extension requires go with the extension", () => {
    const serial = AttributeDefinition.string("serial", "Printed on it.", { required: true })
    const schema = ScimSchema.make({ ...BadgeSchema.schema, attributes: [serial, BadgeSchema.level] })
    const type = ResourceType.make({ ...BadgeSchema.user, extensions: [{ schema, required: false }] })
    const marked = { userName: "bjensen", [urn]: { serial: "S-1", level: 3 } }
    expect(after(marked, remove(urn), { type })).toEqual({ userName: "bjensen" })
    expect(failure(marked, remove(`${urn}:serial`), { type })).toEqual(required(`${urn}:serial`))
  })
})

describe("PATCH of schemas", () => {
  const foreign = "urn:example:foreign"

  changes(document, [
    ["changes nothing when it names schemas that the type has", add("schemas", [EnterpriseUserSchema.urn]), {}],
    ["changes nothing for one URN without an array", add("schemas", UserSchema.urn.toUpperCase()), {}],
    ["changes nothing for null", replace("schemas", null), {}]
  ])

  refusals(document, [
    [
      "refuses to remove it",
      remove("schemas"),
      mutability("schemas", "cannot be removed: remove the attributes of the extension, and its URN goes with them.")
    ],
    [
      "refuses a schema that the type does not have",
      add("schemas", [foreign]),
      {
        _tag: "InvalidValue",
        detail: `Operation 1: schemas[0] names ${foreign}, but the schemas of User are ${UserSchema.urn} and ${EnterpriseUserSchema.urn} and ${urn}.`,
        attribute: "schemas"
      }
    ],
    [
      "refuses what is no URN",
      add("schemas", [UserSchema.urn, 7]),
      {
        _tag: "InvalidValue",
        detail: "Operation 1: schemas[1] must be a string, but it is a number.",
        attribute: "schemas"
      }
    ]
  ])

  it("passes over a schema that the type does not have where that is the policy, and notes it", () => {
    expect(after(document, add("schemas", [foreign]), { policy: lenient })).toEqual(document)
    expect(notes(document, add("schemas", [foreign]), { policy: lenient })).toEqual(["UnknownSchema"])
  })
})
