import { quirk } from "../../../src/compat/quirk/NullReference.ts"
import { enterprise, suite } from "../RewriteSuite.ts"

const note = (part: string, name: string): string => `Left a null "${part}" out of "${name}".`

suite(quirk, [
  {
    it: "leaves the null $ref of members out, added and removed",
    type: "Group",
    operations: [
      { op: "Add", path: "members", value: [{ $ref: null, value: "a" }] },
      { op: "remove", path: "members", value: [{ $REF: null, value: "b" }] }
    ],
    becomes: [
      { op: "Add", path: "members", value: [{ value: "a" }] },
      { op: "remove", path: "members", value: [{ value: "b" }] }
    ],
    notes: [note("$ref", "members")]
  },
  {
    it: "leaves null parts of any element out, also those that no schema defines",
    resource: { emails: [{ value: "ada@example.com", display: null, verified: null }], photos: [{ value: null }] },
    becomes: { emails: [{ value: "ada@example.com" }], photos: [{}] },
    notes: [note("display", "emails"), 'Left a null part out of "emails".', note("value", "photos")]
  },
  {
    it: "leaves null parts of a manager out who has an id",
    resource: { [enterprise]: { manager: { value: "26118915", $ref: null, displayName: null } } },
    becomes: { [enterprise]: { manager: { value: "26118915" } } },
    notes: [note("$ref", `${enterprise}:manager`), note("displayName", `${enterprise}:manager`)]
  },
  {
    it: "leaves null alone where it clears something",
    operations: [
      { op: "replace", value: { name: { givenName: null }, title: null, emails: null } },
      { op: "replace", path: "externalId", value: null },
      { op: "replace", path: `${enterprise}:manager`, value: { value: null } }
    ]
  }
])
