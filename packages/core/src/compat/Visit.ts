/**
 * What a rewrite of single values is: a function of one value and the place where it stands.
 */
import type { Json } from "../Json.ts"
import type { AttributePath } from "../schema/AttributePath.ts"
import type { ResourceType } from "../schema/ResourceType.ts"

export interface Place {
  /** The whole value of an attribute, one element of a multi-valued one, or the value of a sub-attribute. */
  readonly level: "attribute" | "element" | "part"
  readonly path: AttributePath
  readonly type: ResourceType
  /** True in the value of a remove operation, which says what to take away. */
  readonly removing: boolean
}

/** Called with one sentence for the log where a rewrite changes something. */
export type Say = (text: string) => void

/** Returns the value to put there: the same one to leave it alone, `undefined` to leave it out. */
export type Visit = (value: Json, place: Place, say: Say) => Json | undefined
