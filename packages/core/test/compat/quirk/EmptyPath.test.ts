import { quirk } from "../../../src/compat/quirk/EmptyPath.ts"
import { suite } from "../RewriteSuite.ts"

const value = { active: false }

suite(quirk, [
  {
    it: "leaves a path of null, of nothing and of blanks out, and says so once",
    operations: [
      { op: "replace", path: null, value },
      { op: "add", path: "", value },
      { op: "add", path: "  ", value }
    ],
    becomes: [
      { op: "replace", value },
      { op: "add", value },
      { op: "add", value }
    ],
    notes: ["Read an operation with an empty path as one without a path."]
  },
  {
    it: "leaves a removal without path to be refused: nothing says what is to go",
    operations: [{ op: "remove", path: null }],
    becomes: [{ op: "remove" }],
    notes: ["Read an operation with an empty path as one without a path."]
  },
  { it: "leaves a path alone that names something", operations: [{ op: "replace", path: "active", value: false }] },
  { it: "leaves a path alone that is no text", operations: [{ op: "replace", path: 1, value }] },
  { it: "looks at PATCH messages only", resource: { Operations: [{ op: "add", path: null }] } }
])
