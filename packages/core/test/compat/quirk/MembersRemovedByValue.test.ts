import { expect, it } from "vitest"
import { quirk } from "../../../src/compat/quirk/MembersRemovedByValue.ts"
import { isArray, isObject } from "../../../src/Json.ts"
import * as Limits from "../../../src/protocol/Limits.ts"
import { enterprise, patchSchema, rewrite, suite, types } from "../RewriteSuite.ts"

const these = (name: string): string =>
  `Read the removal of "${name}" with a list of values as the removal of these values only.`
const nothing = (name: string): string =>
  `Left the removal of "${name}" out: its list of values names none. Nothing was removed.`

suite(quirk, [
  {
    it: "removes each member once that the list names, whatever stands beside its id",
    type: "Group",
    operations: [
      { op: "remove", path: "members", value: [{ value: "a", $ref: null }, { VALUE: "b", display: "B" }, "a"] }
    ],
    becomes: [{ op: "remove", path: 'members[value eq "a" or value eq "b"]' }],
    notes: [these("members")]
  },
  {
    it: "takes one object for a list, and members.value for members",
    type: "Group",
    operations: [{ op: "remove", path: "members.value", value: { value: "a" } }],
    becomes: [{ op: "remove", path: 'members[value eq "a"]' }],
    notes: [these("members")]
  },
  {
    it: "writes an id so that it cannot be more than a value",
    type: "Group",
    operations: [{ op: "remove", path: "members", value: [{ value: 'a" or value pr or value eq "' }] }],
    becomes: [{ op: "remove", path: 'members[value eq "a\\" or value pr or value eq \\""]' }],
    notes: [these("members")]
  },
  {
    it: "never empties a group for a list that names nobody",
    type: "Group",
    operations: [
      { op: "remove", path: "members", value: [] },
      { op: "remove", path: "members", value: null },
      { op: "remove", path: "members", value: [{ value: "" }, { display: "B" }] }
    ],
    becomes: [{ op: "add", value: {} }],
    notes: [nothing("members")]
  },
  {
    it: "says that values were left out which name nothing",
    type: "Group",
    operations: [{ op: "remove", path: "members", value: [{ value: "a" }, {}] }],
    becomes: [{ op: "remove", path: 'members[value eq "a"]' }],
    notes: [these("members"), 'Left values out of the removal of "members" that name nothing.']
  },
  {
    it: "follows the filter where there is one beside the values",
    type: "Group",
    operations: [{ op: "remove", path: 'members[value eq "a"]', value: [{ value: "b" }] }],
    becomes: [{ op: "remove", path: 'members[value eq "a"]' }],
    notes: ['Left the value beside the filter of "members" out: the filter says what to remove.']
  },
  {
    it: "tells values by their type too where two may be the same text, and addresses by all of their parts",
    operations: [
      { op: "remove", path: "emails", value: [{ value: "ada@example.com", type: "work", primary: true }] },
      { op: "remove", path: "addresses", value: [{ type: "home", country: "US", primary: false }] }
    ],
    becomes: [
      { op: "remove", path: 'emails[value eq "ada@example.com" and type eq "work"]' },
      { op: "remove", path: 'addresses[country eq "US" and type eq "home" and primary eq false]' }
    ],
    notes: [these("emails"), these("addresses")]
  },
  {
    it: "finds the list in an object under the attribute's name",
    type: "Group",
    operations: [
      { op: "remove", path: "members", value: { MEMBERS: [{ $ref: null, value: "a" }, { value: "b" }] } },
      { op: "remove", path: "members", value: { members: [] } }
    ],
    becomes: [{ op: "remove", path: 'members[value eq "a" or value eq "b"]' }],
    notes: [these("members"), nothing("members")]
  },
  {
    it: "tells values by all that is said of them where no value is, and by nothing where it is empty",
    operations: [
      { op: "remove", path: "emails", value: { type: "home" } },
      { op: "remove", path: "emails", value: [{ type: "work", value: "" }] }
    ],
    becomes: [{ op: "remove", path: 'emails[type eq "home"]' }],
    notes: [these("emails"), nothing("emails")]
  },
  {
    it: "never removes members by anything but their ids",
    type: "Group",
    operations: [{ op: "remove", path: "members", value: [{ type: "User" }, { value: "a", type: "Group" }] }],
    becomes: [{ op: "remove", path: 'members[value eq "a"]' }],
    notes: [these("members"), 'Left values out of the removal of "members" that name nothing.']
  },
  {
    it: "finds the list in an object under the attribute's name",
    type: "Group",
    operations: [{ op: "remove", path: "members", value: { Members: [{ value: "a" }, { value: "b" }] } }],
    becomes: [{ op: "remove", path: 'members[value eq "a" or value eq "b"]' }],
    notes: [these("members")]
  },
  {
    it: "takes all that is said of a value that is not named itself",
    operations: [{ op: "remove", path: "emails", value: [{ type: "work", primary: true }] }],
    becomes: [{ op: "remove", path: 'emails[type eq "work" and primary eq true]' }],
    notes: [these("emails")]
  },
  {
    it: "leaves a removal without value alone: it empties the group",
    type: "Group",
    operations: [{ op: "remove", path: "members" }]
  },
  {
    it: "leaves other operations alone",
    type: "Group",
    operations: [{ op: "add", path: "members", value: [{ value: "a" }] }]
  },
  { it: "leaves other parts alone", operations: [{ op: "remove", path: "emails.type", value: "work" }] },
  {
    it: "leaves single-valued attributes alone",
    operations: [{ op: "remove", path: `${enterprise}:manager`, value: "1" }]
  }
])

it("parts a long list into removals whose paths every server reads", () => {
  const ids = Array.from({ length: 1_000 }, (_, index) => `2819c223-7f76-453a-919d-${String(index).padStart(12, "0")}`)
  const operations = [{ op: "remove", path: "members", value: ids.map((value) => ({ value })) }]
  const context = { type: types.Group, message: "patch" } as const
  const { body } = rewrite(quirk, { schemas: [patchSchema], Operations: operations }, context)
  const made = isObject(body) && isArray(body.Operations) ? body.Operations : []
  const paths = made.flatMap((operation) =>
    isObject(operation) && typeof operation.path === "string" ? [operation.path] : []
  )
  expect(paths.flatMap((path) => path.split('"').filter((part) => part.startsWith("2819c223")))).toEqual(ids)
  expect(paths.every((path) => path.length <= Limits.standard.patchPathLengthMax)).toBe(true)
  expect(paths.length).toBeLessThanOrEqual(Limits.standard.patchOperationsMax)
})
