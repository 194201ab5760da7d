import { quirk } from "../../../src/compat/quirk/CapitalisedOperation.ts"
import { suite } from "../RewriteSuite.ts"

suite(quirk, [
  {
    it: "reads Add, Remove and Replace, and says each spelling once",
    type: "Group",
    operations: [
      { op: "Add", path: "members", value: [{ value: "a" }] },
      { op: "Remove", path: 'members[value eq "b"]' },
      { op: "REPLACE", path: "displayName", value: "Guides" },
      { op: "Add", path: "members", value: [{ value: "c" }] }
    ],
    becomes: [
      { op: "add", path: "members", value: [{ value: "a" }] },
      { op: "remove", path: 'members[value eq "b"]' },
      { op: "replace", path: "displayName", value: "Guides" },
      { op: "add", path: "members", value: [{ value: "c" }] }
    ],
    notes: ['Read the op "Add" as "add".', 'Read the op "Remove" as "remove".', 'Read the op "REPLACE" as "replace".']
  },
  { it: "leaves an op alone that is none in any letter case", operations: [{ op: "Upsert", value: { active: true } }] },
  { it: "leaves an op alone that is no text", operations: [{ op: 1, value: { active: true } }] },
  { it: "leaves an operation alone that is no object", operations: ["Replace"] },
  { it: "looks at PATCH messages only", resource: { Operations: [{ op: "Replace", value: { active: false } }] } }
])
