/**
 * Whether a session may do what it asks for: the token's scopes against the resource type (RFC 7644 §2).
 */
import { type ResourceType, ScimError, TokenPolicy } from "@rollcall/core"
import { Either } from "effect"
import type { Session } from "./Session.ts"

/** Types other than Group are guarded by the scopes of users. */
const area = (type: ResourceType.ResourceType): "users" | "groups" => (type.name === "Group" ? "groups" : "users")

/** Fails with 403 and the name of the scope that is missing. */
export const check = (
  session: Session,
  type: ResourceType.ResourceType,
  access: "read" | "write"
): Either.Either<void, ScimError.Forbidden> =>
  TokenPolicy.allows(session.token, area(type), access)
    ? Either.void
    : Either.left(
        new ScimError.Forbidden({
          detail: `This token lacks the scope ${area(type)}:${access}. Create a token that has it and give that to the identity provider.`
        })
      )
