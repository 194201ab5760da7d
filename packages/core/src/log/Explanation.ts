/**
 * What happened to a request, and what to change in the identity provider, for an administrator who has the log before
 * them and no RFC. One table: a new kind of error without a row does not compile. It knows the log's words and nothing of
 * where they are kept.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7644#section-3.12
 */
import type { ScimError } from "../protocol/ScimError.ts"

/** What the log has of a request. */
export interface Happening {
  /** 0 where no request stands behind it, but a gap in the log. */
  readonly status: number
  /** The kind of the error. */
  readonly error?: string
  /** The attribute or path that the error names. */
  readonly attribute?: string
  /** `User/2819c223`, where the request was about one resource. */
  readonly resource?: string
  /** The name of the token, where one was recognised. */
  readonly token?: string
  /** What was read into the request, each with its name first: `CapitalisedOperation: Read …`. */
  readonly notes: ReadonlyArray<string>
  /** Whether it was only tried, and nothing came of it. */
  readonly isTried?: boolean
}

export interface Explanation {
  /** What happened, in a sentence or two. */
  readonly happened: string
  /** What to change, and where. */
  readonly remedy: string
}

type Row = Explanation | ((happening: Happening) => Explanation)

/** The explanation of what the log has, whichever release has written it. */
export const of = (happening: Happening): Explanation => {
  const { error, status } = happening
  if (status === 0) return gap
  const row = error !== undefined && isKnown(error) ? table[error] : undefined
  if (row !== undefined) return typeof row === "function" ? row(happening) : row
  return status < 400 ? success(happening) : refused
}

type Tag = ScimError["_tag"]

const isKnown = (error: string): error is Tag => Object.hasOwn(table, error)

const explain = (happened: string, remedy: string): Explanation => ({ happened, remedy })

const named = ({ attribute }: Happening): string => attribute ?? "an attribute"

/** What clients do by themselves, and where nothing is wrong with the configuration. */
const again = "Nothing has to be changed: identity providers send such a request again by themselves."

const report = "If it happens again and again, this is for whoever runs the server: its own log says more at this time."

