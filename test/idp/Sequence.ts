/**
 * The sequences that are replayed: one JSON file each in `sequences/`, and those with which `rollcall simulate` plays an
 * identity provider. Their shape is that command's.
 */
import { readdirSync, readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import * as Simulation from "@rollcall/http/Simulation"
import { Either } from "effect"

type Sequence = Simulation.Sequence.Sequence

/** A sequence by the name of its file. */
export interface Named {
  readonly file: string
  readonly sequence: Sequence
}

const directory = fileURLToPath(new URL("./sequences/", import.meta.url))

/** Every sequence, those of files in the order of their names. Throws where a file is not a sequence, and says where in it. */
export const all = (): ReadonlyArray<Named> => [...files(), ...played()]

/** Those of the command: where there are no files, the word that it takes stands for one. */
const played = (): ReadonlyArray<Named> =>
  Object.entries(Simulation.Providers.sequences).map(([file, sequence]) => ({ file, sequence }))

const files = (): ReadonlyArray<Named> =>
  readdirSync(directory)
    .filter((file) => file.endsWith(".json"))
    .sort()
    .map((file) => {
      const read = Simulation.Sequence.decode(JSON.parse(readFileSync(`${directory}${file}`, "utf8")))
      if (Either.isLeft(read)) throw new Error(`sequences/${file} is no sequence.\n${read.left}`)
      return { file, sequence: read.right }
    })
