/**
 * If-Match against the version that is there, judged while no other writer can come between (RFC 7644 §3.14). A tenant
 * may demand it of every change, so that nobody writes over what he has not seen.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7644#section-3.14
 */
import { EntityTag, type Resource, ScimError } from "@rollcall/core"
import { Either } from "effect"
import type { Session } from "../Session.ts"

/** Fails with 412 when the resource has changed, and with 428 when the header is missing and must be there. */
export const check = (
  { tenant }: Session,
  ifMatch: string | undefined,
  resource: Resource.Resource
): Either.Either<void, ScimError.PreconditionFailed | ScimError.PreconditionRequired> => {
  if (ifMatch === undefined) return tenant.settings.ifMatch === "required" ? required(resource) : Either.void
  return EntityTag.matches(ifMatch, resource.version)
    ? Either.void
    : Either.left(
        new ScimError.PreconditionFailed({
          detail: `The ${resource.type.name} has changed: its version is ${EntityTag.print(resource.version)}, not ${ifMatch.slice(0, 80)}. Read it again and repeat the change.`
        })
      )
}

const required = (resource: Resource.Resource): Either.Either<never, ScimError.PreconditionRequired> =>
  Either.left(
    new ScimError.PreconditionRequired({
      detail: `This tenant takes a change only with the version that it is based on. Read the ${resource.type.name} and send If-Match: ${EntityTag.print(resource.version)}, or whatever version it has by then.`
    })
  )
