import { quirk } from "../../../src/compat/quirk/ManagerDisplayName.ts"
import { enterprise, suite } from "../RewriteSuite.ts"

const path = `${enterprise}:manager.displayName`
const note = `Left an operation on "${path}" out: it is read from the resource referred to.`

suite(quirk, [
  {
    it: "leaves the operation out and keeps the others in their order",
    operations: [
      { op: "replace", path: "title", value: "Guide" },
      { op: "replace", path: path.toUpperCase(), value: "Boss" },
      { op: "remove", path },
      { op: "replace", path: "nickName", value: "Babs" }
    ],
    becomes: [
      { op: "replace", path: "title", value: "Guide" },
      { op: "replace", path: "nickName", value: "Babs" }
    ],
    notes: [note]
  },
  {
    it: "leaves a message that asks for nothing where it was the only operation",
    operations: [{ op: "replace", path, value: "Boss" }],
    becomes: [{ op: "add", value: {} }],
    notes: [note]
  },
  { it: "leaves the manager's id alone", operations: [{ op: "add", path: `${enterprise}:manager.value`, value: "1" }] },
  { it: "leaves other readOnly attributes to be refused", operations: [{ op: "add", path: "groups", value: [] }] },
  {
    it: "leaves a displayName in the manager's object alone",
    operations: [{ op: "add", path: `${enterprise}:manager`, value: { displayName: "Boss" } }]
  }
])
