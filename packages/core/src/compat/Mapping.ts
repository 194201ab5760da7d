/**
 * What identity providers send of a user or a group as long as nobody changes their attribute mapping: each of their own
 * attributes with the path that it is sent to. The tables say nothing of how a request is read; they are for people who
 * set a mapping up, and want to know what a schema has a place for.
 */
import { Either } from "effect"
import { rfcGrammar } from "../filter/Filter.ts"
import * as PatchPath from "../patch/PatchPath.ts"
import * as Limits from "../protocol/Limits.ts"
import * as Policy from "../protocol/Policy.ts"
import type { ResourceType } from "../schema/ResourceType.ts"
import * as SchemaRegistry from "../schema/SchemaRegistry.ts"

export interface Row {
  /** The name of the resource type. */
  readonly type: "User" | "Group"
  /** What the identity provider calls it. */
  readonly attribute: string
  /** As the path of a PATCH operation. */
  readonly path: string
}

export interface Mapping {
  /** What stands in a URL. */
  readonly id: string
  /** What people call the identity provider. */
  readonly name: string
  /**
   * Where the table comes from: `documented` by the maker, `observed` in requests, or `reported` by those whom it sends
   * to, which may leave rows out.
   */
  readonly basis: "documented" | "observed" | "reported"
  readonly source: string
  readonly rows: ReadonlyArray<Row>
}

/** The rows of one type, from pairs of an attribute and its path. */
export const rowsOf = (type: Row["type"], pairs: ReadonlyArray<readonly [attribute: string, path: string]>) =>
  pairs.map(([attribute, path]): Row => ({ type, attribute, path }))

/** Whether the registry has a place for what the row sends. */
export const isKnown = (registry: SchemaRegistry.SchemaRegistry, { type, path }: Row): boolean => {
  const found = SchemaRegistry.typeByName(registry, type)
  return found !== undefined && resolves(found, path)
}

const resolves = (type: ResourceType, path: string): boolean =>
  Either.isRight(PatchPath.resolve(type, path, { policy: Policy.strict, grammar: rfcGrammar, limits: Limits.standard }))
