/**
 * The coverage in words: how much of each section is proven, by which cases, and what is not, with the reason.
 */
import type { Coverage, Covered } from "./Coverage.ts"
import type { Requirement } from "./requirements.ts"

/** Knows which cases there are, not whether they pass: that is for the test run to say. */
export const render = ({ covered }: Coverage): string =>
  [
    ...heading("Proven, if the cases pass"),
    ...covered.filter(isProven).map(proof),
    ...heading("Not proven"),
    ...missing(covered),
    ...heading("By section"),
    ...sections(covered)
  ].join("\n")

const isProven = ({ cases }: Covered): boolean => cases.length > 0

const heading = (text: string): ReadonlyArray<string> => ["", text, "=".repeat(text.length)]

const proof = ({ requirement, cases }: Covered): string => {
  const [first = "", ...more] = cases
  return `${name(requirement)}  ${first}${more.length === 0 ? "" : ` (and ${more.length} more)`}`
}

const name = ({ id, level }: Requirement): string => `${id.padEnd(18)} ${level.padEnd(6)}`

/** Grouped by reason, since one reason often holds of many. */
const missing = (covered: ReadonlyArray<Covered>): ReadonlyArray<string> => {
  const groups = grouped(
    covered.filter((entry) => !isProven(entry)).map(({ requirement }) => requirement),
    reason
  )
  return [...groups].flatMap(([why, requirements]) => ["", why, ...requirements.map((each) => `  ${name(each)}`)])
}

const reason = (requirement: Requirement): string => {
  switch (requirement.status) {
    case "tested":
      return "No case and no reason:"
    case "notOffered":
      return `Not offered. ${requirement.reason}`
    case "notObservable":
      return `Not observable. ${requirement.reason}`
  }
}

const sections = (covered: ReadonlyArray<Covered>): ReadonlyArray<string> => {
  const groups = grouped(covered, ({ requirement }) => requirement.section)
  return [...[...groups].map(([section, entries]) => row(section, entries)), row("All", covered)]
}

/** The items by key, keys and items in the order in which they came. */
const grouped = <A>(items: ReadonlyArray<A>, key: (item: A) => string): ReadonlyMap<string, ReadonlyArray<A>> => {
  const groups = new Map<string, Array<A>>()
  for (const item of items) groups.set(key(item), [...(groups.get(key(item)) ?? []), item])
  return groups
}

const row = (section: string, entries: ReadonlyArray<Covered>): string => {
  const count = (status: Requirement["status"]) =>
    entries.filter(({ requirement }) => requirement.status === status).length
  const proven = `${entries.filter(isProven).length} of ${entries.length}`
  const rest = [
    [count("notOffered"), "not offered"],
    [count("notObservable"), "not observable"]
  ] as const
  const others = rest.filter(([number]) => number > 0).map(([number, words]) => `${number} ${words}`)
  return `${section.padEnd(20)} ${proven.padStart(10)} proven${others.map((text) => `, ${text}`).join("")}`
}
