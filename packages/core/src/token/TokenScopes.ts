/**
 * Scopes as people write them: `users:read`, `groups` for everything with groups, `read` for reading everything.
 */
import { Either } from "effect"
import { allScopes, type Scope } from "./Token.ts"

/** What is wrong with a list of scopes, as a sentence that says what to write instead. */
export interface InvalidScopes {
  readonly detail: string
}

const words: ReadonlyMap<string, ReadonlyArray<Scope>> = new Map<string, ReadonlyArray<Scope>>([
  ...allScopes.map((scope): [string, ReadonlyArray<Scope>] => [scope, [scope]]),
  ["users", ["users:read", "users:write"]],
  ["groups", ["groups:read", "groups:write"]],
  ["read", ["users:read", "groups:read"]],
  ["write", ["users:write", "groups:write"]]
])

/**
 * The scopes that the words name together, each once and in the order of `allScopes`.
 * Letter case and blanks around a word do not matter. An empty list is refused: a token that may do nothing is a slip.
 */
export const parse = (texts: ReadonlyArray<string>): Either.Either<ReadonlyArray<Scope>, InvalidScopes> => {
  const named = new Set<Scope>()
  const known = [...words.keys()].join(", ")
  for (const text of texts) {
    const scopes = words.get(text.trim().toLowerCase())
    if (scopes === undefined) {
      return Either.left({ detail: `There is no scope ${JSON.stringify(text)}. The scopes are ${known}.` })
    }
    for (const scope of scopes) named.add(scope)
  }
  if (named.size === 0) return Either.left({ detail: `A token needs at least one scope. The scopes are ${known}.` })
  return Either.right(allScopes.filter((scope) => named.has(scope)))
}
