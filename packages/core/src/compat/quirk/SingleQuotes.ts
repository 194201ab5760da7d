/**
 * Single quotes around a filter value, as other query languages have them.
 */
import type * as Quirk from "../Quirk.ts"

export const quirk: Quirk.Quirk = {
  name: "SingleQuotes",
  sentBy: ["filters typed by administrators"],
  summary: "Text in single quotes as the value of a filter is read as text.",
  example: { _tag: "Filter", filter: "userName eq 'jdoe'" },
  source: "https://www.rfc-editor.org/rfc/rfc7644#section-3.4.2.2",
  kind: { _tag: "Grammar", grammar: { singleQuotes: true } }
}
