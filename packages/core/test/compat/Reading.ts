/**
 * How a tenant reads what a client sends, from the body or the filter to what the engine makes of it: the way that
 * every request goes, without storage. Of an error only its tag is told.
 */
import { Either } from "effect"
import * as Compat from "../../src/compat/Compat.ts"
import type * as Quirk from "../../src/compat/Quirk.ts"
import * as FilterParser from "../../src/filter/FilterParser.ts"
import * as FilterPrinter from "../../src/filter/FilterPrinter.ts"
import * as FilterResolver from "../../src/filter/FilterResolver.ts"
import type { Json, JsonObject } from "../../src/Json.ts"
import * as PatchEngine from "../../src/patch/PatchEngine.ts"
import * as PatchOperation from "../../src/patch/PatchOperation.ts"
import * as Limits from "../../src/protocol/Limits.ts"
import type { Note } from "../../src/protocol/Note.ts"
import type { ScimError } from "../../src/protocol/ScimError.ts"
import * as ResourceDecoder from "../../src/resource/ResourceDecoder.ts"
import * as ResourceValidator from "../../src/resource/ResourceValidator.ts"
import * as ResourceType from "../../src/schema/ResourceType.ts"
import { types } from "./RewriteSuite.ts"

/** Every quirk, as a tenant has it that changes nothing. */
export const tolerant = Compat.compile({ strict: false, off: [] })
export const strict = Compat.compile({ strict: true, off: [] })

/** This quirk and no other. */
export const only = ({ name }: Quirk.Quirk): Compat.Compat =>
  Compat.compile({ strict: false, off: Compat.quirks.map((quirk) => quirk.name).filter((other) => other !== name) })

/** Every quirk but this one. */
export const without = ({ name }: Quirk.Quirk): Compat.Compat => Compat.compile({ strict: false, off: [name] })

export interface Understood {
  readonly read: Json
  readonly notes: ReadonlyArray<Note>
}
export type Reading = Either.Either<Understood, ScimError["_tag"]>

const tag = <A>(result: Either.Either<A, ScimError>): Either.Either<A, ScimError["_tag"]> =>
  Either.mapLeft(result, (error) => error._tag)

/** The filter, printed in the RFC's grammar. */
export const filter = (compat: Compat.Compat, text: string): Reading =>
  tag(
    Either.gen(function* () {
      const parsed = yield* FilterParser.parse(text, { grammar: compat.grammar, limits: Limits.standard })
      const { notes } = yield* FilterResolver.resolve(parsed.filter, types.User, compat.policy)
      return { read: FilterPrinter.print(parsed.filter), notes: [...parsed.notes, ...notes] }
    })
  )

/** A user needs an e-mail here, as the standard tenant demands it. */
const typeOf = (name: "User" | "Group"): ResourceType.ResourceType =>
  name === "User" ? ResourceType.withRequired(types.User, ["userName", "emails"]) : types.Group

/** The document that a POST of this body stores. */
export const resource = (compat: Compat.Compat, name: "User" | "Group", body: Json): Reading =>
  tag(
    Either.gen(function* () {
      const type = typeOf(name)
      const rewritten = compat.rewrite(body, { type, message: "resource" })
      const decoded = yield* ResourceDecoder.decode(type, rewritten.body, compat.policy, Limits.standard)
      const valid = yield* ResourceValidator.validate(type, decoded.document, compat.policy)
      return { read: valid.document, notes: [...rewritten.notes, ...decoded.notes, ...valid.notes] }
    })
  )

const documents: { readonly [name in "User" | "Group"]: JsonObject } = {
  User: { userName: "ada", emails: [{ value: "ada@example.com", type: "home" }] },
  Group: { displayName: "Guides" }
}

/** The document that a PATCH leaves of a user with a name and a private e-mail, or of a group with a name. */
export const patch = (compat: Compat.Compat, name: "User" | "Group", body: Json): Reading =>
  tag(
    Either.gen(function* () {
      const type = typeOf(name)
      const { policy, grammar } = compat
      const limits = Limits.standard
      const rewritten = compat.rewrite(body, { type, message: "patch" })
      const operations = yield* PatchOperation.decode(rewritten.body, limits)
      const document = documents[name]
      const patched = yield* PatchEngine.apply({ type, id: "stored", document, operations, policy, grammar, limits })
      const valid = yield* ResourceValidator.validate(type, patched.document, policy)
      return { read: valid.document, notes: [...rewritten.notes, ...patched.notes, ...valid.notes] }
    })
  )

/** An example of a quirk, read. */
export const example = (compat: Compat.Compat, given: Quirk.Example): Reading => {
  if (given._tag === "Filter") return filter(compat, given.filter)
  return (given.message === "patch" ? patch : resource)(compat, given.type, given.before)
}
