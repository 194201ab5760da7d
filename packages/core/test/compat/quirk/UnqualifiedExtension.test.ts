import { quirk } from "../../../src/compat/quirk/UnqualifiedExtension.ts"
import { enterprise, suite, userSchema } from "../RewriteSuite.ts"

const pathNote = `Read a path without URN as one in ${enterprise}.`
const nameNote = (name: string): string => `Read the name ${JSON.stringify(name)} as an attribute of ${enterprise}.`

suite(quirk, [
  {
    it: "finds the extension of a path, with and without sub-attribute",
    operations: [
      { op: "add", path: "manager", value: [{ value: "26118915" }] },
      { op: "replace", path: "MANAGER.value", value: "26118915" },
      { op: "remove", path: "department" }
    ],
    becomes: [
      { op: "add", path: `${enterprise}:manager`, value: [{ value: "26118915" }] },
      { op: "replace", path: `${enterprise}:MANAGER.value`, value: "26118915" },
      { op: "remove", path: `${enterprise}:department` }
    ],
    notes: [pathNote]
  },
  {
    it: "finds the extension of a name in a resource",
    resource: { schemas: [userSchema], userName: "ada", department: "Tours", "manager.value": "26118915" },
    becomes: {
      schemas: [userSchema],
      userName: "ada",
      [enterprise]: { department: "Tours", manager: { value: "26118915" } }
    },
    notes: [nameNote("department"), nameNote("manager.value")]
  },
  {
    it: "puts names of an operation without path into the extension's object; what stands there already wins",
    operations: [{ op: "replace", value: { department: "Tours", [enterprise]: { Department: "Sales" } } }],
    becomes: [{ op: "replace", value: { [enterprise]: { Department: "Sales" } } }],
    notes: [nameNote("department")]
  },
  {
    it: "leaves attributes of the base schema alone",
    operations: [{ op: "replace", path: "name.familyName", value: "Doe" }]
  },
  { it: "leaves names alone that no extension has", operations: [{ op: "add", path: "shoeSize", value: "44" }] },
  {
    it: "leaves sub-attributes alone that the extension's attribute does not have",
    operations: [{ op: "add", path: "manager.shoeSize", value: "44" }]
  },
  { it: "leaves a path alone whose brackets do not close", operations: [{ op: "add", path: "manager[", value: "x" }] },
  { it: "finds nothing in a type without extensions", type: "Group", resource: { department: "Tours" } }
])
