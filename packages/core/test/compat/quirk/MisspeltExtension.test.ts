import { quirk } from "../../../src/compat/quirk/MisspeltExtension.ts"
import { enterprise, suite, userSchema } from "../RewriteSuite.ts"

const withoutColon = "urn:ietf:params:scim:schemas:extension:enterprise:2.0User"
const former = "urn:scim:schemas:extension:enterprise:1.0"
const pathNote = `Read a path in the misspelt extension of ${enterprise}.`

suite(quirk, [
  {
    it: "reads a dot between the URN and an attribute in paths and names",
    operations: [
      { op: "replace", path: `${enterprise}.department`, value: "Tours" },
      { op: "replace", path: `${enterprise}.manager.value`, value: "26118915" },
      { op: "replace", value: { [`${enterprise}.costCenter`]: "4130" } }
    ],
    becomes: [
      { op: "replace", path: `${enterprise}:department`, value: "Tours" },
      { op: "replace", path: `${enterprise}:manager.value`, value: "26118915" },
      { op: "replace", value: { [enterprise]: { costCenter: "4130" } } }
    ],
    notes: [`Read the name "${enterprise}.costCenter" as a name in ${enterprise}.`, pathNote]
  },
  {
    it: "reads the URN without its last colon, also where its object holds null",
    resource: { schemas: [userSchema, withoutColon], userName: "ada", [withoutColon]: { manager: null } },
    becomes: { schemas: [userSchema, enterprise], userName: "ada", [enterprise]: { manager: null } },
    notes: [
      `Read the schema "${withoutColon}" as ${enterprise}.`,
      `Read the name "${withoutColon}" as a name in ${enterprise}.`
    ]
  },
  {
    it: "reads the extension's names from before RFC 7643",
    resource: { schemas: [userSchema, former], [former]: { department: "Tours" } },
    becomes: { schemas: [userSchema, enterprise], [enterprise]: { department: "Tours" } },
    notes: [`Read the schema "${former}" as ${enterprise}.`, `Read the name "${former}" as a name in ${enterprise}.`]
  },
  {
    it: "joins what stands under both spellings; the right one wins",
    resource: {
      [enterprise]: { department: "Tours" },
      [withoutColon]: { department: "Sales", division: "Theme Park" }
    },
    becomes: { [enterprise]: { department: "Tours", division: "Theme Park" } },
    notes: [`Read the name "${withoutColon}" as a name in ${enterprise}.`]
  },
  {
    it: "drops a misspelt schema that is there in the right spelling too",
    resource: { schemas: [userSchema, enterprise, withoutColon] },
    becomes: { schemas: [userSchema, enterprise] },
    notes: [`Read the schema "${withoutColon}" as ${enterprise}.`]
  },
  {
    it: "leaves right names alone, in any letter case",
    operations: [
      { op: "replace", path: `${enterprise.toLowerCase()}:department`, value: "Tours" },
      { op: "replace", value: { [`${enterprise}:costCenter`]: "4130", [`${userSchema}:title`]: "Guide" } }
    ]
  },
  {
    it: "leaves a misspelt URN alone with an attribute that the extension does not have",
    operations: [{ op: "replace", path: `${enterprise}.shoeSize`, value: "44" }]
  },
  {
    it: "leaves URNs of others alone",
    resource: { schemas: [userSchema], "urn:example:params:scim:User": { department: "Tours" } }
  },
  { it: "has nothing to respell in a type without extensions", type: "Group", resource: { [former]: { a: "b" } } }
])
