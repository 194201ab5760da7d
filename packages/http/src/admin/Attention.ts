/**
 * What somebody should look at, of the server and of a tenant, each with what to do about it. Pure: it is told what there
 * is, and knows neither store nor clock.
 */
import { type Token, TokenPolicy } from "@rollcall/core"
import type { LogCount, Standing, Status, Tenant } from "@rollcall/provider"

export interface Attention {
  readonly about: "database" | "log" | "provisioning" | "receivers" | "requests" | "tokens" | "webhooks"
  /** What is the matter, and what to do. */
  readonly detail: string
  /** The id of the token that it is about. */
  readonly token?: string
  /** The id of the webhook or the receiver that it is about. */
  readonly endpoint?: string
}

/** Milliseconds: whoever pushes users waits for several such answers, one after the other. */
const slowMillis = 250

export interface LogFacts {
  readonly waiting: number
  readonly waitingMax: number
  readonly dropped: number
}

/** `millis` is how long the database took to say what it is. */
export const ofServer = (
  { pending }: Status,
  millis: number,
  { dropped, waiting, waitingMax }: LogFacts
): ReadonlyArray<Attention> => [
  ...when(pending.length > 0, {
    about: "database",
    detail: `The tables are older than this release: ${pending.join(", ")} is missing. Run rollcall migrate.`
  }),
  ...when(millis > slowMillis, {
    about: "database",
    detail: `The database took ${millis} milliseconds for a question that takes one. Look for what keeps it busy.`
  }),
  ...when(waiting > waitingMax / 2, {
    about: "log",
    detail: `${waiting} entries of the provisioning log wait to be written, of ${waitingMax} that there is room for. Look whether the database keeps up.`
  }),
  ...gap(dropped, "entries of the provisioning log were")
]

const gap = (count: number, what: string): ReadonlyArray<Attention> =>
  when(count > 0, {
    about: "log",
    detail: `${count} ${what} not written since the server started: there were more than could be. The log says where they are missing.`
  })

/** A token is replaced in good time. */
const expiringMillis = 30 * TokenPolicy.day

/** Identity providers ask at least daily; a week of silence is no weekend. */
const quietMillis = 7 * TokenPolicy.day

type Failures = Pick<LogCount, "requests" | "failed">

/** Fewer errors than these are no trend, whatever there was before. */
const risenMin = 10

/** How many times as many errors as the day before are more than one day differs from another. */
const risenFactor = 3

export interface TenantFacts {
  readonly tenant: Tenant.Tenant
  readonly tokens: ReadonlyArray<Token.Token>
  /** Webhooks and receivers of security event tokens. */
  readonly endpoints: ReadonlyArray<Standing>
  /** Of the last day. */
  readonly lastDay: Failures
  /** Of the day before that one. */
  readonly dayBefore: Failures
  /** How many entries of its log were not written. */
  readonly dropped: number
  readonly now: number
}

export const ofTenant = ({
  dayBefore,
  dropped,
  endpoints,
  lastDay,
  now,
  tenant,
  tokens
}: TenantFacts): ReadonlyArray<Attention> => {
  const valid = tokens.filter((token) => TokenPolicy.stateOf(token, now) === "valid")
  return [
    ...when(tenant.settings.provisioning === "off", {
      about: "provisioning",
      detail: "Provisioning is switched off, so identity providers are answered 403. Switch it on when they may go on."
    }),
    ...when(valid.length === 0, {
      about: "tokens",
      detail:
        "There is no token that is valid, so nothing is provisioned. Make one and give it to the identity provider."
    }),
    ...valid.flatMap((token) => ofToken(token, now)),
    ...endpoints.flatMap(ofEndpoint),
    ...ofFailures(lastDay, dayBefore),
    ...gap(dropped, "entries of this log were")
  ]
}

/** Either many of all, or many more than there were. */
const ofFailures = (lastDay: Failures, dayBefore: Failures): ReadonlyArray<Attention> => {
  const { failed, requests } = lastDay
  const isMany = failed > 0 && failed * 10 >= requests
  return [
    ...when(isMany, {
      about: "requests",
      detail: `${failed} of the ${requests} requests of the last 24 hours were refused or went wrong. The log says why, and what to change.`
    }),
    ...when(!isMany && failed >= risenMin && failed >= dayBefore.failed * risenFactor, {
      about: "requests",
      detail: `Errors rise: ${failed} requests of the last 24 hours were refused or went wrong, after ${dayBefore.failed} in the 24 hours before. The log says why, and what to change.`
    })
  ]
}

const ofToken = (token: Token.Token, now: number): ReadonlyArray<Attention> => {
  const name = JSON.stringify(token.name)
  const used = token.lastUsed
  return [
    ...when(token.expires - now < expiringMillis, {
      about: "tokens",
      token: token.id,
      detail: `The token ${name} expires on ${day(token.expires)}. Rotate it, and give the new one to the identity provider.`
    }),
    ...when(now - (used ?? token.created) > quietMillis, {
      about: "tokens",
      token: token.id,
      detail:
        used === undefined
          ? `The token ${name} was made on ${day(token.created)} and never used. Revoke it if nobody is going to.`
          : `The token ${name} was last used on ${day(used)}. See whether its identity provider still runs, or revoke it.`
    })
  ]
}

/** One that was paused is known of by whoever paused it. */
const ofEndpoint = ({ dead, failures, pending, webhook }: Standing): ReadonlyArray<Attention> => {
  const [about, name] =
    webhook.receiver === undefined
      ? (["webhooks", `The webhook ${webhook.url}`] as const)
      : (["receivers", `The receiver ${webhook.receiver.audience}`] as const)
  return [
    ...when(webhook.enabled && failures > 0, {
      about,
      endpoint: webhook.id,
      detail: `${name} takes nothing, and ${pending} events wait for it. Its page says what it answered, and can try it.`
    }),
    ...when(webhook.enabled && failures === 0 && dead > 0, {
      about,
      endpoint: webhook.id,
      detail: `${name} did not take ${dead} events, which were given up. Once it is mended, send them again from its page.`
    })
  ]
}

const when = (is: boolean, attention: Attention): ReadonlyArray<Attention> => (is ? [attention] : [])

const day = (millis: number): string => new Date(millis).toISOString().slice(0, 10)
