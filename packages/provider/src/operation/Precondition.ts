/**
 * If-Match and If-None-Match against the version that is there, judged while no other writer can come between (RFC 7644
 * §3.14). A tenant may demand If-Match of every change of a client, so that none writes over what it has not seen; people
 * who administer see what they change.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7644#section-3.14
 */
import { EntityTag, type Resource, ScimError } from "@rollcall/core"
import { Either } from "effect"
import type { Session } from "../Session.ts"

/** The headers as sent. */
export interface Precondition {
  /** The version that the resource must have. */
  readonly ifMatch?: string | undefined
  /** The version that it must not have: `*` stands for any (RFC 9110 §13.1.2). */
  readonly ifNoneMatch?: string | undefined
}

/** Fails with 412 when the resource has another version, and with 428 when If-Match is missing and must be there. */
export const check = (
  { principal, tenant }: Session,
  { ifMatch, ifNoneMatch }: Precondition,
  resource: Resource.Resource
): Either.Either<void, ScimError.PreconditionFailed | ScimError.PreconditionRequired> => {
  const isRequired = tenant.settings.ifMatch === "required" && principal._tag === "Token"
  if (ifMatch === undefined && isRequired) return required(resource)
  const version = EntityTag.print(resource.version)
  if (ifMatch !== undefined && !EntityTag.matches(ifMatch, resource.version)) {
    return refused(
      `The ${resource.type.name} has changed: its version is ${version}, not ${ifMatch.slice(0, 80)}. Read it again and repeat the change.`
    )
  }
  if (ifNoneMatch !== undefined && EntityTag.matches(ifNoneMatch, resource.version)) {
    return refused(
      `The ${resource.type.name} is there with version ${version}, which If-None-Match: ${ifNoneMatch.slice(0, 80)} excludes. Send the change without it, or with If-Match.`
    )
  }
  return Either.void
}

const refused = (detail: string): Either.Either<never, ScimError.PreconditionFailed> =>
  Either.left(new ScimError.PreconditionFailed({ detail }))

const required = (resource: Resource.Resource): Either.Either<never, ScimError.PreconditionRequired> =>
  Either.left(
    new ScimError.PreconditionRequired({
      detail: `This tenant takes a change only with the version that it is based on. Read the ${resource.type.name} and send If-Match: ${EntityTag.print(resource.version)}, or whatever version it has by then.`
    })
  )
