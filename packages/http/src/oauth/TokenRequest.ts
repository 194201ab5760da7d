/**
 * A request for an access token as it is sent: a form, and the client's credentials in the Authorization header, in the
 * form, or as an assertion (RFC 6749 §2.3.1 and §4.4.2, RFC 7523 §2.2). It knows no client.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-4.4.2
 */
import { OAuthError, type TokenGrant } from "@rollcall/provider"
import { Either, Encoding } from "effect"
import * as QueryString from "../QueryString.ts"

export interface TokenRequest {
  readonly presented: TokenGrant.Presented
  readonly scope?: string
}

export interface Sent {
  readonly contentType: string | undefined
  readonly authorization: string | undefined
  readonly body: Uint8Array
}

type Parsed<A> = Either.Either<A, OAuthError.OAuthError>

const formType = "application/x-www-form-urlencoded"
const grantType = "client_credentials"
const assertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"

export const parse = ({ authorization, body, contentType }: Sent): Parsed<TokenRequest> =>
  Either.gen(function* () {
    const form = yield* parseForm(contentType, body)
    const grant = form.get("grant_type")
    if (grant === undefined) {
      return yield* invalid(`The parameter grant_type is missing. Send grant_type=${grantType} in the body.`)
    }
    if (grant !== grantType) {
      const detail = `There is no grant but ${grantType} here. Set the identity provider to client credentials.`
      return yield* Either.left(new OAuthError.OAuthError({ code: "unsupported_grant_type", detail }))
    }
    const presented = yield* present(form, authorization)
    const scope = form.get("scope")
    return { presented, ...(scope === undefined ? {} : { scope }) }
  })

type Form = ReadonlyMap<string, string>

/** A parameter without a value counts as left out, and none may come twice (RFC 6749 §3.2). */
const parseForm = (contentType: string | undefined, body: Uint8Array): Parsed<Form> => {
  const type = contentType?.split(";")[0]?.trim().toLowerCase()
  if (type !== formType) return invalid(`The body must be a form. Send it with the Content-Type ${formType}.`)
  const form = new Map<string, string>()
  for (const pair of new TextDecoder().decode(body).split("&")) {
    const equals = pair.indexOf("=")
    if (equals < 0) continue
    const [name, value] = [QueryString.decode(pair.slice(0, equals)), QueryString.decode(pair.slice(equals + 1))]
    if (name === undefined || value === undefined) return invalid("The percent-encoding of the body is broken.")
    if (value === "") continue
    if (form.has(name)) return invalid(`The parameter ${name.slice(0, 40)} is given twice. Send it once.`)
    form.set(name, value)
  }
  return Either.right(form)
}

const present = (form: Form, authorization: string | undefined): Parsed<TokenGrant.Presented> => {
  const [client, secret, assertion] = [form.get("client_id"), form.get("client_secret"), form.get("client_assertion")]
  const ways = [authorization?.trim() || undefined, secret, assertion].filter((way) => way !== undefined)
  if (ways.length > 1) {
    return invalid(
      "The client shows who it is in more than one way. Send the Authorization header, client_secret or client_assertion."
    )
  }
  if (assertion !== undefined) {
    return form.get("client_assertion_type") === assertionType
      ? Either.right({ _tag: "Assertion", assertion, ...(client === undefined ? {} : { client }) })
      : invalid(`Beside client_assertion, client_assertion_type must be ${assertionType}.`)
  }
  if (ways[0] !== undefined && secret === undefined) return basic(ways[0], client)
  if (client === undefined || secret === undefined) {
    return unknown(
      "The request does not say which client it is of. Send client_id and client_secret in the Authorization header or in the body, or a client_assertion."
    )
  }
  return Either.right({ _tag: "Secret", client, secret })
}

/** Id and secret are encoded as in a form before they are joined (RFC 6749 §2.3.1). */
const basic = (authorization: string, named: string | undefined): Parsed<TokenGrant.Presented> => {
  const space = authorization.indexOf(" ")
  if (authorization.slice(0, Math.max(0, space)).toLowerCase() !== "basic") {
    return unknown(
      "The Authorization header of the token endpoint must be of the scheme Basic, with the client's id and secret."
    )
  }
  const text = Either.getOrElse(Encoding.decodeBase64String(authorization.slice(space + 1).trim()), () => "")
  const colon = text.indexOf(":")
  const [client, secret] = [
    QueryString.decode(text.slice(0, Math.max(0, colon))),
    QueryString.decode(text.slice(colon + 1))
  ]
  if (colon < 0 || client === undefined || secret === undefined) {
    return unknown("The Authorization header must be Basic and the base64 of the client's id, a colon and its secret.")
  }
  return named === undefined || named === client
    ? Either.right({ _tag: "Secret", client, secret })
    : invalid("client_id and the Authorization header name two different clients. Leave client_id out.")
}

const invalid = (detail: string): Parsed<never> =>
  Either.left(new OAuthError.OAuthError({ code: "invalid_request", detail }))

const unknown = (detail: string): Parsed<never> =>
  Either.left(new OAuthError.OAuthError({ code: "invalid_client", detail }))
