/** The policy of tokens for an interface of your own: made, shown once, checked, replaced and revoked. */
import { createHash, randomBytes, randomUUID } from "node:crypto"
import { type Token, TokenPolicy, TokenText } from "@rollcall/core"
import { Either } from "effect"

/** By digest. Nobody who reads this learns a token. */
const tokens = new Map<string, Token.Token>()

const digestOf = (text: string): string => createHash("sha256").update(text).digest("hex")

/** Keeps a new token and answers its text, which its owner gets and nobody keeps. */
const issue = (request: Pick<TokenPolicy.Issue, "tenant" | "name" | "scopes" | "lifetime" | "now">): string => {
  const text = TokenText.print(randomBytes(TokenText.secretBytes))
  const digest = digestOf(text)
  tokens.set(digest, TokenPolicy.issue({ id: randomUUID(), digest, hint: TokenText.hint(text), ...request }))
  return text
}

/** What becomes of a request that comes with a token and wants to read users. */
const answer = (text: string, now: number): string => {
  if (Either.isLeft(TokenText.parse(text))) return "mistyped or cut off, and no database was asked"
  const token = tokens.get(digestOf(text))
  if (token === undefined) return "not known"
  return Either.match(TokenPolicy.verify(token, now), {
    onLeft: ({ _tag, at }) => `${_tag.toLowerCase()} since ${new Date(at).toISOString()}`,
    onRight: () => (TokenPolicy.allows(token, "users", "read") ? "welcome" : "not allowed")
  })
}

/** Puts another token in the place of one, which goes on for a day. */
const rotate = (text: string, now: number): string => {
  const token = tokens.get(digestOf(text))
  if (token === undefined) return text
  const { old, successor } = TokenPolicy.rotate(token, { now, overlap: TokenPolicy.day })
  tokens.set(old.digest, old)
  return issue(successor)
}

const january = Date.UTC(2030, 0, 1)
const march = Date.UTC(2030, 2, 1)

const first = issue({
  tenant: "default",
  name: "Reports",
  scopes: ["users:read"],
  lifetime: 90 * TokenPolicy.day,
  now: january
})
const groupsOnly = issue({ tenant: "default", name: "Badges", scopes: ["groups:read"], now: january })
console.log("in January:", answer(first, january))
console.log("half of it:", answer(first.slice(0, 30), january))
console.log("with another scope:", answer(groupsOnly, january))

const second = rotate(first, march)
console.log("in March, the new one:", answer(second, march))
console.log("the old one, an hour later:", answer(first, march + 3_600_000))
console.log("the old one, two days later:", answer(first, march + 2 * TokenPolicy.day))
