/** What the tests of PATCH share: one call of the engine on a frozen document, and its outcome as a plain value. */
import {
  Compat,
  Filter,
  type Json,
  Limits,
  type Note,
  PatchEngine,
  type PatchOperation,
  Policy,
  type ResourceType,
  type ScimError
} from "@rollcall/core"
import { Either } from "effect"
import { expect, it } from "vitest"
import * as BadgeSchema from "../BadgeSchema.ts"

export const lenient: Policy.Policy = Compat.compile({ strict: false, off: [] }).policy

export interface Setting {
  readonly type?: ResourceType.ResourceType
  readonly id?: string
  readonly policy?: Policy.Policy
}

export const add = (path: string, value: Json.Json) => ({ op: "add", path, value }) as const

export const replace = (path: string, value: Json.Json) => ({ op: "replace", path, value }) as const

/** A remove that carries a value is none of the RFC's, but clients send it. */
export const remove = (path: string, value?: Json.Json) =>
  ({ op: "remove", path, ...(value === undefined ? {} : { value }) }) as const

export type Operations = PatchOperation.PatchOperation | ReadonlyArray<PatchOperation.PatchOperation>

/** The engine's answer, by the RFC alone unless the setting says otherwise. */
export const patch = (
  document: Json.JsonObject,
  operations: Operations,
  { type = BadgeSchema.user, id = "2819c223", policy = Policy.strict }: Setting = {}
): Either.Either<PatchEngine.Patched, ScimError.ScimError> =>
  PatchEngine.apply({
    type,
    id,
    document: frozen(document),
    operations: frozen([operations].flat()),
    policy,
    grammar: Filter.rfcGrammar,
    limits: Limits.standard
  })

/** The document after the operations; an error is a failure of the test. */
export const after = (document: Json.JsonObject, operations: Operations, setting?: Setting): Json.JsonObject =>
  Either.getOrThrow(patch(document, operations, setting)).document

/** The error of operations that fail, as a plain value. */
export const failure = (document: Json.JsonObject, operations: Operations, setting?: Setting): unknown =>
  Either.match(patch(document, operations, setting), {
    onLeft: (error) => ({ ...error }),
    onRight: ({ document }) => document
  })

/** The names of the notes that the operations leave. */
export const notes = (document: Json.JsonObject, operations: Operations, setting?: Setting): ReadonlyArray<string> =>
  Either.getOrThrow(patch(document, operations, setting)).notes.map(({ name }: Note.Note) => name)

/** Title, operations, and the attributes that are different afterwards; undefined for those that are gone. */
export type Change = readonly [title: string, operations: Operations, changes: { readonly [name: string]: unknown }]

/** One test a row: all that is not named among the changes stays, and the engine says whether there were any. */
export const changes = (document: Json.JsonObject, rows: ReadonlyArray<Change>, setting?: Setting): void => {
  for (const [title, operations, different] of rows) {
    it(title, () => {
      const patched = Either.getOrThrow(patch(document, operations, setting))
      expect(patched.document).toEqual({ ...document, ...different })
      expect(patched.changed).toBe(Object.keys(different).length > 0)
      expect(patched.members).toEqual([])
    })
  }
}

/** Title, operations, and the whole error. */
export type Refusal = readonly [
  title: string,
  operations: Operations,
  error: { readonly _tag: ScimError.ScimError["_tag"] } & Json.JsonObject
]

export const refusals = (document: Json.JsonObject, rows: ReadonlyArray<Refusal>, setting?: Setting): void => {
  for (const [title, operations, error] of rows) {
    it(title, () => expect(failure(document, operations, setting)).toEqual(error))
  }
}

/** The error of a first operation whose path selects nothing. */
export const noTarget = (path: string) => ({
  _tag: "NoTarget" as const,
  detail: `Operation 1: ${path} matches nothing that is there: add the value first, or correct the filter.`,
  path
})

/** The same value, in which nothing can be changed. */
export const frozen = <A>(value: A): A => {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value)
    for (const part of Object.values(value)) frozen(part)
  }
  return value
}
