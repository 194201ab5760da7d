import { quirk } from "../../../src/compat/quirk/WrappedJson.ts"
import { suite } from "../RewriteSuite.ts"

const both = (name: string): string => `Read the JSON text in "${name}" as the value and the display that it holds.`
const role = (wrapped: object): string => JSON.stringify(wrapped)

suite(quirk, [
  {
    it: "reads the value and the name of a role, and keeps what stands beside them",
    operations: [
      {
        op: "add",
        path: "roles",
        value: [{ value: role({ id: "06b07648", value: "Admin", displayName: "Boss" }), primary: true }]
      }
    ],
    becomes: [{ op: "add", path: "roles", value: [{ value: "Admin", display: "Boss", primary: true }] }],
    notes: [both("roles")]
  },
  {
    it: "keeps a display that was sent beside it",
    resource: { roles: [{ Value: role({ value: "Admin", displayName: "Boss" }), Display: "Chief" }] },
    becomes: { roles: [{ Value: "Admin", Display: "Chief" }] },
    notes: [both("roles")]
  },
  {
    it: "takes the name, and else the id, for the value of a role that has none",
    resource: {
      roles: [
        { value: role({ id: "1", value: null, displayName: "msiam_access" }) },
        { value: role({ display: "Buyer" }) },
        { value: role({ id: "2" }) }
      ]
    },
    becomes: {
      roles: [{ value: "msiam_access", display: "msiam_access" }, { value: "Buyer", display: "Buyer" }, { value: "2" }]
    },
    notes: [both("roles")]
  },
  {
    it: "unwraps what was wrapped twice",
    resource: { roles: [{ value: role({ value: role({ value: "Admin", displayName: "Boss" }) }) }] },
    becomes: { roles: [{ value: "Admin", display: "Boss" }] },
    notes: [both("roles")]
  },
  {
    it: "takes display for the name where that is how it is called",
    resource: { roles: [{ value: role({ value: "Admin", display: "Boss" }) }] },
    becomes: { roles: [{ value: "Admin", display: "Boss" }] },
    notes: [both("roles")]
  },
  {
    it: "reads it as the value of a path too",
    operations: [{ op: "add", path: 'roles[primary eq "True"].value', value: role({ value: "Admin" }) }],
    becomes: [{ op: "add", path: 'roles[primary eq "True"].value', value: "Admin" }],
    notes: ['Read the JSON text in "roles.value" as the value that it holds.']
  },
  {
    it: "leaves text alone that is no JSON object, or one without a name",
    resource: {
      roles: [{ value: "{Admin}" }, { value: "[1]" }, { value: "{}" }, { value: '{"value":1}' }, { value: "Admin" }]
    }
  },
  { it: "leaves single-valued attributes alone", resource: { title: role({ value: "Guide" }) } },
  { it: "leaves ids of members alone", type: "Group", resource: { members: [{ value: role({ value: "1" }) }] } }
])
