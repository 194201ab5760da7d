/**
 * Use: npm run vectors -- DIR
 */
import { Either } from "effect"
import * as Vectors from "./Vectors.ts"

const outcome = Vectors.run(process.argv.slice(2))
if (Either.isRight(outcome)) console.log(outcome.right)
else {
  console.error(outcome.left)
  process.exitCode = 2
}
