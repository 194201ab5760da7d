/**
 * Which values of a resource no other resource of its type may have (RFC 7643 §7, uniqueness), in the form in which they
 * are compared. Storage sees to it that they are; what is unique is not its decision.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7643#section-7
 */
import { isArray, type JsonObject } from "../Json.ts"
import type { AttributeDefinition } from "../schema/AttributeDefinition.ts"
import * as AttributePath from "../schema/AttributePath.ts"
import * as ResourceType from "../schema/ResourceType.ts"
import * as Comparison from "./Comparison.ts"

export interface UniqueValue {
  readonly path: AttributePath.AttributePath
  /** As `Comparison.prepare` makes it. */
  readonly value: string | number | boolean
}

/** The values in a document that must be unique. */
export const of = (type: ResourceType.ResourceType, document: JsonObject): ReadonlyArray<UniqueValue> =>
  ResourceType.paths(type)
    .filter((path) => AttributePath.target(path).uniqueness !== "none")
    .flatMap((path) =>
      AttributePath.elements(document, path)
        .flatMap((element) => AttributePath.part(element, path) ?? [])
        .flatMap((part) => (isArray(part) ? part : [part]))
        .flatMap((part) => Comparison.prepare(AttributePath.target(path), part) ?? [])
        .filter((value) => isUnique(AttributePath.target(path), value))
        .map((value) => ({ path, value }))
    )

/** Empty text is what some clients send for no value at all: any number of resources may have none. */
export const isUnique = (definition: AttributeDefinition, value: string | number | boolean): boolean =>
  definition.uniqueness !== "none" && value !== ""
