import { quirk } from "../../../src/compat/quirk/LowercaseOperations.ts"
import { patchSchema, suite } from "../RewriteSuite.ts"

suite(quirk, [
  {
    it: "reads the names of the message and of each operation in any letter case",
    patch: { SCHEMAS: [patchSchema], operations: [{ OP: "replace", Path: "active", VALUE: false }] },
    becomes: { schemas: [patchSchema], Operations: [{ op: "replace", path: "active", value: false }] },
    notes: [
      'Read the name "SCHEMAS" of the message as "schemas".',
      'Read the name "operations" of the message as "Operations".',
      'Read the name "OP" of the message as "op".',
      'Read the name "Path" of the message as "path".',
      'Read the name "VALUE" of the message as "value".'
    ]
  },
  {
    it: "takes the right spelling where both are there",
    patch: {
      schemas: [patchSchema],
      operations: [],
      Operations: [{ op: "remove", path: "title", PATH: "nickName" }]
    }
  },
  {
    it: "leaves the names of attributes alone: they may be spelt in any letter case",
    operations: [{ op: "replace", value: { DISPLAYNAME: "Ada", Value: "x" } }]
  },
  { it: "looks at PATCH messages only", resource: { operations: [], OP: "add" } },
  { it: "leaves a body alone that is no object", patch: [{ Op: "add" }] }
])
