/**
 * Whether a session may do what it asks for: the principal, or a token's scopes, against the resource type (RFC 7644 §2).
 */
import { type ResourceType, ScimError } from "@rollcall/core"
import { Either } from "effect"
import * as Principal from "./Principal.ts"
import type { Session } from "./Session.ts"

/** Types other than Group are guarded by the scopes of users. */
const area = (type: ResourceType.ResourceType): "users" | "groups" => (type.name === "Group" ? "groups" : "users")

/** Those of the types that the session may do it to; fails with 403 where it is none of them. */
export const among = (
  session: Session,
  types: ReadonlyArray<ResourceType.ResourceType>,
  access: "read" | "write"
): Either.Either<ReadonlyArray<ResourceType.ResourceType>, ScimError.Forbidden> => {
  const checked = types.map((type) => Either.map(check(session, type, access), () => type))
  const refused = checked.find(Either.isLeft)
  const allowed = checked.filter(Either.isRight).map(({ right }) => right)
  return allowed.length === 0 && refused !== undefined ? Either.left(refused.left) : Either.right(allowed)
}

/** Fails with 403 and the name of the scope that is missing. */
export const check = (
  session: Session,
  type: ResourceType.ResourceType,
  access: "read" | "write"
): Either.Either<void, ScimError.Forbidden> =>
  Principal.allows(session.principal, area(type), access)
    ? Either.void
    : Either.left(
        new ScimError.Forbidden({
          detail: `This token lacks the scope ${area(type)}:${access}. Create a token that has it and give that to the identity provider.`
        })
      )
