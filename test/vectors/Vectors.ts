/**
 * The command that runs parser, path parser, evaluator and PATCH engine against a directory of vectors.
 */
import { Either } from "effect"
import * as FilterVectors from "./FilterVectors.ts"
import * as MatchVectors from "./MatchVectors.ts"
import * as PatchVectors from "./PatchVectors.ts"
import * as PathVectors from "./PathVectors.ts"
import * as Suite from "./Suite.ts"

const suites: ReadonlyArray<Suite.Suite> = [
  FilterVectors.strict,
  FilterVectors.wide,
  PathVectors.strict,
  PathVectors.wide,
  MatchVectors.suite,
  PatchVectors.recommended,
  PatchVectors.others
]

/**
 * What the command prints: for each suite its agreement, and each disagreement by id. Disagreeing is a result and no
 * failure; the sentence on the left says why nothing could be judged.
 */
export const run = (args: ReadonlyArray<string>): Either.Either<string, string> => {
  const [dir, ...more] = args
  if (dir === undefined || more.length > 0) {
    return Either.left("Name one directory, that of the vectors: npm run vectors -- DIR")
  }
  return Either.map(Either.all(suites.map((suite) => suite(dir))), (reports) => reports.map(Suite.print).join("\n\n"))
}
