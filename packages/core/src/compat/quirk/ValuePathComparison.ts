/**
 * `emails[type eq "work"].value eq "x"`: a comparison behind a value path. RFC 7644 §3.4.2.2 has that shape for the
 * paths of PATCH only; in a filter the comparison would stand in the brackets.
 */
import type * as Quirk from "../Quirk.ts"

export const quirk: Quirk.Quirk = {
  name: "ValuePathComparison",
  sentBy: ["Entra ID"],
  summary: "A comparison behind a value path is read as standing in its brackets.",
  example: { _tag: "Filter", filter: 'emails[type eq "work"].value eq "jdoe@example.com"' },
  source: "RIPAGlobal/scimitar issue 115",
  kind: { _tag: "Grammar", grammar: { valuePathComparison: true } }
}
