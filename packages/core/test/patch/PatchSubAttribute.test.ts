import { AttributeDefinition, type Json, ResourceType, ScimSchema } from "@rollcall/core"
import { describe } from "vitest"
import { add, changes, remove, replace } from "./Patching.ts"

const words = AttributeDefinition.string("words", "Several words.", { multiValued: true })
const note = AttributeDefinition.string("note", "One word.")
const value = AttributeDefinition.string("value", "Which one it is.")

const type = ResourceType.make({
  id: "Shelf",
  name: "Shelf",
  description: "A type whose sub-attributes have several values.",
  endpoint: "/Shelves",
  schema: ScimSchema.make({
    id: "urn:example:2.0:Shelf",
    name: "Shelf",
    description: "A shelf.",
    attributes: [
      AttributeDefinition.complex("label", "What is written on it.", [words, note]),
      AttributeDefinition.complex("books", "What stands on it.", [value, words], { multiValued: true })
    ]
  }),
  extensions: []
})

const first: Json.JsonObject = { value: "1", words: ["old"] }
const second: Json.JsonObject = { value: "2" }
const label: Json.JsonObject = { words: ["big", "red"], note: "n" }

describe("PATCH of a sub-attribute with several values", () => {
  changes(
    { label, books: [first, second] },
    [
      ["adds values", add("label.words", ["new", "RED"]), { label: { ...label, words: ["big", "red", "new"] } }],
      [
        "adds one value without an array",
        add("label.words", "new"),
        { label: { ...label, words: ["big", "red", "new"] } }
      ],
      [
        "adds values that stand in an object, and sets what has one value",
        add("label", { words: ["new"], note: "m" }),
        { label: { words: ["big", "red", "new"], note: "m" } }
      ],
      ["adds nothing for an empty array", add("label.words", []), {}],
      ["adds nothing that is there", add("label.words", "big"), {}],
      ["replaces all values", replace("label.words", ["new"]), { label: { ...label, words: ["new"] } }],
      ["replaces all values by none", replace("label", { words: null }), { label: { note: "n" } }],
      ["removes all values", remove("label.words"), { label: { note: "n" } }],
      [
        "adds values to those that a filter selects",
        add('books[value eq "1"].words', "new"),
        { books: [{ value: "1", words: ["old", "new"] }, second] }
      ],
      [
        "adds the first value",
        add('books[value eq "2"]', { words: ["new"] }),
        { books: [first, { value: "2", words: ["new"] }] }
      ]
    ],
    { type }
  )
})
