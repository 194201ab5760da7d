/**
 * What a run over a server showed, in words: each suite with what passed, what failed and why, and what the server does not
 * offer; then the sum. A failed MUST is a fault of the server; a failed SHOULD or MAY is for its makers to judge.
 */
import type { Outcome, Run } from "./Conformance.ts"

export const render = ({ outcomes, left }: Run): string => {
  const suites = new Map<string, Array<Outcome>>()
  for (const outcome of outcomes) suites.set(outcome.suite, [...(suites.get(outcome.suite) ?? []), outcome])
  return [
    ...[...suites].flatMap(([title, list]) => [row(title, list), ...list.flatMap(failure)]),
    "",
    summary(outcomes),
    ...(left === 0 ? [] : [`${left} resources that the cases created could not be deleted again.`])
  ].join("\n")
}

/** True where no requirement failed that the RFCs make a MUST. */
export const isConformant = ({ outcomes }: Run): boolean =>
  outcomes.every(({ level, result }) => level !== "MUST" || result._tag !== "Failed")

const count = (list: ReadonlyArray<Outcome>, tag: Outcome["result"]["_tag"]): number =>
  list.filter(({ result }) => result._tag === tag).length

const row = (title: string, list: ReadonlyArray<Outcome>): string => {
  const [failed, absent] = [count(list, "Failed"), count(list, "NotOffered")]
  const rest = [
    ...(failed === 0 ? [] : [`${failed} failed`]),
    ...(absent === 0 ? [] : [`${absent} not offered: ${reasonOf(list)}`])
  ]
  const passed = `${count(list, "Passed")} of ${list.length}`
  return `${failed > 0 ? "✗" : absent > 0 ? "–" : "✓"} ${title.padEnd(58)} ${passed.padStart(10)} passed${rest.map((text) => `, ${text}`).join("")}`
}

const reasonOf = (list: ReadonlyArray<Outcome>): string => {
  const found = list.find(({ result }) => result._tag === "NotOffered")?.result
  return found?._tag === "NotOffered" ? found.reason : ""
}

const failure = ({ name, level, requirements, result }: Outcome): ReadonlyArray<string> =>
  result._tag === "Failed"
    ? [`    ${level} ${requirements.join(" ")}: ${name}`, ...result.reason.split("\n").map((line) => `      ${line}`)]
    : []

const summary = (outcomes: ReadonlyArray<Outcome>): string => {
  const failed = (level: Outcome["level"]) =>
    count(
      outcomes.filter((outcome) => outcome.level === level),
      "Failed"
    )
  return `${count(outcomes, "Passed")} of ${outcomes.length} cases passed; failed: ${failed("MUST")} MUST, ${failed("SHOULD")} SHOULD, ${failed("MAY")} MAY; not offered: ${count(outcomes, "NotOffered")}.`
}
