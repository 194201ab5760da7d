/** What the tests of decoding share: definitions by name, the reading of one body, and outcomes as plain values. */
import {
  AttributePath,
  type Json,
  Limits,
  Policy,
  ResourceDecoder,
  type ResourceType,
  SchemaRegistry,
  type ScimError,
  UserSchema
} from "@rollcall/core"
import { Either } from "effect"
import type * as AttributeDecoder from "../../src/resource/AttributeDecoder.ts"
import * as Findings from "../../src/resource/Findings.ts"
import * as BadgeSchema from "../BadgeSchema.ts"

export interface Setting {
  readonly type?: ResourceType.ResourceType
  readonly policy?: Policy.Policy
  readonly limits?: Limits.Limits
}

/** The error, or the value, without the classes around them. */
export const outcome = <A>(result: Either.Either<A, ScimError.ScimError>): unknown =>
  Either.match(result, { onLeft: (error) => ({ ...error }), onRight: (value) => value })

/** What the decoder makes of a body: document, members and notes, or the error. */
export const decode = (
  body: Json.Json,
  { type = BadgeSchema.user, policy = Policy.strict, limits = Limits.standard }: Setting = {}
): unknown => outcome(ResourceDecoder.decode(type, body, policy, limits))

/** The same for a body of these attributes that names its schema. */
export const attributes = (body: Json.JsonObject, setting: Setting = {}): unknown =>
  decode({ schemas: [(setting.type?.schema ?? UserSchema.schema).id], ...body }, setting)

export const document = (document: Json.JsonObject) => ({ document, notes: [] })

export const invalid = (attribute: string, says: string) =>
  ({ _tag: "InvalidValue", detail: `${attribute} ${says}`, attribute }) as const

export const mutability = (attribute: string, says: string) =>
  ({ _tag: "Mutability", detail: `${attribute} ${says}`, attribute }) as const

/** The definition that a name stands for; the badge's attributes have theirs with `badge:` before it. */
export const definition = (name: string, type: ResourceType.ResourceType = BadgeSchema.user) => {
  const resolved = Either.getOrThrow(SchemaRegistry.resolve(type, name.replace("badge:", `${BadgeSchema.urn}:`)))
  if (resolved._tag === "Extension") throw new Error(`${name} is a schema`)
  return AttributePath.target(resolved.path)
}

export const reading = (
  policy: Policy.Policy = Policy.strict,
  readOnly: AttributeDecoder.Reading["readOnly"] = "ignore"
): AttributeDecoder.Reading => ({ policy, limits: Limits.standard, readOnly, findings: Findings.make() })
