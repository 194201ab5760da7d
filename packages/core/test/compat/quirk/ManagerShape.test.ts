import { quirk } from "../../../src/compat/quirk/ManagerShape.ts"
import { enterprise, suite } from "../RewriteSuite.ts"

const path = `${enterprise}:manager`
const manager = { value: "26118915" }
const read = `Read the value of "${path}" as an object with that value.`
const empty = `Read "${path}" as unassigned, as its value is empty.`

suite(quirk, [
  {
    it: "reads the bare id",
    operations: [{ op: "Add", path, value: "26118915" }],
    becomes: [{ op: "Add", path, value: manager }],
    notes: [read]
  },
  {
    it: "reads the bare id as a number",
    operations: [{ op: "add", path, value: 26118915 }],
    becomes: [{ op: "add", path, value: manager }],
    notes: [read]
  },
  {
    it: "reads a list with one object, and keeps what else stands in it",
    operations: [{ op: "add", path, value: [{ ...manager, $ref: "https://example.com/Users/26118915" }] }],
    becomes: [{ op: "add", path, value: { ...manager, $ref: "https://example.com/Users/26118915" } }],
    notes: [read]
  },
  {
    it: "reads a list with one id, in the extension's object of a resource",
    resource: { [enterprise]: { manager: ["26118915"] } },
    becomes: { [enterprise]: { manager } },
    notes: [read]
  },
  {
    it: "takes an empty id, an empty list and an object with an empty or null id for no manager",
    operations: [
      { op: "replace", path, value: "" },
      { op: "replace", path, value: [] },
      { op: "replace", path, value: { value: "", displayName: " " } },
      { op: "replace", value: { [enterprise]: { manager: { VALUE: null } } } }
    ],
    becomes: [
      { op: "replace", path, value: null },
      { op: "replace", path, value: null },
      { op: "replace", path, value: null },
      { op: "replace", value: { [enterprise]: { manager: null } } }
    ],
    notes: [empty]
  },
  { it: "leaves the object of the RFC alone", operations: [{ op: "add", path, value: manager }] },
  { it: "does not guess which of two managers is meant", operations: [{ op: "add", path, value: ["1", "2"] }] },
  { it: "leaves the value of manager.value alone", operations: [{ op: "add", path: `${path}.value`, value: "1" }] },
  { it: "leaves a removal alone", operations: [{ op: "remove", path, value: "1" }] }
])
