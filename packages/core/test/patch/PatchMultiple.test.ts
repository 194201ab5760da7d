import { UserSchema } from "@rollcall/core"
import { describe } from "vitest"
import * as BadgeSchema from "../BadgeSchema.ts"
import { address, badge, document, home, other, phone, work } from "./Babs.ts"
import { add, changes, noTarget, refusals, remove, replace } from "./Patching.ts"

const tags = `${BadgeSchema.urn}:tags`
const tagged = (...values: ReadonlyArray<string>) => ({ [BadgeSchema.urn]: { ...badge, tags: values } })

describe("PATCH of all values", () => {
  changes(document, [
    ["adds the values of an array", add("emails", [other]), { emails: [work, home, other] }],
    ["adds one value without an array", add("emails", other), { emails: [work, home, other] }],
    [
      "adds to what has no values",
      add("photos", [{ value: "https://x.org/a" }]),
      { photos: [{ value: "https://x.org/a" }] }
    ],
    ["adds no value that is there", add("emails", [{ ...home }]), {}],
    [
      "finds a value that is there in any letter case",
      add("emails", [{ value: "BABS@jensen.example", type: "Home" }]),
      {
        emails: [work, { value: "BABS@jensen.example", type: "Home" }]
      }
    ],
    [
      "takes the same text of another type as another value",
      add("emails", [{ ...home, type: "other" }]),
      {
        emails: [work, home, { ...home, type: "other" }]
      }
    ],
    [
      "lets a value that is there take sub-attributes over",
      add("emails", [{ ...home, display: "Babs" }]),
      {
        emails: [work, { ...home, display: "Babs" }]
      }
    ],
    [
      "adds the same value given twice once",
      add("emails", [other, { ...other, display: "B" }]),
      {
        emails: [work, home, { ...other, display: "B" }]
      }
    ],
    ["adds nothing for an empty array", add("emails", []), {}],
    ["adds nothing for null", add("emails", null), {}],
    [
      "adds nothing for values without a value",
      add("emails", [{ value: "", type: "x" }, { value: null, type: "x" }, null]),
      {}
    ],
    ["adds no address that is there", add("addresses", [{ ...address }]), {}],
    ["replaces all values", replace("emails", [other]), { emails: [other] }],
    ["replaces all values by one without an array", replace("emails", other), { emails: [other] }],
    ["replaces all values by none", replace("emails", []), { emails: undefined }],
    ["reads null as unassigned", replace("emails", null), { emails: undefined }],
    ["replaces by the same value given twice once", replace("emails", [other, other]), { emails: [other] }],
    ["removes all values", remove("emails"), { emails: undefined }],
    ["removes all values whatever the remove carries", remove("emails", [home]), { emails: undefined }],
    ["finds the attribute behind the URN", remove(`${UserSchema.urn}:emails`), { emails: undefined }]
  ])

  changes(document, [
    ["adds simple values", add(tags, ["blue", "red"]), tagged("red", "round", "blue")],
    ["adds a simple value without an array", add(tags, "blue"), tagged("red", "round", "blue")],
    ["replaces simple values", replace(tags, ["blue", "BLUE"]), tagged("blue")],
    ["removes simple values by filter", remove(`${tags}[value sw "r" and not (value eq "red")]`), tagged("red")],
    ["replaces simple values by filter", replace(`${tags}[value eq "red"]`, "blue"), tagged("blue", "round")]
  ])
})

