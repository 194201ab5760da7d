import { quirk } from "../../../src/compat/quirk/ForeignSchemaUrn.ts"
import { enterprise, groupSchema, suite, userSchema } from "../RewriteSuite.ts"

const activeDirectory = "http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group"
const left = (urn: string, type: string): string =>
  `Left the schema ${JSON.stringify(urn)} out: ${type} has no schema of that name.`

suite(quirk, [
  {
    it: "leaves a vendor's URN out",
    type: "Group",
    resource: { schemas: [activeDirectory, groupSchema], displayName: "Guides" },
    becomes: { schemas: [groupSchema], displayName: "Guides" },
    notes: [left(activeDirectory, "Group")]
  },
  {
    it: "names the schema of the type in place of its names from before RFC 7643",
    resource: { schemas: ["urn:scim:schemas:core:2.0", "urn:scim:schemas:core:1.0", enterprise], userName: "ada" },
    becomes: { schemas: [userSchema, enterprise], userName: "ada" },
    notes: [left("urn:scim:schemas:core:2.0", "User"), left("urn:scim:schemas:core:1.0", "User")]
  },
  {
    it: "does so in the value of an operation without path",
    type: "Group",
    operations: [{ op: "replace", value: { schemas: [groupSchema, activeDirectory], displayName: "Guides" } }],
    becomes: [{ op: "replace", value: { schemas: [groupSchema], displayName: "Guides" } }],
    notes: [left(activeDirectory, "Group")]
  },
  {
    it: "cuts a URN of any length in the note",
    resource: { schemas: [userSchema, "x".repeat(500)] },
    becomes: { schemas: [userSchema] },
    notes: [left(`${"x".repeat(100)}…`, "User")]
  },
  {
    it: "leaves known schemas alone in any letter case",
    resource: { schemas: [userSchema.toUpperCase(), enterprise] }
  },
  { it: "leaves elements alone that are no text", resource: { schemas: [userSchema, 1, null] } },
  { it: "leaves schemas of the message alone", patch: { schemas: [activeDirectory], Operations: [] } }
])
