/**
 * `POST /oauth/token`: a client's credentials go in and an access token comes out, or an error in the words of OAuth
 * (RFC 6749 §5). What is sent here and answered stands in no log.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-5
 */
import { ScimError } from "@rollcall/core"
import {
  Authentication,
  type ClientStore,
  type GrantLimit,
  type OAuthError,
  type Randomness,
  TokenGrant
} from "@rollcall/provider"
import { Effect } from "effect"
import * as ErrorResponse from "../ErrorResponse.ts"
import type { RequestLog } from "../RequestLog.ts"
import type { WireRequest } from "../WireRequest.ts"
import type { WireResponse } from "../WireResponse.ts"
import * as AuthorizationServer from "./AuthorizationServer.ts"
import * as TokenRequest from "./TokenRequest.ts"

/** An assertion of the longest kind, several times over. */
const bodyBytesMax = 64 * 1_024

export interface Asked {
  readonly request: WireRequest
  /** In capitals, HEAD as GET. */
  readonly method: string
  readonly issuers: AuthorizationServer.Issuers
  /** The address that it comes from. */
  readonly from: string
  readonly log: RequestLog
}

type Failure = OAuthError.OAuthError | ScimError.ScimError

export const answer = (
  asked: Asked,
  limit: GrantLimit.GrantLimit
): Effect.Effect<WireResponse, never, ClientStore | Randomness.Randomness> =>
  Effect.catchAll(grant(asked, limit), (error) =>
    Effect.sync(() => {
      asked.log.error = error
      return refuse(error)
    })
  )

const grant = Effect.fnUntraced(function* (
  { request, method, issuers, from, log }: Asked,
  limit: GrantLimit.GrantLimit
): Effect.fn.Return<WireResponse, Failure, ClientStore | Randomness.Randomness> {
  if (method !== "POST") {
    const allow = ["OPTIONS", "POST"]
    return yield* new ScimError.MethodNotAllowed({ detail: "Access tokens are asked for with POST.", allow })
  }
  const sent = {
    contentType: request.header("content-type"),
    authorization: request.header("authorization"),
    body: yield* request.readBody(bodyBytesMax)
  }
  const parsed = yield* TokenRequest.parse(sent)
  const audiences = AuthorizationServer.audiences(issuers)
  const { client, expiresInSeconds, scope, text } = yield* TokenGrant.grant({ ...parsed, audiences, from }, limit)
  log.client = client
  return json(200, { access_token: text, token_type: "Bearer", expires_in: expiresInSeconds, scope })
})

const refuse = (error: Failure): WireResponse => {
  if (error._tag !== "OAuthError") {
    const { status, headers } = ErrorResponse.render(error)
    return json(status, body(isLater(status) ? "temporarily_unavailable" : "invalid_request", error.detail), headers)
  }
  const { code, detail } = error
  const challenge = { "www-authenticate": `Basic realm="${Authentication.realm}"` }
  return code === "invalid_client" ? json(401, body(code, detail), challenge) : json(400, body(code, detail))
}

/** The client may send the same again. */
const isLater = (status: number): boolean => status === 429 || status >= 500

const body = (error: string, detail: string) => ({ error, error_description: [...detail].map(permitted).join("") })

/** Neither a quotation mark, nor a backslash, nor what is not ASCII may stand in a description (RFC 6749 §5.2). */
const permitted = (character: string): string => {
  if (character === '"' || character === "\\") return "'"
  return character >= " " && character <= "~" ? character : "?"
}

const json = (
  status: number,
  content: Readonly<Record<string, unknown>>,
  headers: Readonly<Record<string, string>> = {}
): WireResponse => ({
  status,
  headers: { ...headers, "content-type": "application/json", "cache-control": "no-store", pragma: "no-cache" },
  body: JSON.stringify(content)
})
