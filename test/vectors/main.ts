/**
 * Runs parser, evaluator and PATCH engine against the vectors in a directory and prints how far they agree.
 * Use: npm run vectors -- DIR
 */
import * as FilterVectors from "./FilterVectors.ts"
import * as MatchVectors from "./MatchVectors.ts"
import * as PathVectors from "./PathVectors.ts"
import * as Report from "./Report.ts"

const suites: ReadonlyArray<(dir: string) => Report.Report> = [
  FilterVectors.strict,
  FilterVectors.wide,
  PathVectors.strict,
  PathVectors.wide,
  MatchVectors.run
]

const [dir] = process.argv.slice(2)
if (dir === undefined) {
  console.error("Name the directory of the vectors: npm run vectors -- DIR")
  process.exitCode = 2
} else {
  for (const suite of suites) console.log(`${Report.print(suite(dir))}\n`)
}
