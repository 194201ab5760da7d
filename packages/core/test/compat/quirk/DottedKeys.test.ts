import { quirk } from "../../../src/compat/quirk/DottedKeys.ts"
import { enterprise, suite, userSchema } from "../RewriteSuite.ts"

const putNote = (name: string): string => `Read the name ${JSON.stringify(name)} as a path and put its value there.`
const apartNote = (name: string): string => `Read a name with a path into "${name}" as an operation of its own.`
const workEmail = 'emails[type eq "work"].value'

suite(quirk, [
  {
    it: "puts dotted names and names with a URN in their place",
    operations: [
      {
        op: "replace",
        value: {
          "name.givenName": "Ada",
          [`${enterprise}:manager.value`]: "26118915",
          [`${userSchema}:title`]: "Guide"
        }
      }
    ],
    becomes: [
      {
        op: "replace",
        value: { name: { givenName: "Ada" }, [enterprise]: { manager: { value: "26118915" } }, title: "Guide" }
      }
    ],
    notes: [putNote("name.givenName"), putNote(`${enterprise}:manager.value`), putNote(`${userSchema}:title`)]
  },
  {
    it: "keeps what stands in place already",
    operations: [
      { op: "replace", value: { name: { GivenName: "Ada" }, "name.givenName": "Eve", "name.familyName": "Doe" } }
    ],
    becomes: [{ op: "replace", value: { name: { GivenName: "Ada", familyName: "Doe" } } }],
    notes: [putNote("name.givenName"), putNote("name.familyName")]
  },
  {
    it: "makes operations of their own of value paths, behind the rest",
    operations: [{ op: "add", value: { [workEmail]: "ada@example.com", active: true } }],
    becomes: [
      { op: "add", value: { active: true } },
      { op: "add", path: workEmail, value: "ada@example.com" }
    ],
    notes: [apartNote("emails")]
  },
  {
    it: "leaves no empty operation behind",
    operations: [
      { op: "replace", value: { [workEmail]: "ada@example.com", 'phoneNumbers[type eq "a.b"].value': "1" } }
    ],
    becomes: [
      { op: "replace", path: workEmail, value: "ada@example.com" },
      { op: "replace", path: 'phoneNumbers[type eq "a.b"].value', value: "1" }
    ],
    notes: [apartNote("emails"), apartNote("phoneNumbers")]
  },
  {
    it: "reads paths in the object of an extension",
    operations: [{ op: "replace", value: { [enterprise]: { "manager.value": "26118915", division: "Parks" } } }],
    becomes: [{ op: "replace", value: { [enterprise]: { division: "Parks", manager: { value: "26118915" } } } }],
    notes: [putNote("manager.value")]
  },
  {
    it: "reads dotted names in a resource too",
    resource: { schemas: [userSchema], userName: "ada", "name.familyName": "Doe" },
    becomes: { schemas: [userSchema], userName: "ada", name: { familyName: "Doe" } },
    notes: [putNote("name.familyName")]
  },
  { it: "leaves value paths in a resource alone: there is no operation", resource: { [workEmail]: "ada@example.com" } },
  {
    it: "leaves names alone that resolve to nothing",
    operations: [{ op: "add", value: { "a.b": 1, "__proto__.x": 2 } }]
  },
  { it: "leaves an extension's object alone", operations: [{ op: "add", value: { [enterprise]: { division: "P" } } }] },
  {
    it: "leaves operations with a path alone",
    operations: [{ op: "add", path: "name", value: { "name.givenName": "A" } }]
  }
])
