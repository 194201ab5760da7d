import { quirk } from "../../../src/compat/quirk/ClearedValuePath.ts"
import { suite } from "../RewriteSuite.ts"

const note = (name: string): string => `Read empty text for a chosen "${name}" as its removal.`

suite(quirk, [
  {
    it: "removes the whole element with its value",
    operations: [{ op: "add", path: 'emails[type eq "work" and primary eq true].value', value: "" }],
    becomes: [{ op: "remove", path: 'emails[type eq "work" and primary eq true]' }],
    notes: [note("emails.value")]
  },
  {
    it: "removes any other part alone",
    operations: [{ op: "replace", path: 'addresses[type eq "work"].country', value: "" }],
    becomes: [{ op: "remove", path: 'addresses[type eq "work"].country' }],
    notes: [note("addresses.country")]
  },
  {
    it: "removes the chosen elements where no part is named",
    operations: [{ op: "replace", path: "roles[primary eq true]", value: "" }],
    becomes: [{ op: "remove", path: "roles[primary eq true]" }],
    notes: [note("roles")]
  },
  {
    it: "leaves text alone that is not empty",
    operations: [{ op: "replace", path: 'ims[type eq "x"].value', value: " " }]
  },
  { it: "leaves a path without filter alone", operations: [{ op: "replace", path: "title", value: "" }] },
  { it: "leaves a removal alone", operations: [{ op: "remove", path: 'ims[type eq "x"].value', value: "" }] },
  { it: "leaves a path alone that names nothing", operations: [{ op: "replace", path: 'x[a eq "b"].c', value: "" }] }
])
