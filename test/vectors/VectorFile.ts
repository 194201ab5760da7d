/**
 * Files of vectors: examples of other projects, one JSON object a line. They stay outside this repository and are read
 * from a directory given by name.
 */
import { readFileSync } from "node:fs"
import { join } from "node:path"
import { Either } from "effect"

export interface Vector<Row> {
  /** The row's own id; where it has none, its file and line: `filters:12`. */
  readonly id: string
  readonly row: Row
}

/** The rows of a file, or what keeps it from being read. What a row holds is taken on trust. */
export const read = <Row>(dir: string, file: string): Either.Either<ReadonlyArray<Vector<Row>>, string> =>
  Either.gen(function* () {
    const text = yield* Either.try({
      try: () => readFileSync(join(dir, file), "utf8"),
      catch: () => `There is no ${file} to read in ${dir}: name the directory of the vectors.`
    })
    const vectors: Array<Vector<Row>> = []
    for (const [index, line] of text.split("\n").entries()) {
      if (line.trim() === "") continue
      const row = yield* Either.try({
        try: (): Row & { readonly id?: string } => JSON.parse(line),
        catch: () => `Line ${index + 1} of ${file} is no JSON.`
      })
      vectors.push({ id: row.id ?? `${file.slice(0, file.lastIndexOf("."))}:${index + 1}`, row })
    }
    return vectors
  })