/** One row for each error. */
export const table: { readonly [Error in Tag]: Row } = {
  InvalidFilter: explain(
    "The identity provider looked something up with a filter that cannot be answered: it cannot be read, or it names an attribute that is not in the schema.",
    "In its settings, match users and groups by an attribute that the schema has, such as userName or externalId. An attribute of your own must be added to the schema first."
  ),
  TooMany: explain(
    "The answer would have held more than the server gives at once.",
    "Have the identity provider ask for less at a time, with a narrower filter or smaller pages."
  ),
  Uniqueness: (happening) =>
    explain(
      `Another resource has the same ${named(happening)} already, and no two may share it.`,
      `Look up who holds it with a filter on ${named(happening)}. If that is the same person or group, have the identity provider match by ${named(happening)}, so that it updates instead of creating. If it is another one, give one of them a value of its own.`
    ),
  Mutability: (happening) =>
    explain(
      `The identity provider tried to change ${named(happening)}, which no client may change, or not any more.`,
      `Remove the mapping of ${named(happening)}, or apply it only when something is created.`
    ),
  InvalidSyntax: explain(
    "The body of the request is no message that SCIM has; the detail names the place.",
    "A mapping cannot cause this. If a template or a script makes the body, correct it at that place; otherwise set the connector to SCIM 2.0 and to JSON."
  ),
  InvalidPath: (happening) =>
    explain(
      `A change names the path ${happening.attribute ?? "of something"}, which cannot be read or is not in the schema.`,
      "Correct the name of the target in the mapping or remove the mapping. An attribute of your own must be added to the schema first."
    ),
  NoTarget: (happening) =>
    explain(
      `A change was for ${happening.attribute ?? "a value"}, and there is no such value: it was never sent, or was removed meanwhile.`,
      "Provision this user or group once more as a whole, so that both sides agree again. If it stays, map the value itself and not a part of it."
    ),
  InvalidValue: (happening) =>
    explain(
      `The value of ${named(happening)} is missing, or is none that the attribute can have; the detail says what it should be.`,
      `Fill ${named(happening)} at its source in the directory, or correct the mapping: its type, its spelling, or a default where the source is empty. An attribute that is not in the schema must lose its mapping or be added to the schema.`
    ),
  InvalidVersion: explain(
    "The request asks for a version of SCIM that this server does not speak.",
    "Set the connector to SCIM 2.0."
  ),
  InvalidCursor: explain(
    "The identity provider asked for the next page with a cursor that was not given out for this query.",
    "Start the import or the synchronisation anew, without changing its filter on the way."
  ),
  ExpiredCursor: explain(
    "The identity provider asked for the next page too late, and the cursor had expired.",
    "Start the import or the synchronisation anew. If it stays, let it fetch pages more quickly."
  ),
  InvalidCount: explain(
    "The identity provider asked for a page of a size that there is not.",
    "Set the size of pages to a number that the detail allows."
  ),
  Sensitive: explain(
    "The request had sensitive data in its URL, where logs and proxies would keep it.",
    "Have the identity provider search by POST on .search."
  ),
  Unauthorized: ({ token }) =>
    token === undefined
      ? explain(
          "The request came without a token that is known here: none at all, a part of one, one of another service, or one that is unknown.",
          "Paste the whole token into the identity provider. If it is lost, generate a new one."
        )
      : explain(
          `The token "${token}" has expired or was revoked; the detail says when.`,
          "Generate a new token and give it to the identity provider. Until then nothing is provisioned, and leavers keep their access."
        ),
  Forbidden: explain(
    "The token is known, but what was asked for is not allowed to it.",
    "If the detail says that provisioning is switched off, switch it on for the tenant: rollcall tenant update with --provisioning on. Else give the identity provider a token with the scopes that the detail names, or switch off there what this token is not meant to do."
  ),
  NotFound: ({ resource }) =>
    resource === undefined
      ? explain(
          "Nothing is served at this URL.",
          "Correct the URL in the identity provider: it is the endpoint alone, and the identity provider adds /Users and /Groups itself. If the path names a user or group, it is not there."
        )
      : explain(
          `There is no ${resource}: it was deleted, or was never here.`,
          "If it was deleted on purpose, nothing has to be changed. Otherwise the identity provider remembers an id that is gone: unassign the user or group there and assign it again, or restart its provisioning, so that it is looked up and created anew."
        ),
  MethodNotAllowed: explain(
    "This URL has no such method.",
    "Correct the URL in the identity provider; most often a part of the path is missing or is there twice."
  ),
  RequestTimeout: explain("The request took too long to arrive.", again),
  PreconditionFailed: explain(
    "The resource was changed by someone else since the identity provider read it, so the change was not made.",
    again
  ),
  PayloadTooLarge: explain(
    "The body of the request is larger than the server takes.",
    "Have the identity provider send less at a time, such as fewer members in one change, and remove mappings of photos or other files."
  ),
  UriTooLong: explain(
    "The URL of the request is longer than the server takes, most often because of its filter.",
    "Have the identity provider ask with a shorter filter, or search by POST on .search."
  ),
  UnsupportedMediaType: explain(
    "The body of the request is not marked as JSON.",
    "Set the content type of the connector to application/scim+json."
  ),
  PreconditionRequired: explain(
    "This tenant demands of every change to say with If-Match which version it is based on, and this one did not.",
    "Switch on versions or entity tags in the identity provider, or make If-Match optional for the tenant."
  ),
  HeadersTooLarge: explain(
    "URL and headers of the request are larger than the server takes.",
    "Remove additional headers from the connector, and look at what a proxy on the way adds."
  ),
  InternalError: explain("Something went wrong inside the server; the identity provider did nothing wrong.", report),
  NotImplemented: explain(
    "The request asks for a part of SCIM that this server or this token does not have.",
    "Switch that feature off in the identity provider."
  ),
  TooManyRequests: explain(
    "More requests came in a second than the tenant, or this token of it, may send, so this one was not carried out.",
    "The identity provider tries it again by itself, later. If it happens often, raise the tenant's limit: rollcall tenant update with --requests-per-second or --token-requests-per-second."
  ),
  ServiceUnavailable: explain(
    "The database was too busy or could not be reached, so the request was not carried out.",
    `${again} ${report}`
  )
}

const gap = explain(
  "Requests are missing in the log before this line. They were answered as usual, but came faster than the log was written, or the database refused it.",
  report
)

/** An error of a release that knows more of them. */
const refused = explain(
  "The request was refused; the detail says why.",
  "Change in the identity provider what the detail names."
)

/** Notes of this name say that something was sent for which there is no attribute. */
const unknownAttribute = "UnknownAttribute:"

const success = ({ isTried = false, notes }: Happening): Explanation => {
  const done = isTried ? "The request would be carried out" : "The request was carried out"
  if (notes.length === 0) return explain(`${done}.`, "Nothing has to be changed.")
  return notes.some((note) => note.startsWith(unknownAttribute))
    ? explain(
        `${done}, but for attributes that are in no schema: the notes name them.`,
        "Remove their mappings in the identity provider, or add the attributes to the schema."
      )
    : explain(
        `${done}. It was not written as the RFC says it, and the notes tell how it was read.`,
        "Nothing has to be changed."
      )
}
