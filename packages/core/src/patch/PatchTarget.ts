/**
 * What one change of a PATCH aims at, and what all changes of one PATCH share.
 */
import type { Grammar } from "../filter/Filter.ts"
import type { JsonObject } from "../Json.ts"
import type { Limits } from "../protocol/Limits.ts"
import type { Policy } from "../protocol/Policy.ts"
import type { Reading } from "../resource/AttributeDecoder.ts"
import type { AttributePath } from "../schema/AttributePath.ts"
import type { ResourceType } from "../schema/ResourceType.ts"
import type { MemberChanges } from "./MemberChanges.ts"
import type { PatchOperation } from "./PatchOperation.ts"
import type { ElementFilter } from "./PatchPath.ts"

export interface PatchTarget {
  readonly op: PatchOperation["op"]
  readonly path: AttributePath
  readonly filter?: ElementFilter
  /** The path for error texts: as the client wrote it, or what its value names. */
  readonly at: string
  /** True when the operation's path names it, false when its value does. */
  readonly isNamed: boolean
}

/** The request around the operations. `reading` gathers what is worth a note. */
export interface Surroundings {
  readonly type: ResourceType
  readonly id: string
  readonly policy: Policy
  readonly grammar: Grammar
  readonly limits: Limits
  readonly reading: Reading
}

/** The resource between two operations. */
export interface State {
  readonly document: JsonObject
  readonly members: MemberChanges
  /** What was aimed at with remove: required attributes among it must have a value again at the end. */
  readonly removed: ReadonlyArray<AttributePath>
}
