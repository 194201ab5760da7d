/**
 * One known deviation of a real client from RFC 7643 and RFC 7644, and what is made of it. There are three kinds: a
 * rewrite turns a body of the wrong shape into the RFC's before it is decoded, a grammar widens the filter parser, and a
 * policy makes a choice that depends on what is stored. A quirk knows shapes, never who sent the request.
 */
import type { Grammar } from "../filter/Filter.ts"
import type { Json } from "../Json.ts"
import * as Note from "../protocol/Note.ts"
import type { Policy } from "../protocol/Policy.ts"
import type { ResourceType } from "../schema/ResourceType.ts"
import type { Say, Visit } from "./Visit.ts"

export interface Context {
  readonly type: ResourceType
  /** What the body is: a resource (POST, PUT) or a PATCH message. */
  readonly message: "resource" | "patch"
}

export interface Rewritten {
  readonly body: Json
  readonly notes: ReadonlyArray<Note.Note>
}

/**
 * From a body to the body in the RFC's shape. Total on every JSON value, and idempotent. Where it has nothing to do it
 * returns the very body that it got, without notes.
 */
export type Rewrite = (body: Json, context: Context) => Rewritten

export type Kind =
  | {
      readonly _tag: "Rewrite"
      readonly rewrite: Rewrite
      /** The same rewrite as a visit of single values; neighbours in the list then share one walk through the body. */
      readonly visit?: Visit
    }
  | { readonly _tag: "Grammar"; readonly grammar: Partial<Grammar> }
  | { readonly _tag: "Policy"; readonly policy: Partial<Policy> }

/** A body as it arrives and, where that does not depend on what is stored, what it is read as; or a filter. */
export type Example =
  | {
      readonly _tag: "Body"
      readonly type: "User" | "Group"
      readonly message: Context["message"]
      readonly before: Json
      readonly after?: Json
    }
  | { readonly _tag: "Filter"; readonly filter: string }

export interface Quirk {
  /** What an administrator writes to switch it off. */
  readonly name: string
  readonly sentBy: ReadonlyArray<string>
  /** One sentence: what arrives, and what is made of it. */
  readonly summary: string
  readonly example: Example
  /** Where the shape was seen: a URL, or a repository with a path or an issue. */
  readonly source: string
  readonly kind: Kind
}

/** A body of thousands of operations would say the same thousands of times; the log needs it once. */
const notesMax = 20

/** Collects distinct notes, in order, under the name of one quirk. */
export const collector = (name: string): { readonly say: Say; readonly notes: () => ReadonlyArray<Note.Note> } => {
  const texts = new Set<string>()
  return {
    say: (text) => {
      if (texts.size < notesMax) texts.add(text)
    },
    notes: () => [...texts].map((text) => Note.make(name, text))
  }
}

/** A rewrite of whole bodies. `change` returns the same reference where it changes nothing. */
export const rewrite = (name: string, change: (body: Json, context: Context, say: Say) => Json): Kind => ({
  _tag: "Rewrite",
  rewrite: (body, context) => {
    const { say, notes } = collector(name)
    const changed = change(body, context, say)
    return changed === body ? { body, notes: [] } : { body: changed, notes: notes() }
  }
})

const quotedLengthMax = 100

/** A name from a body as it may stand in a note: quoted, escaped, and cut where somebody sent a novel. */
export const quote = (name: string): string =>
  JSON.stringify(name.length > quotedLengthMax ? `${name.slice(0, quotedLengthMax)}…` : name)
