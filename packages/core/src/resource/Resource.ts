/**
 * A resource as the server holds it: its document in canonical form, and what the server knows about it.
 *
 * The document has attribute names as the schema spells them, extensions under their URN, and no unassigned values.
 * It holds neither `id`, `meta` and `schemas`, which are derived, nor memberships, which are stored on their own.
 */
import type { Json, JsonObject } from "../Json.ts"
import type { ResourceType } from "../schema/ResourceType.ts"

export interface Resource {
  readonly type: ResourceType
  readonly id: string
  /** Counts the changes, from 1. */
  readonly version: number
  /** Milliseconds since 1970. */
  readonly created: number
  /** Milliseconds since 1970. */
  readonly lastModified: number
  readonly document: JsonObject
}

/** A member of a group: the id of a resource, and the name of its type where that is known. */
export interface Member {
  readonly value: string
  readonly type?: string
  /** As `display` finds it in the member's document. */
  readonly display?: string
}

/** What a resource is called in the groups that hold it, and a group by its members: displayName, else userName. */
export const display = ({ displayName, userName }: JsonObject): string | undefined =>
  text(displayName) ?? text(userName)

const text = (value: Json | undefined): string | undefined => (typeof value === "string" ? value : undefined)

/** A group that holds a resource, itself (`direct`) or through another group. */
export interface Membership {
  readonly value: string
  readonly display: string
  readonly type: "direct" | "indirect"
}

/** What another resource, named by a reference such as `manager`, shows of itself. */
export interface Referenced {
  readonly type: string
  readonly displayName?: string
}

/** What belongs to a resource's representation without standing in its document; absent parts were not asked for. */
export interface Links {
  readonly members?: ReadonlyArray<Member>
  readonly groups?: ReadonlyArray<Membership>
  /** By id. */
  readonly references?: ReadonlyMap<string, Referenced>
}
