import { EnterpriseUserSchema, Json } from "@rollcall/core"
import { describe } from "vitest"
import { document, enterprise } from "./Babs.ts"
import { add, after, changes, refusals, remove, replace } from "./Patching.ts"

const ext = EnterpriseUserSchema.urn

describe("PATCH of an extension", () => {
  changes(document, [
    [
      "finds its attributes behind its URN",
      replace(`${ext}:department`, "Sales"),
      { [ext]: { ...enterprise, department: "Sales" } }
    ],
    [
      "finds the URN in any letter case",
      replace(`${ext.toUpperCase()}:DEPARTMENT`, "Sales"),
      { [ext]: { ...enterprise, department: "Sales" } }
    ],
    [
      "finds sub-attributes",
      replace(`${ext}:manager.value`, "m2"),
      { [ext]: { ...enterprise, manager: { value: "m2" } } }
    ],
    [
      "keeps only the id of a link",
      replace(`${ext}:manager`, { value: "m2", $ref: "../Users/m2", displayName: "M" }),
      { [ext]: { ...enterprise, manager: { value: "m2" } } }
    ],
    [
      "takes the id from the URI of a link",
      replace(`${ext}:manager`, { $ref: "https://example.com/Users/m2" }),
      { [ext]: { ...enterprise, manager: { value: "m2" } } }
    ],
    ["removes an attribute", remove(`${ext}:department`), { [ext]: Json.without(enterprise, "department") }],
    ["removes a link with its value", remove(`${ext}:manager.value`), { [ext]: Json.without(enterprise, "manager") }],
    [
      "takes a path of the URN alone",
      replace(ext, { department: "Sales" }),
      { [ext]: { ...enterprise, department: "Sales" } }
    ],
    [
      "takes the extension as an attribute of the resource",
      { op: "add", value: { [ext]: { division: "Parks" } } },
      { [ext]: { ...enterprise, division: "Parks" } }
    ],
    [
      "takes names with the URN inside the extension",
      add(ext, { [`${ext}:division`]: "Parks" }),
      { [ext]: { ...enterprise, division: "Parks" } }
    ],
    ["removes the whole extension", remove(ext), { [ext]: undefined }],
    ["reads null as no extension", { op: "replace", value: { [ext]: null } }, { [ext]: undefined }],
    [
      "disappears with its last attribute",
      Object.keys(enterprise).map((part) => remove(`${ext}:${part}`)),
      { [ext]: undefined }
    ]
  ])

  changes(after(document, remove(ext)), [
    ["begins with its first attribute", add(`${ext}:department`, "Sales"), { [ext]: { department: "Sales" } }],
    ["changes nothing when an absent one is removed", remove(ext), {}]
  ])

  refusals(document, [
    [
      "refuses a value that is no object",
      replace(ext, "Sales"),
      {
        _tag: "InvalidValue",
        detail: `Operation 1: ${ext} must be an object with attributes of this schema, but it is a string.`,
        attribute: ext
      }
    ]
  ])
})
