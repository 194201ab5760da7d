import { quirk } from "../../../src/compat/quirk/StringBoolean.ts"
import { suite } from "../RewriteSuite.ts"

const note = (text: string, name: string, read: boolean): string =>
  `Read the text "${text}" in "${name}" as the boolean ${read}.`

suite(quirk, [
  {
    it: "reads either word in any letter case, with and without a path",
    operations: [
      { op: "replace", path: "active", value: "False" },
      { op: "replace", value: { ACTIVE: "true" } },
      { op: "replace", path: 'emails[type eq "work"].primary', value: "TRUE" }
    ],
    becomes: [
      { op: "replace", path: "active", value: false },
      { op: "replace", value: { ACTIVE: true } },
      { op: "replace", path: 'emails[type eq "work"].primary', value: true }
    ],
    notes: [note("False", "active", false), note("true", "active", true), note("TRUE", "emails.primary", true)]
  },
  {
    it: "reads parts of elements, in a resource and in the value of a path",
    resource: {
      active: "True",
      roles: [
        { primary: "True", value: "Admin" },
        { primary: false, value: "False" }
      ]
    },
    becomes: {
      active: true,
      roles: [
        { primary: true, value: "Admin" },
        { primary: false, value: "False" }
      ]
    },
    notes: [note("True", "active", true), note("True", "roles.primary", true)]
  },
  { it: "leaves other words alone", resource: { active: "yes", roles: [{ primary: "1" }] } },
  {
    it: "leaves texts alone where the schema has text",
    resource: { displayName: "True", name: { familyName: "False" } }
  },
  { it: "leaves attributes alone that no schema defines", resource: { enabled: "True" } }
])
