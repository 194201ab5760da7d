/**
 * The page that describes every quirk, written from the quirks themselves, so that it says what the code does.
 */
import type * as Quirk from "../../src/compat/Quirk.ts"
import { equals, isArray, isObject, type Json } from "../../src/Json.ts"
import { patchSchema } from "./RewriteSuite.ts"

export const render = (quirks: ReadonlyArray<Quirk.Quirk>): string =>
  [
    introduction(quirks.length),
    "| name | what arrives, and what is made of it | who sends it |",
    "| --- | --- | --- |",
    ...quirks.map(row),
    ...kinds.flatMap(({ tag, heading, text }) => [
      "",
      `## ${heading}`,
      "",
      text,
      ...quirks.filter(({ kind }) => kind._tag === tag).map(section)
    ]),
    "",
    otherNotes
  ].join("\n")

const introduction = (count: number): string => `# What identity providers send

No client sends exactly what RFC 7643 and RFC 7644 say. Each deviation that Rollcall understands has a name and a file of
its own in [packages/core/src/compat/quirk](../packages/core/src/compat/quirk). There are ${count}. Nobody looks at who
sent a request: a quirk is a shape, whoever it comes from.

All are on. When one fires, the line of the request in the log says so, by its name. A tenant can do without any of them:

\`\`\`sh
npx rollcall tenant update default --quirk-off BareWord   # one off; --quirk-on BareWord takes that back
npx rollcall tenant update default --strict               # all off; --no-strict takes that back
\`\`\`

Where clients contradict one another the choices stand in [policies.md](policies.md).

This page is written from the code: \`npx vitest run --project unit packages/core/test/compat -u\` writes it anew, and the
unit tests fail when it says something else than the code.

The rewrites are listed in the order in which they run, each on what the one before it left.
`

const row = ({ name, summary, sentBy }: Quirk.Quirk): string =>
  `| [${name}](#${name.toLowerCase()}) | ${summary} | ${sentBy.join(", ")} |`

const kinds: ReadonlyArray<{ readonly tag: Quirk.Kind["_tag"]; readonly heading: string; readonly text: string }> = [
  {
    tag: "Rewrite",
    heading: "Rewrites of bodies",
    text: "A body in the wrong shape is turned into the RFC's before it is read. What is right already stays untouched."
  },
  {
    tag: "Grammar",
    heading: "Wider grammar of filters",
    text: "The parser takes more than the grammar of RFC 7644 §3.4.2.2. Without the quirk these are 400 `invalidFilter`."
  },
  {
    tag: "Policy",
    heading: "Choices while a request is carried out",
    text: "What becomes of these depends on the schema or on what is stored, so it is decided there."
  }
]

const section = (quirk: Quirk.Quirk): string =>
  ["", `### ${quirk.name}`, "", quirk.summary, "", ...example(quirk.example), "", `Source: ${quirk.source}`].join("\n")

const example = (example: Quirk.Example): ReadonlyArray<string> => {
  if (example._tag === "Filter") return ["```", example.filter, "```"]
  const { before, after } = example
  if (after === undefined) return block(content(before))
  // The message around the operations is of interest where it is what changes.
  const shown = equals(envelope(before), envelope(after)) ? content : (body: Json) => body
  return [...block(shown(before)), "", "is read as", "", ...block(shown(after))]
}

const block = (json: Json): ReadonlyArray<string> => ["```json", print(json, ""), "```"]

/** What makes a PATCH message one. A resource has no envelope. */
const envelope = (body: Json): Json => (isObject(body) && "Operations" in body ? (body.schemas ?? null) : null)

/** The operations of a PATCH message that is a message in every way; any other body whole. */
const content = (body: Json): Json =>
  isObject(body) && isArray(body.Operations) && equals(body.schemas ?? null, [patchSchema]) ? body.Operations : body

const lineLengthMax = 100

/** JSON on as few lines as can be read well. */
const print = (json: Json, indent: string): string => {
  const line = printLine(json)
  if (indent.length + line.length <= lineLengthMax || typeof json !== "object" || json === null) return line
  const inner = `${indent}  `
  const parts = isArray(json)
    ? json.map((element) => print(element, inner))
    : Object.entries(json).map(([name, value]) => `${JSON.stringify(name)}: ${print(value, inner)}`)
  const [open, close] = isArray(json) ? "[]" : "{}"
  return `${open}\n${parts.map((part) => inner + part).join(",\n")}\n${indent}${close}`
}

const printLine = (json: Json): string => {
  if (isArray(json)) return `[${json.map(printLine).join(", ")}]`
  if (!isObject(json)) return JSON.stringify(json)
  const parts = Object.entries(json).map(([name, value]) => `${JSON.stringify(name)}: ${printLine(value)}`)
  return parts.length === 0 ? "{}" : `{ ${parts.join(", ")} }`
}

const otherNotes = `## Other notes in the log

These are no quirks: the RFCs allow what happened, or it is understood by every tenant.

| note | what happened |
| --- | --- |
| \`DiscardedAttribute\` | A password came. It was thrown away: Rollcall authenticates nobody and keeps none. |
| \`SortByIgnored\` | \`sortBy\` names nothing that one can sort by, so the list came unsorted. |
| \`BareToken\` | The Authorization header holds a token without the word Bearer, as Okta sends one that was typed so. |
| \`UnknownSchema\` | \`schemas\` names one that the resource type does not have, and ForeignSchemaUrn is off. |
`
