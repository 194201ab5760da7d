/**
 * Which filters an index answers, and how: by id, by the keys of the search document, by memberships. Identity providers
 * look a user up before every change, so these are the filters that must not get slower as the tenant grows.
 */
import { AttributePath, type Filter } from "@rollcall/core"
import type { Scope } from "./AttributeValues.ts"
import type { Fragment } from "./Dialect.ts"
import * as SearchDocument from "./SearchDocument.ts"

type ResolvedFilter = Filter.ResolvedFilter

/** A condition on `r` that says the same as the filter, where an index finds the resources; else nothing. */
export const exactly = (scope: Scope, filter: ResolvedFilter): Fragment | undefined => {
  if (filter._tag === "Compare") {
    const { path, operator, value } = filter
    if (typeof value === "number" && AttributePath.print(path) === "meta.lastModified") {
      return modified(scope, operator, value)
    }
    return operator === "eq" && typeof value !== "boolean" && value !== null
      ? exactLookup(scope, path, [String(value)])
      : undefined
  }
  return filter._tag === "Or" ? alternatives(scope, filter.filters) : undefined
}

/** A condition on `r` that holds of every resource that matches, and that an index answers; else nothing. */
export const atLeast = (scope: Scope, filter: ResolvedFilter): Fragment | undefined => {
  const { sql } = scope
  switch (filter._tag) {
    case "Compare": {
      const { path, operator, value } = filter
      if (operator === "sw") return typeof value === "string" ? beginning(scope, path, value) : undefined
      return operator === "eq" && typeof value !== "boolean" && value !== null
        ? lookup(scope, path, [String(value)])
        : undefined
    }
    case "And": {
      const conditions = filter.filters.flatMap((inner) => atLeast(scope, inner) ?? [])
      return conditions.length === 0 ? undefined : sql`(${sql.join(" AND ", false)(conditions)})`
    }
    case "Or": {
      if (filter.filters.length === 0) return undefined
      const same = alternatives(scope, filter.filters)
      if (same !== undefined) return same
      const conditions = filter.filters.flatMap((inner) => atLeast(scope, inner) ?? [])
      return conditions.length < filter.filters.length ? undefined : sql`(${sql.join(" OR ", false)(conditions)})`
    }
    case "ValuePath":
      return atLeast(scope, filter.filter)
    case "Not":
    case "Present":
      return undefined
  }
}

/** True where an index finds all that may match, by a value that few resources share. */
export const findsFew = (filter: ResolvedFilter): boolean => {
  switch (filter._tag) {
    case "Compare": {
      const { attribute, extension } = filter.path
      const isId = extension === undefined && attribute.key === "id"
      return filter.operator === "eq" && filter.value !== null && (isId || SearchDocument.isKey(filter.path))
    }
    case "And":
      return filter.filters.some(findsFew)
    case "Or":
      return filter.filters.every(findsFew)
    case "ValuePath":
      return findsFew(filter.filter)
    case "Not":
    case "Present":
      return false
  }
}

/** What changed since: how clients catch up. The column is never NULL, and an index orders by it. */
const modified = ({ sql }: Scope, operator: Filter.CompareOperator, instant: number): Fragment | undefined => {
  const sign = comparisons[operator]
  return sign === undefined ? undefined : sql`(r.last_modified ${sql.literal(sign)} ${instant})`
}

const comparisons: Partial<Record<Filter.CompareOperator, string>> = { eq: "=", gt: ">", ge: ">=", lt: "<", le: "<=" }

/** `id eq "a" or id eq "b"`: however many values, one lookup. */
const alternatives = (scope: Scope, filters: ReadonlyArray<ResolvedFilter>): Fragment | undefined => {
  const first = filters[0]
  if (first?._tag !== "Compare") return undefined
  const name = AttributePath.print(first.path)
  const values: Array<string> = []
  for (const filter of filters) {
    if (filter._tag !== "Compare" || filter.operator !== "eq" || AttributePath.print(filter.path) !== name) return
    if (filter.value === null || typeof filter.value === "boolean") return
    values.push(String(filter.value))
  }
  return exactLookup(scope, first.path, values)
}

/** Nothing where an index would find more than what is asked for. */
const exactLookup = (
  scope: Scope,
  path: AttributePath.AttributePath,
  values: ReadonlyArray<string>
): Fragment | undefined => (values.some(SearchDocument.isShortened) ? undefined : lookup(scope, path, values))

const lookup = (
  scope: Scope,
  path: AttributePath.AttributePath,
  values: ReadonlyArray<string>
): Fragment | undefined => {
  const { sql, dialect, tenant, type } = scope
  const { attribute, extension, subAttribute } = path
  if (extension === undefined && attribute.key === "id") return sql`(r.id ${oneOf(scope, values)})`
  if (attribute.link === "members" && subAttribute?.key === "value") {
    return sql`(r.id ${dialect.oneOfFew(sql`SELECT k.group_id FROM membership AS k
      WHERE k.tenant = ${tenant} AND k.member_id ${oneOf(scope, values)} AND k.member_type IS NOT NULL`)})`
  }
  if (attribute.link === "memberOf") return subAttribute?.key === "value" ? below(scope, values) : undefined
  if (!SearchDocument.isKey(path)) return undefined
  return sql`(r.id ${dialect.oneOfFew(sql`SELECT k.resource_id FROM attribute_key AS k WHERE k.tenant = ${tenant}
    AND k.type = ${type.name} AND k.path = ${AttributePath.print(path)} AND k.value ${oneOf(scope, values.map(SearchDocument.keyOf))}`)})`
}

/** So many resources share a shorter beginning that it is quicker to look at them in the order of the answer. */
const beginningLengthMin = 3

/** The resources with a key that begins so, and those of whose key the index has a fingerprint. */
const beginning = (scope: Scope, path: AttributePath.AttributePath, start: string): Fragment | undefined => {
  const { sql, dialect, tenant, type } = scope
  const range = SearchDocument.rangeOf(start)
  if (start.length < beginningLengthMin || range === undefined || !SearchDocument.isKey(path)) return undefined
  const between = ([from, to]: SearchDocument.Range) => sql`SELECT k.resource_id FROM attribute_key AS k
    WHERE k.tenant = ${tenant} AND k.type = ${type.name} AND k.path = ${AttributePath.print(path)}
    AND k.value >= ${from} AND k.value < ${to}`
  return sql`(r.id ${dialect.oneOfFew(sql`${between(range)} UNION ALL ${between(SearchDocument.fingerprints)}`)})`
}

/** Whatever these groups hold, directly or through others. */
const below = (scope: Scope, groups: ReadonlyArray<string>): Fragment => {
  const { sql, dialect, tenant } = scope
  const next = sql`k.tenant = ${tenant} AND k.group_id = down.id AND k.member_type IS NOT NULL`
  return sql`(r.id IN (
    WITH RECURSIVE down (id) AS (
      SELECT k.member_id FROM membership AS k
      WHERE k.tenant = ${tenant} AND k.group_id ${oneOf(scope, groups)} AND k.member_type IS NOT NULL
      UNION
      SELECT k.member_id FROM down ${dialect.joinMemberships("k", next)}
    ) SELECT id FROM down
  ))`
}

const oneOf = ({ sql, dialect }: Scope, values: ReadonlyArray<string>): Fragment => {
  const [first] = values
  return values.length === 1 && first !== undefined
    ? sql`= ${first}`
    : sql`IN ${dialect.set(sql`${JSON.stringify(values)}`)}`
}
