import { quirk } from "../../../src/compat/quirk/EmptyString.ts"
import { enterprise, suite } from "../RewriteSuite.ts"

const unassigned = (name: string): string => `Read the empty text in "${name}" as unassigned.`
const leftOut = (name: string): string => `Left an element without value out of "${name}".`

suite(quirk, [
  {
    it: "reads empty text as null: of an attribute, of a part, in an extension, at a path",
    operations: [
      { op: "replace", value: { title: "", name: { givenName: "" }, [enterprise]: { department: "" } } },
      { op: "replace", path: "name.middleName", value: "" },
      { op: "add", path: "active", value: "" }
    ],
    becomes: [
      { op: "replace", value: { title: null, name: { givenName: null }, [enterprise]: { department: null } } },
      { op: "replace", path: "name.middleName", value: null },
      { op: "add", path: "active", value: null }
    ],
    notes: ["title", "name.givenName", `${enterprise}:department`, "name.middleName", "active"].map(unassigned)
  },
  {
    it: "leaves elements without value out, and empty parts of the others",
    resource: {
      emails: [
        { value: "", type: "work" },
        { value: "ada@example.com", type: "", display: "" }
      ],
      addresses: [{ type: "work", country: "" }]
    },
    becomes: { emails: [{ value: "ada@example.com" }], addresses: [{ type: "work" }] },
    notes: [
      leftOut("emails"),
      'Left empty parts out of an element of "emails".',
      'Left empty parts out of an element of "addresses".'
    ]
  },
  {
    it: "leaves empty texts out of a list",
    resource: { emails: ["", "ada@example.com"] },
    becomes: { emails: ["ada@example.com"] },
    notes: [leftOut("emails")]
  },
  {
    it: "leaves empty parts out of a manager who has an id",
    resource: { [enterprise]: { manager: { value: "26118915", displayName: "" } } },
    becomes: { [enterprise]: { manager: { value: "26118915" } } },
    notes: [`Left empty parts out of "${enterprise}:manager".`]
  },
  { it: "leaves blanks alone: they are somebody's text", resource: { title: " ", name: { formatted: " " } } },
  { it: "leaves null and empty lists alone", resource: { title: null, emails: [], name: {} } },
  { it: "leaves attributes alone that no schema defines", resource: { custom: "" } },
  {
    it: "leaves the value of a removal alone",
    type: "Group",
    operations: [{ op: "remove", path: "members", value: "" }]
  }
])
