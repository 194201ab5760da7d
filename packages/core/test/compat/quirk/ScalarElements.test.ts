import { quirk } from "../../../src/compat/quirk/ScalarElements.ts"
import { suite, userSchema } from "../RewriteSuite.ts"

const plain = (name: string): string => `Read a plain value in "${name}" as an object with that value.`
const single = (name: string): string => `Read the single value of "${name}" as an array with one element.`

suite(quirk, [
  {
    it: "reads texts and numbers in a list as the values of elements",
    operations: [{ op: "replace", path: "phoneNumbers", value: ["+1", 2, { value: "+3" }] }],
    becomes: [{ op: "replace", path: "phoneNumbers", value: [{ value: "+1" }, { value: "2" }, { value: "+3" }] }],
    notes: [plain("phoneNumbers")]
  },
  {
    it: "reads one member that is no list and no object",
    type: "Group",
    operations: [{ op: "add", path: "members", value: "2819c223" }],
    becomes: [{ op: "add", path: "members", value: [{ value: "2819c223" }] }],
    notes: [single("members"), plain("members")]
  },
  {
    it: "reads one object where a list belongs",
    resource: { emails: { value: "ada@example.com" }, schemas: userSchema },
    becomes: { emails: [{ value: "ada@example.com" }], schemas: [userSchema] },
    notes: [single("emails"), single("schemas")]
  },
  {
    it: "leaves texts alone where an element has no value to hold them",
    resource: { addresses: ["100 Universal City Plaza"] }
  },
  { it: "leaves null alone", resource: { emails: null } },
  { it: "leaves booleans alone", resource: { emails: true, roles: [false] } },
  { it: "leaves single-valued attributes alone", resource: { title: "Guide", name: { familyName: "Doe" } } },
  {
    it: "leaves the value of a chosen part alone",
    operations: [{ op: "replace", path: 'emails[type eq "work"].value', value: "ada@example.com" }]
  }
])
