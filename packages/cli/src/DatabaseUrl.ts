/**
 * Where the data is, as `ROLLCALL_DATABASE_URL` says it. Which databases there are is told here; how one is opened is
 * the runtime's business.
 */
import { Either } from "effect"

export type DatabaseUrl =
  | { readonly _tag: "SqliteFile"; readonly path: string }
  /** Gone when the process ends, and not to be seen from another one. */
  | { readonly _tag: "SqliteMemory" }

/** Needs no set-up: a file in the directory where the command is run. */
export const standard = "sqlite:./rollcall.db"

export const expected = `sqlite: and the path of a file (${standard}), or sqlite::memory:`

const scheme = "sqlite:"
const memory = ":memory:"

/** The left side is what was expected. */
export const parse = (text: string): Either.Either<DatabaseUrl, string> => {
  if (!text.toLowerCase().startsWith(scheme)) return Either.left(expected)
  const rest = text.slice(scheme.length)
  if (rest === memory) return Either.right({ _tag: "SqliteMemory" })
  // The path is taken as it stands, but for the empty host that URLs with slashes have: sqlite:///var/lib/rollcall.db.
  const path = rest.startsWith("///") ? rest.slice(2) : rest
  return path === "" || path.startsWith("//") || path.startsWith(":")
    ? Either.left(expected)
    : Either.right({ _tag: "SqliteFile", path })
}

/** The text that `parse` reads as this. */
export const print = (database: DatabaseUrl): string => {
  switch (database._tag) {
    case "SqliteFile":
      return `${scheme}${database.path}`
    case "SqliteMemory":
      return `${scheme}${memory}`
  }
}
