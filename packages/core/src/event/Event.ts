/**
 * What an application hears of a change: what happened to which resource, in names and ids. The values of people stay
 * where they are, and whoever wants them reads the resource. A change is recorded once, and told as one event or several:
 * that a user was updated is one thing, that the user may no longer come in is another, and each member is one of its own.
 *
 * Knows neither where changes are recorded nor how events travel.
 */
import type { JsonObject } from "../Json.ts"
import * as ResourceType from "../schema/ResourceType.ts"
import type { SchemaRegistry } from "../schema/SchemaRegistry.ts"
import type { ExpiryWarning } from "../token/ExpiryWarning.ts"
import type { Token } from "../token/Token.ts"

/** What became of a resource that can be active, where a change made a difference to that. */
export type Activity = "deactivated" | "reactivated"

/** What can happen to a resource. */
export type Change = "created" | "updated" | "deleted"

/** What a token that is going to end is told with. */
export type Expiry = {
  readonly name: string
  /** How many days ahead it is told: one of `ExpiryWarning.thresholds`. */
  readonly days: number
  /** When it ends (RFC 3339). */
  readonly expires: string
}

/** What is recorded of a change beside which resource it is about; what is empty is absent. */
export interface Told {
  /** The names of the attributes that differ. */
  readonly attributes?: ReadonlyArray<string>
  readonly activity?: Activity
  /** The ids of members. */
  readonly membersAdded?: ReadonlyArray<string>
  readonly membersRemoved?: ReadonlyArray<string>
  /** Of a token alone. */
  readonly expiry?: Expiry
}

/** A change as it was recorded with it. */
export interface Recorded {
  /** Counts changes up, over all tenants; it has gaps. */
  readonly seq: number
  readonly tenant: string
  /** Tokens are no resources; all that is told of one is that it is going to end. */
  readonly change: Change | "expiring"
  /** The name of its type, its id, and the version that the change made; of what was deleted the last one, of a token 0. */
  readonly resource: { readonly type: string; readonly id: string; readonly version: number }
  /** Milliseconds since 1970. */
  readonly at: number
  readonly told: Told
}

export interface Event extends Pick<Recorded, "seq" | "tenant" | "resource" | "at"> {
  /** Its own for ever, in every database: who has seen it before knows it by that. */
  readonly id: string
  /** Such as `user.deactivated`. */
  readonly kind: string
  readonly attributes?: ReadonlyArray<string>
  /** The id of the member that it is about. */
  readonly member?: string
  readonly expiry?: Expiry
  /** What the change did beside what its kind says, of an event that stands for a whole change. */
  readonly activity?: Activity
}

/** The events of a change, in the order in which they make sense: the same ones each time. */
export const tell = ({ change, told, ...recorded }: Recorded): ReadonlyArray<Event> => {
  const { seq, resource } = recorded
  const { attributes, activity, expiry, membersAdded = [], membersRemoved = [] } = told
  const parts: ReadonlyArray<Pick<Event, "kind" | "attributes" | "member" | "expiry">> = [
    {
      kind: change,
      ...(attributes === undefined ? {} : { attributes }),
      ...(expiry === undefined ? {} : { expiry })
    },
    ...(activity === undefined ? [] : [{ kind: activity }]),
    ...membersAdded.map((member) => ({ kind: "member_added", member })),
    ...membersRemoved.map((member) => ({ kind: "member_removed", member }))
  ]
  return parts.map((part, index) => ({
    id: `evt_${seq}_${index}_${resource.id}`,
    ...recorded,
    ...part,
    kind: kindOf(resource.type, part.kind)
  }))
}

/** The change as one event, for whoever is told of each transaction once: members are an attribute among others. */
export const summarise = ({ change, told, ...recorded }: Recorded): Event => {
  const { attributes = [], activity, membersAdded = [], membersRemoved = [] } = told
  const hasMembers = membersAdded.length + membersRemoved.length > 0
  return {
    id: `chg_${recorded.seq}_${recorded.resource.id}`,
    ...recorded,
    kind: kindOf(recorded.resource.type, change),
    ...(change === "deleted" ? {} : { attributes: [...attributes, ...(hasMembers ? ["members"] : [])] }),
    ...(activity === undefined ? {} : { activity })
  }
}

/** Whether somebody may no longer come in: that is told before everything else that waits, but for what it rests on. */
export const isUrgent = ({ kind, activity }: Event): boolean =>
  activity === "deactivated" || kind.endsWith(".deactivated") || kind.endsWith(".deleted")

const kindOf = (type: string, happened: string): string => `${type.toLowerCase()}.${happened}`

/** The event as JSON, in the form that Standard Webhooks recommends; its id travels beside it. */
export const render = ({ id: _, kind, at, ...data }: Event): JsonObject => ({
  type: kind,
  timestamp: new Date(at).toISOString(),
  data: { ...data }
})

/** The event as JSON with its id, for whoever asks for events instead of getting them. */
export const renderWhole = (event: Event): JsonObject => ({ id: event.id, ...render(event) })

/** The type of what is told of tokens, as a resource would have it. */
export const tokenType = "Token"

/** What is recorded when somebody has to be told of the end of a token. */
export const ofExpiring = (
  { id, name }: Pick<Token, "id" | "name">,
  { days, expires }: ExpiryWarning
): Pick<Recorded, "change" | "resource" | "told"> => ({
  change: "expiring",
  resource: { type: tokenType, id, version: 0 },
  told: { expiry: { name, days, expires: new Date(expires).toISOString() } }
})

/** Every kind of event that there can be with these types. */
export const kinds = ({ resourceTypes }: Pick<SchemaRegistry, "resourceTypes">): ReadonlyArray<string> => [
  ...resourceTypes.flatMap((type) =>
    [
      "created",
      "updated",
      ...(hasActivity(type) ? ["deactivated", "reactivated"] : []),
      "deleted",
      ...(ResourceType.linked(type, "members") === undefined ? [] : ["member_added", "member_removed"])
    ].map((happened) => kindOf(type.name, happened))
  ),
  kindOf(tokenType, "expiring")
]

/** Whether resources of the type can be active or not (RFC 7643 §4.1.1). */
export const hasActivity = (type: ResourceType.ResourceType): boolean =>
  type.attributes.some(({ key, type }) => key === "active" && type === "boolean")

/**
 * What a change does to whether the resource is active. One of which nobody said that it is not, is: so a user who comes
 * deactivated is told as created and deactivated, and whoever follows these events alone knows who may come in.
 */
export const activity = (
  type: ResourceType.ResourceType,
  before: JsonObject,
  after: JsonObject
): Activity | undefined => {
  if (!hasActivity(type) || isActive(before) === isActive(after)) return undefined
  return isActive(after) ? "reactivated" : "deactivated"
}

const isActive = ({ active }: JsonObject): boolean => active !== false
