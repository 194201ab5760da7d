/** Prints which requirements the suites prove, which they do not, and why. Ends with 1 when list and suites disagree. */
import { contradiction, coverage } from "./Coverage.ts"
import { render } from "./Report.ts"

const found = coverage()
const objections = [
  ...found.unknown.map((id) => `${id} is named by a case and is no requirement.`),
  ...found.covered.flatMap((entry) => contradiction(entry) ?? [])
]

console.log(render(found))
for (const objection of objections) console.error(objection)
process.exitCode = objections.length === 0 ? 0 : 1
