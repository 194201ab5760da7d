import { quirk } from "../../../src/compat/quirk/MissingSchemas.ts"
import { enterprise, groupSchema, suite, userSchema } from "../RewriteSuite.ts"

const userNote = `Read the body as a User although its schemas do not name ${userSchema}.`
const named = { schemas: [userSchema], userName: "ada" }

suite(quirk, [
  {
    it: "names the schema of the endpoint where none is",
    resource: { userName: "ada" },
    becomes: named,
    notes: [userNote]
  },
  { it: "takes null for none", resource: { schemas: null, userName: "ada" }, becomes: named, notes: [userNote] },
  { it: "takes an empty list for none", resource: { schemas: [], userName: "ada" }, becomes: named, notes: [userNote] },
  {
    it: "does so for groups",
    type: "Group",
    resource: { id: "1", displayName: "new" },
    becomes: { schemas: [groupSchema], id: "1", displayName: "new" },
    notes: [`Read the body as a Group although its schemas do not name ${groupSchema}.`]
  },
  {
    it: "keeps what is named beside it, under the name as it is spelt",
    resource: { Schemas: [enterprise], userName: "ada" },
    becomes: { Schemas: [userSchema, enterprise], userName: "ada" },
    notes: [userNote]
  },
  { it: "compares the URN without regard to letter case", resource: { schemas: [userSchema.toUpperCase()] } },
  {
    it: "does not ask for the URN of an extension whose object is there",
    resource: { schemas: [userSchema], userName: "ada", [enterprise]: { department: "Tours" } }
  },
  { it: "leaves schemas alone that are no list of texts", resource: { schemas: [1], userName: "ada" } },
  { it: "leaves schemas alone that are no list", resource: { schemas: {}, userName: "ada" } },
  { it: "looks at resources only", patch: { Operations: [] } },
  { it: "leaves a body alone that is no object", resource: ["userName"] }
])
