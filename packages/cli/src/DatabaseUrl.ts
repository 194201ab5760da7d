/**
 * Where the data is, as `ROLLCALL_DATABASE_URL` says it. Which databases there are is told here; how one is opened is
 * the runtime's business.
 */
import { Either } from "effect"

export type DatabaseUrl =
  | { readonly _tag: "SqliteFile"; readonly path: string }
  /** Gone when the process ends, and not to be seen from another one. */
  | { readonly _tag: "SqliteMemory" }

export const expected = "sqlite: and the path of a file (sqlite:./rollcall.db), or sqlite::memory:"

/** The left side is what was expected. */
export const parse = (text: string): Either.Either<DatabaseUrl, string> => {
  const scheme = "sqlite:"
  if (!text.toLowerCase().startsWith(scheme)) return Either.left(expected)
  const rest = text.slice(scheme.length)
  if (rest === ":memory:") return Either.right({ _tag: "SqliteMemory" })
  // The path is taken as it stands, but for the empty host that URLs with slashes have: sqlite:///var/lib/rollcall.db.
  const path = rest.startsWith("///") ? rest.slice(2) : rest
  return path === "" || path.startsWith("//") || path.startsWith(":")
    ? Either.left(expected)
    : Either.right({ _tag: "SqliteFile", path })
}
