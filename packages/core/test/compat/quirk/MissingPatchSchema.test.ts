import { quirk } from "../../../src/compat/quirk/MissingPatchSchema.ts"
import { patchSchema, suite, userSchema } from "../RewriteSuite.ts"

const operations = [{ op: "replace", value: { active: false } }]
const becomes = { schemas: [patchSchema], Operations: operations }
const unnamed = "Read a body with Operations as a PatchOp message although it names no schemas."
const misnamed = "Read a body with Operations as a PatchOp message although its schemas do not name that."

suite(quirk, [
  { it: "adds schemas where there are none", patch: { Operations: operations }, becomes, notes: [unnamed] },
  { it: "takes null for none", patch: { schemas: null, Operations: operations }, becomes, notes: [unnamed] },
  { it: "takes an empty list for none", patch: { schemas: [], Operations: operations }, becomes, notes: [unnamed] },
  {
    it: "reads the schema of the resource in place of the message's",
    patch: { schemas: [userSchema], Operations: operations },
    becomes,
    notes: [misnamed]
  },
  {
    it: "reads a text in place of a list",
    patch: { schemas: "urn:scim:schemas:core:1.0", Operations: operations },
    becomes,
    notes: [misnamed]
  },
  {
    it: "leaves a list alone that names others too",
    patch: { schemas: [userSchema, patchSchema], Operations: operations }
  },
  { it: "does not take a body without Operations for a PATCH message", patch: { active: false } },
  { it: "does not take Operations that are no list for some", patch: { Operations: { op: "add" } } },
  { it: "looks at PATCH messages only", resource: { Operations: operations } }
])
