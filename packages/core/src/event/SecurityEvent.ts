/**
 * A change as a security event of SCIM (RFC 9967): the claims of a token, without its signature. Notices alone are told,
 * names of attributes and never their values; whoever is told may read the resource. Every resource of a tenant is in a
 * receiver's feed from the beginning to the end, so nothing is ever added to a feed or removed from it.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9967#section-2
 */
import type { JsonObject } from "../Json.ts"
import * as EntityTag from "../resource/EntityTag.ts"
import type { SchemaRegistry } from "../schema/SchemaRegistry.ts"
import type { Receiver } from "../webhook/Receiver.ts"
import * as Event from "./Event.ts"

const prefix = "urn:ietf:params:scim:event:prov:"

/** A change is recorded as what differs, which is what a patch says, whichever method made it. */
const created = `${prefix}create:notice`
const updated = `${prefix}patch:notice`
const deleted = `${prefix}delete`
const activityUris: Readonly<Record<Event.Activity, string>> = {
  deactivated: `${prefix}deactivate`,
  reactivated: `${prefix}activate`
}

/** The URIs of the events that there can be of these resource types (RFC 9967 §4). */
export const uris = ({ resourceTypes }: Pick<SchemaRegistry, "resourceTypes">): ReadonlyArray<string> => [
  created,
  updated,
  deleted,
  ...(resourceTypes.some(Event.hasActivity) ? [activityUris.reactivated, activityUris.deactivated] : [])
]

/** The claim `jti`: of each receiver its own, and the same whenever the token is sent again. */
export const tokenId = ({ id }: Event.Event, receiver: string): string => `${id}_${receiver}`

/** The id of the event in a `jti` of that receiver; nothing for any other text. */
export const eventId = (tokenId: string, receiver: string): string | undefined =>
  tokenId.endsWith(`_${receiver}`) ? tokenId.slice(0, -receiver.length - 1) : undefined

/** The claims of a token about a change as `Event.summarise` tells it. `now` is in milliseconds since 1970. */
export const claims = (
  event: Event.Event,
  id: string,
  { audience, issuer }: Receiver,
  { resourceTypes }: Pick<SchemaRegistry, "resourceTypes">,
  now: number
): JsonObject => {
  const { resource } = event
  // A type that was taken out of the schemas has no endpoint any more, and what is left of it is told all the same.
  const endpoint = resourceTypes.find(({ name }) => name === resource.type)?.endpoint ?? `/${resource.type}`
  return {
    iss: issuer,
    aud: audience,
    iat: Math.floor(now / 1_000),
    toe: Math.floor(event.at / 1_000),
    jti: tokenId(event, id),
    txn: event.id,
    sub_id: { format: "scim", uri: `${endpoint}/${resource.id}`, id: resource.id },
    events: eventsOf(event)
  }
}

/** What happened, and what it did to whether the resource is active: events of one change of one resource. */
const eventsOf = ({ kind, attributes = [], activity, resource }: Event.Event): JsonObject => {
  const payload = { attributes: [...attributes], version: EntityTag.print(resource.version) }
  const happened: JsonObject = kind.endsWith(".deleted")
    ? { [deleted]: {} }
    : { [kind.endsWith(".created") ? created : updated]: payload }
  return activity === undefined ? happened : { ...happened, [activityUris[activity]]: {} }
}
