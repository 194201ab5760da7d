/**
 * Where the data is, as `ROLLCALL_DATABASE_URL` says it. Which databases there are is told here; how one is opened is
 * the runtime's business.
 */
import { Either } from "effect"

/** `normal` flushes now and then, so that a machine that loses its power may lose what was answered last. */
export type Synchronous = "full" | "normal"

export type DatabaseUrl =
  /** When a change counts as stored; absent: when the disk has it, as with `full`. */
  | { readonly _tag: "SqliteFile"; readonly path: string; readonly synchronous?: Synchronous }
  /** Gone when the process ends, and not to be seen from another one. */
  | { readonly _tag: "SqliteMemory" }
  /** The URL may hold a password, so it is for drivers alone; `print` masks it. */
  | { readonly _tag: "Postgres"; readonly url: string }

/** Needs no set-up: a file in the directory where the command is run. */
export const standard = "sqlite:./rollcall.db"

export const expected = `sqlite: and the path of a file (${standard}), which ?synchronous=full or ?synchronous=normal may follow, sqlite::memory:, or postgres://user:password@host:5432/database`

const memory = ":memory:"

/** The left side is what was expected. */
export const parse = (text: string): Either.Either<DatabaseUrl, string> => {
  const colon = text.indexOf(":")
  switch (text.slice(0, colon).toLowerCase()) {
    case "sqlite":
      return sqlite(text.slice(colon + 1))
    case "postgres":
    case "postgresql":
      return URL.canParse(text) ? Either.right({ _tag: "Postgres", url: text }) : Either.left(expected)
    default:
      return Either.left(expected)
  }
}

const sqlite = (rest: string): Either.Either<DatabaseUrl, string> => {
  if (rest === memory) return Either.right({ _tag: "SqliteMemory" })
  // The path is taken as it stands, up to a question mark, but for the empty host that URLs with slashes have: sqlite:///var/lib/rollcall.db.
  const text = rest.startsWith("///") ? rest.slice(2) : rest
  const [path = "", ...options] = text.split("?")
  if (path === "" || path.startsWith("//") || path.startsWith(":")) return Either.left(expected)
  switch (options.join("?")) {
    case "synchronous=full":
      return Either.right({ _tag: "SqliteFile", path, synchronous: "full" })
    case "synchronous=normal":
      return Either.right({ _tag: "SqliteFile", path, synchronous: "normal" })
    default:
      return options.length === 0 ? Either.right({ _tag: "SqliteFile", path }) : Either.left(expected)
  }
}

/** A text that `parse` refuses, without what may be a password in it: only a scheme and the names of files are shown. */
export const mask = (text: string): string => {
  const colon = text.indexOf(":")
  if (text.slice(0, colon).toLowerCase() === "sqlite") return text
  if (colon >= 0) return `${text.slice(0, colon)}:…`
  return text.includes("=") || text.includes("@") ? "…" : text
}

/** The text that `parse` reads as this, without what is secret in it. */
export const print = (database: DatabaseUrl): string => {
  switch (database._tag) {
    case "SqliteFile":
      return `sqlite:${database.path}${database.synchronous === undefined ? "" : `?synchronous=${database.synchronous}`}`
    case "SqliteMemory":
      return `sqlite:${memory}`
    case "Postgres": {
      const { protocol, username, host, pathname } = new URL(database.url)
      return `${protocol}//${username === "" ? "" : `${username}:…@`}${host}${pathname}`
    }
  }
}
