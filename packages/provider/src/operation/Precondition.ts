/**
 * If-Match against the version that is there, judged while no other writer can come between (RFC 7644 §3.14).
 *
 * @see https://www.rfc-editor.org/rfc/rfc7644#section-3.14
 */
import { EntityTag, type Resource, ScimError } from "@rollcall/core"
import { Either } from "effect"

export const check = (
  ifMatch: string | undefined,
  resource: Resource.Resource
): Either.Either<void, ScimError.PreconditionFailed> =>
  ifMatch === undefined || EntityTag.matches(ifMatch, resource.version)
    ? Either.void
    : Either.left(
        new ScimError.PreconditionFailed({
          detail: `The ${resource.type.name} has changed: its version is ${EntityTag.print(resource.version)}, not ${ifMatch.slice(0, 80)}. Read it again and repeat the change.`
        })
      )
