/** Programs that a page wants and a machine may lack. What is run with one that is not there is a test that is skipped. */
import { spawnSync } from "node:child_process"
import { accessSync, constants } from "node:fs"
import { join } from "node:path"

/** Where it is, or nothing. Administrators' folders count, whoever runs the tests. */
export const find = (name: string): string | undefined => {
  const folders = [...(process.env.PATH ?? "").split(":"), "/usr/sbin", "/usr/local/sbin"]
  return folders.map((folder) => join(folder, name)).find(isExecutable)
}

const isExecutable = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** The first whole number that `--version` says, which is the release of PostgreSQL's programs. */
export const major = (path: string): number => {
  const { stdout } = spawnSync(path, ["--version"], { encoding: "utf8" })
  const word = stdout.split(" ").find((text) => Number.parseInt(text, 10) > 0)
  return Number.parseInt(word ?? "0", 10)
}
