/**
 * One request as the provisioning log has it, for the administrator of a tenant: who asked for what, what became of it,
 * and what was read into it. Queries and tokens are never in it; bodies only where the tenant keeps them, and masked.
 */

export interface LogEntry {
  /** The tenant of the sender; `nobody` where no sender was recognised. */
  readonly tenant: string
  /** When the answer was ready. Milliseconds since 1970. */
  readonly time: number
  /** By whom: a token, or somebody who administers. */
  readonly token?: TokenName
  /** Empty where the entry stands for requests that are missing. */
  readonly method: string
  /** As it was sent, without the query. */
  readonly path: string
  /** 0 where the entry stands for requests that are missing. */
  readonly status: number
  /** The kind of the error: a tag of `ScimError`, as the release that wrote the entry knew it. */
  readonly error?: string
  readonly scimType?: string
  /** What the client was told. */
  readonly detail?: string
  /** The attribute or path that the error names. */
  readonly attribute?: string
  /** Milliseconds until the answer was ready. */
  readonly duration: number
  /** `User/2819c223`: the type and id of the resource that it was about. */
  readonly resource?: string
  /** As its answer and the history of resources have it: `x-request-id`. Absent of what came by no request. */
  readonly requestId?: string
  /** What was read into the request, each with the name of the quirk or policy first. */
  readonly notes: ReadonlyArray<string>
  readonly request?: string
  readonly response?: string
}

export interface TokenName {
  readonly id: string
  readonly name: string
  /** The identity provider that it was made for, where that is known. */
  readonly identityProvider?: string
}

/** The tenant of requests whose sender is not known. No tenant has an empty id. */
export const nobody = ""

/** Whether the request was refused, or is missing. */
export const isFailed = ({ status }: LogEntry): boolean => status === 0 || status >= 400

/** Whether it stands for requests that are missing, and is none itself. */
export const isMissing = ({ status }: LogEntry): boolean => status === 0

/** The entry for requests that were answered and that the log does not have. */
export const missing = (tenant: string, count: number, time: number): LogEntry => ({
  tenant,
  time,
  method: "",
  path: "",
  status: 0,
  detail: `${count} ${count === 1 ? "request is" : "requests are"} missing before this line.`,
  duration: 0,
  notes: []
})
