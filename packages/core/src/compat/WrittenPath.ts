/**
 * The path of a PATCH operation as far as a rewrite must understand it: which attribute it names, and whether a value
 * filter stands in it. The filter itself stays the text that it is; reading it is the parser's business.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7644#section-3.5.2
 */
import { Either } from "effect"
import type { AttributePath } from "../schema/AttributePath.ts"
import type { ResourceType } from "../schema/ResourceType.ts"
import * as SchemaRegistry from "../schema/SchemaRegistry.ts"
import type { ScimSchema } from "../schema/ScimSchema.ts"

/** `head[filter]tail`, where `tail` is empty or a dot and a name; without brackets the whole text is the head. */
export interface WrittenPath {
  readonly head: string
  /** The filter with its brackets. */
  readonly filter?: string
  readonly tail: string
}

/** Takes a path apart; nothing for a text whose brackets do not close. */
export const parse = (text: string): WrittenPath | undefined => {
  const open = text.indexOf("[")
  if (open < 0) return { head: text, tail: "" }
  const close = closing(text, open)
  if (close === undefined) return undefined
  const tail = text.slice(close + 1)
  if (tail !== "" && tail[0] !== ".") return undefined
  return { head: text.slice(0, open), filter: text.slice(open, close + 1), tail }
}

export const print = (path: WrittenPath): string => `${path.head}${path.filter ?? ""}${path.tail}`

/** What a path names: a whole extension, or an attribute, perhaps one of its values only. */
export type Target =
  | { readonly _tag: "Extension"; readonly schema: ScimSchema }
  | { readonly _tag: "Attribute"; readonly path: AttributePath; readonly written: WrittenPath }

/** Resolves a path against the schema; nothing when it names no attribute of the type. */
export const resolve = (type: ResourceType, text: string): Target | undefined => {
  const written = parse(text)
  if (written === undefined) return undefined
  const resolved = SchemaRegistry.resolve(type, written.head + written.tail)
  if (Either.isLeft(resolved)) return undefined
  if (resolved.right._tag === "Attribute") return { _tag: "Attribute", path: resolved.right.path, written }
  return written.filter === undefined ? resolved.right : undefined
}

/** The position of the bracket that closes the one at `open`. A bracket inside a string closes nothing. */
const closing = (text: string, open: number): number | undefined => {
  let isString = false
  for (let index = open + 1; index < text.length; index++) {
    const character = text[index]
    if (isString && character === "\\") index++
    else if (character === '"') isString = !isString
    else if (!isString && character === "]") return index
  }
  return undefined
}
