/** Prints which requirements the suites prove, which they do not, and why. Ends with 1 when list and suites disagree. */
import { Coverage, CoverageReport } from "@rollcall/conformance"

const found = Coverage.coverage()
const objections = [
  ...found.unknown.map((id) => `${id} is named by a case and is no requirement.`),
  ...found.covered.flatMap((entry) => Coverage.contradiction(entry) ?? [])
]

console.log(CoverageReport.render(found))
for (const objection of objections) console.error(objection)
process.exitCode = objections.length === 0 ? 0 : 1
