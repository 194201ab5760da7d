/**
 * Every known deviation of real clients, in order, and what a tenant makes of the list. Nothing here looks at who sent a
 * request: each quirk is a shape, on by default, and can be switched off by its name; `strict` switches all off.
 *
 * The list is written up in docs/quirks.md, the choices behind the policies in docs/policies.md.
 */
import { type Grammar, rfcGrammar } from "../filter/Filter.ts"
import type { Json } from "../Json.ts"
import type { Note } from "../protocol/Note.ts"
import * as Policy from "../protocol/Policy.ts"
import * as AttributeWalk from "./AttributeWalk.ts"
import type { Quirk, Rewrite } from "./Quirk.ts"
import * as BareWord from "./quirk/BareWord.ts"
import * as BooleanText from "./quirk/BooleanText.ts"
import * as CapitalisedOperation from "./quirk/CapitalisedOperation.ts"
import * as ClearedValuePath from "./quirk/ClearedValuePath.ts"
import * as DottedKeys from "./quirk/DottedKeys.ts"
import * as EmailFromUserName from "./quirk/EmailFromUserName.ts"
import * as EmptyPath from "./quirk/EmptyPath.ts"
import * as EmptyString from "./quirk/EmptyString.ts"
import * as ForeignSchemaUrn from "./quirk/ForeignSchemaUrn.ts"
import * as LowercaseOperations from "./quirk/LowercaseOperations.ts"
import * as ManagerDisplayName from "./quirk/ManagerDisplayName.ts"
import * as ManagerShape from "./quirk/ManagerShape.ts"
import * as MembersRemovedByValue from "./quirk/MembersRemovedByValue.ts"
import * as MissingPatchSchema from "./quirk/MissingPatchSchema.ts"
import * as MissingSchemas from "./quirk/MissingSchemas.ts"
import * as MisspeltExtension from "./quirk/MisspeltExtension.ts"
import * as NoMatchCreate from "./quirk/NoMatchCreate.ts"
import * as NullReference from "./quirk/NullReference.ts"
import * as ReadOnlyInValue from "./quirk/ReadOnlyInValue.ts"
import * as ScalarElements from "./quirk/ScalarElements.ts"
import * as SeveralPrimaries from "./quirk/SeveralPrimaries.ts"
import * as SingleQuotes from "./quirk/SingleQuotes.ts"
import * as StringBoolean from "./quirk/StringBoolean.ts"
import * as UnknownAttribute from "./quirk/UnknownAttribute.ts"
import * as UnknownMembers from "./quirk/UnknownMembers.ts"
import * as UnqualifiedExtension from "./quirk/UnqualifiedExtension.ts"
import * as UnqualifiedName from "./quirk/UnqualifiedName.ts"
import * as ValuePathComparison from "./quirk/ValuePathComparison.ts"
import * as WrappedJson from "./quirk/WrappedJson.ts"

/**
 * The quirks. Rewrites run in this order: first the envelope, then the names, then the values, each on what the one
 * before it left. The order of the other kinds means nothing.
 */
export const quirks: ReadonlyArray<Quirk> = [
  // The envelope: without Operations, a lower-case op and no needless path no other rewrite finds an operation.
  LowercaseOperations.quirk,
  CapitalisedOperation.quirk,
  MissingPatchSchema.quirk,
  EmptyPath.quirk,

  // The names: a URN must be right before a name with it resolves, and names must be whole before they are expanded.
  // From here on every value stands under the attribute that it belongs to.
  MisspeltExtension.quirk,
  UnqualifiedExtension.quirk,
  DottedKeys.quirk,

  // Whole operations that empty text turns into removals, before EmptyString takes the text for null.
  ClearedValuePath.quirk,

  // The values, all in one walk. Arrays and objects come first, so that what follows finds elements and their parts;
  // what is wrapped comes out before its parts are judged; empty text last but one, as it may have been wrapped.
  ScalarElements.quirk,
  ManagerShape.quirk,
  ForeignSchemaUrn.quirk,
  WrappedJson.quirk,
  StringBoolean.quirk,
  EmptyString.quirk,
  NullReference.quirk,

  // Messages and operations again, now that their values have their final shape.
  MissingSchemas.quirk,
  ManagerDisplayName.quirk,
  MembersRemovedByValue.quirk,

  // How filters are read.
  BareWord.quirk,
  SingleQuotes.quirk,
  ValuePathComparison.quirk,
  BooleanText.quirk,
  UnqualifiedName.quirk,

  // What depends on what is stored.
  NoMatchCreate.quirk,
  ReadOnlyInValue.quirk,
  UnknownAttribute.quirk,
  SeveralPrimaries.quirk,
  UnknownMembers.quirk,
  EmailFromUserName.quirk
]

/** The quirks that a tenant may switch off by a setting of their own, too. */
export const { quirk: unknownAttribute } = UnknownAttribute
export const { quirk: unknownMembers } = UnknownMembers

export interface Settings {
  /** True switches every quirk off. */
  readonly strict: boolean
  /** The names of single quirks that are off. A name that no quirk has switches nothing off. */
  readonly off: ReadonlyArray<string>
}

/** What is left of the list for one tenant, ready to use: make it once, not for every request. */
export interface Compat {
  /** All rewrites, as one: total, idempotent, and the same body where nothing fires. */
  readonly rewrite: Rewrite
  readonly grammar: Grammar
  readonly policy: Policy.Policy
}

/** The quirk of that name. */
export const find = (name: string): Quirk | undefined => quirks.find((quirk) => quirk.name === name)

export const compile = ({ strict, off }: Settings): Compat => {
  const on = strict ? [] : quirks.filter((quirk) => !off.includes(quirk.name))
  let grammar = rfcGrammar
  let policy = Policy.strict
  for (const { kind } of on) {
    switch (kind._tag) {
      case "Rewrite":
        break
      case "Grammar":
        grammar = { ...grammar, ...kind.grammar }
        break
      case "Policy":
        policy = { ...policy, ...kind.policy }
        break
    }
  }
  return { rewrite: inOrder(rewrites(on)), grammar, policy }
}

/** The rewrites in order, with neighbouring visits joined into one walk. */
const rewrites = (on: ReadonlyArray<Quirk>): ReadonlyArray<Rewrite> => {
  const made: Array<Rewrite> = []
  let visitors: Array<AttributeWalk.Visitor> = []
  const closeWalk = () => {
    if (visitors.length > 0) made.push(AttributeWalk.rewrite(visitors))
    visitors = []
  }
  for (const { name, kind } of on) {
    if (kind._tag !== "Rewrite") continue
    if (kind.visit !== undefined) {
      visitors.push({ name, visit: kind.visit })
      continue
    }
    closeWalk()
    made.push(kind.rewrite)
  }
  closeWalk()
  return made
}

const inOrder =
  (all: ReadonlyArray<Rewrite>): Rewrite =>
  (body, context) => {
    let current: Json = body
    const notes: Array<Note> = []
    for (const rewrite of all) {
      const rewritten = rewrite(current, context)
      current = rewritten.body
      notes.push(...rewritten.notes)
    }
    return { body: current, notes }
  }