describe("PATCH of values that a filter selects", () => {
  changes(document, [
    [
      "sets a sub-attribute",
      replace('emails[type eq "home"].value', "x@y.z"),
      { emails: [work, { ...home, value: "x@y.z" }] }
    ],
    ["adds a sub-attribute", add('emails[type eq "home"].display', "B"), { emails: [work, { ...home, display: "B" }] }],
    [
      "keeps the sub-attributes that a replace does not name",
      replace('emails[type eq "work"]', { value: "x@y.z" }),
      { emails: [{ ...work, value: "x@y.z" }, home] }
    ],
    [
      "takes one value in an array",
      replace('emails[type eq "work"]', [{ value: "x@y.z" }]),
      { emails: [{ ...work, value: "x@y.z" }, home] }
    ],
    [
      "sets a sub-attribute in each of several",
      replace('emails[value co "jensen"].display', "B"),
      {
        emails: [
          { ...work, display: "B" },
          { ...home, display: "B" }
        ]
      }
    ],
    ["removes what is selected", remove('emails[type eq "home"]'), { emails: [work] }],
    [
      "removes what is selected by and, or, not",
      remove('emails[(type eq "home" or primary eq true) and not (value ew "COM")]'),
      { emails: [work] }
    ],
    ["removes what is selected by presence", remove("emails[primary pr]"), { emails: [home] }],
    ["removes what is selected by absence", remove("emails[not (primary pr)]"), { emails: [work] }],
    ["removes what is not primary, said or unsaid", remove("emails[primary eq false]"), { emails: [work] }],
    [
      "removes a sub-attribute",
      remove("emails[primary eq true].primary"),
      { emails: [{ value: work.value, type: "work" }, home] }
    ],
    ["removes the value with its sub-attribute value", remove('emails[type eq "home"].value'), { emails: [work] }],
    ["removes the value that loses its value", replace('emails[type eq "home"].value', null), { emails: [work] }],
    [
      "removes the value whose value becomes empty",
      replace('emails[type eq "home"]', { value: "" }),
      { emails: [work] }
    ],
    ["removes what is replaced by nothing", replace('emails[type eq "home"]', null), { emails: [work] }],
    ["changes nothing for an object without parts", replace('emails[type eq "home"]', {}), {}],
    ["adds nothing to what is selected", add('emails[type eq "home"]', []), {}],
    [
      "removes the attribute with its last value",
      remove('phoneNumbers[value eq "555-8377"]'),
      { phoneNumbers: undefined }
    ],
    [
      "removes a value with its last sub-attribute",
      ["type", "streetAddress", "country"].map((part) => remove(`addresses.${part}`)),
      { addresses: undefined }
    ],
    ["changes nothing when a remove selects nothing", remove('emails[type eq "other"]'), {}],
    [
      "makes one of what a change makes the same",
      [add("phoneNumbers", [{ value: "555-8377", display: "B" }]), replace("phoneNumbers.type", "work")],
      { phoneNumbers: [{ ...phone, display: "B" }] }
    ],
    ["finds the attribute behind the URN", remove(`${UserSchema.urn}:emails[type eq "home"]`), { emails: [work] }]
  ])

  changes(document, [
    [
      "sets a sub-attribute of every value where there is no filter",
      replace("emails.display", "B"),
      {
        emails: [
          { ...work, display: "B" },
          { ...home, display: "B" }
        ]
      }
    ],
    ["makes a value of a sub-attribute where there is none", add("ims.value", "babs"), { ims: [{ value: "babs" }] }],
    ["makes no value of nothing", replace("ims.value", null), {}],
    [
      "removes a sub-attribute of every value",
      remove("emails.type"),
      { emails: [{ value: work.value, primary: true }, { value: home.value }] }
    ],
    ["removes all values with their sub-attribute value", remove("emails.value"), { emails: undefined }]
  ])

  refusals(document, [
    [
      "answers noTarget when a replace selects nothing",
      replace('emails[type eq "other"].value', "x"),
      noTarget('emails[type eq "other"].value')
    ],
    [
      "answers noTarget when an add selects nothing",
      add('emails[type eq "other"]', { value: "x" }),
      noTarget('emails[type eq "other"]')
    ],
    [
      "refuses several values for one selection",
      replace('emails[type eq "work"]', [other, home]),
      {
        _tag: "InvalidValue",
        detail: 'Operation 1: emails[type eq "work"] takes one value at a time, but it is given 2.',
        attribute: 'emails[type eq "work"]'
      }
    ],
    [
      "names the place in an array that does not fit",
      add("emails", [other, { value: 5 }]),
      {
        _tag: "InvalidValue",
        detail: "Operation 1: emails[1].value must be a string, but it is a number.",
        attribute: "emails[1].value"
      }
    ]
  ])
})
