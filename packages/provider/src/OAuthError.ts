/**
 * Why no access token is given, in the words of RFC 6749 §5.2. `detail` is for the administrator who sets the client up,
 * and tells a guesser nothing.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-5.2
 */
import type { Token } from "@rollcall/core"
import { Data } from "effect"

export type Code =
  | "invalid_request"
  | "invalid_client"
  | "unauthorized_client"
  | "unsupported_grant_type"
  | "invalid_scope"

/** What a log may have of a client. */
export type Named = Pick<Token.Token, "id" | "tenant" | "name" | "identityProvider">

export class OAuthError extends Data.TaggedError("OAuthError")<{
  readonly code: Code
  readonly detail: string
  /** Whose log it belongs to, where the client is known. */
  readonly client?: Named
}> {}
