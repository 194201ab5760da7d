/**
 * Compiles a filter to a condition on the table `r` of resources. What a filter means is FilterEvaluator's matter;
 * a property test holds this room to it. Every condition made here is true or false and never NULL, so that `not` over
 * an absent attribute finds what it should. Values are bound, never written into the SQL.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7644#section-3.4.2.2
 */
import { AttributePath, type Filter } from "@rollcall/core"
import * as AttributeValues from "./AttributeValues.ts"
import type { Fragment } from "./Dialect.ts"
import * as KeyLookup from "./KeyLookup.ts"

type Scope = AttributeValues.Scope
type ResolvedFilter = Filter.ResolvedFilter
type Compare = ResolvedFilter & { readonly _tag: "Compare" }

/** The condition that a resource `r` of the scope's type matches. */
export const compile = (scope: Scope, filter: ResolvedFilter): Fragment =>
  tree(scope, filter, {
    shortcut: (inner) => KeyLookup.exactly(scope, inner),
    narrowed: (inner) => KeyLookup.atLeast(scope, inner),
    values: (path) => AttributeValues.of(scope, path),
    valuePath: (path, inner) => valuePath(scope, path, inner)
  })

/** The condition that a member in the table `m` of memberships matches; the paths are those of `members`. */
export const compileMember = (scope: Scope, filter: ResolvedFilter): Fragment =>
  element(scope, filter, AttributeValues.member(scope))

/** What names mean where the compiler stands: in a resource, or in one element of an attribute. */
interface Place {
  /** A quicker condition for exactly this filter, if there is one. */
  readonly shortcut: (filter: ResolvedFilter) => Fragment | undefined
  /** A quicker condition that holds wherever the filter does, if there is one. */
  readonly narrowed: (filter: ResolvedFilter) => Fragment | undefined
  readonly values: (path: AttributePath.AttributePath) => AttributeValues.AttributeValues
  readonly valuePath: (path: AttributePath.AttributePath, filter: ResolvedFilter) => Fragment
}

const tree = (scope: Scope, filter: ResolvedFilter, place: Place): Fragment => {
  const { sql, dialect } = scope
  const shortcut = place.shortcut(filter)
  if (shortcut !== undefined) return shortcut
  switch (filter._tag) {
    case "And":
      if (filter.filters.length === 0) return dialect.yes
      return sql`(${sql.join(" AND ", false)(filter.filters.map((inner) => tree(scope, inner, place)))})`
    case "Or":
      if (filter.filters.length === 0) return dialect.no
      return sql`(${sql.join(" OR ", false)(filter.filters.map((inner) => tree(scope, inner, place)))})`
    case "Not":
      return sql`(NOT ${tree(scope, filter.filter, place)})`
    case "Present":
      return present(scope, filter.path, place.values(filter.path))
    case "Compare":
      return both(scope, place.narrowed(filter), compare(scope, filter, place.values(filter.path)))
    case "ValuePath":
      return place.valuePath(filter.path, filter.filter)
  }
}

const valuePath = (scope: Scope, path: AttributePath.AttributePath, filter: ResolvedFilter): Fragment => {
  const values = AttributeValues.of(scope, path)
  const condition = values.some(element(scope, filter, { ...values, several: false, some: (inner) => inner }))
  // An index cannot tell which element the other comparisons are about, but it can tell which resources to look at.
  return both(scope, KeyLookup.atLeast(scope, filter), condition)
}

const both = ({ sql }: Scope, narrowed: Fragment | undefined, condition: Fragment): Fragment =>
  narrowed === undefined ? condition : sql`(${narrowed} AND ${condition})`

/** Inside brackets there is one element, and nothing in brackets of its own. */
const element = (scope: Scope, filter: ResolvedFilter, values: AttributeValues.AttributeValues): Fragment => {
  const place: Place = {
    shortcut: () => undefined,
    narrowed: () => undefined,
    values: () => values,
    valuePath: (_, inner) => tree(scope, inner, place)
  }
  return tree(scope, filter, place)
}

const present = (
  scope: Scope,
  path: AttributePath.AttributePath,
  values: AttributeValues.AttributeValues
): Fragment => {
  const condition = isPresent(scope, path, values)
  return values.several ? values.some(condition) : condition
}

/** An element is there when its value is, or of a complex one some part. */
const isPresent = (
  scope: Scope,
  path: AttributePath.AttributePath,
  values: AttributeValues.AttributeValues
): Fragment => {
  const { sql } = scope
  const target = AttributePath.target(path)
  if (target.type === "complex") {
    const parts = target.subAttributes.map((sub) => isPresent(scope, AttributePath.child(path, sub), values))
    return parts.length === 0 ? scope.dialect.no : sql`(${sql.join(" OR ", false)(parts)})`
  }
  if (path.subAttribute?.multiValued === true) {
    const { table, value } = values.parts(path)
    return sql`EXISTS (SELECT 1 FROM ${table} WHERE ${isValue(scope, path, value)})`
  }
  return isValue(scope, path, values.part(path))
}

const isValue = ({ sql }: Scope, path: AttributePath.AttributePath, value: Fragment): Fragment => {
  switch (AttributePath.target(path).type) {
    case "string":
    case "reference":
    case "binary":
    case "complex":
      return sql`(COALESCE(${value}, '') <> '')`
    case "boolean":
    case "integer":
    case "decimal":
    case "dateTime":
      return sql`(${value} IS NOT NULL)`
  }
}

const compare = (scope: Scope, filter: Compare, values: AttributeValues.AttributeValues): Fragment => {
  const { sql, dialect } = scope
  const { path, operator, value } = filter
  if (value === null) {
    const condition = present(scope, path, values)
    return operator === "eq" ? sql`(NOT ${condition})` : condition
  }
  const condition = satisfies(scope, filter, value, values)
  if (!values.several) return condition
  return operator === "ne"
    ? sql`(NOT ${values.some(dialect.yes)} OR ${values.some(condition)})`
    : values.some(condition)
}

/** One element satisfies the comparison. */
const satisfies = (
  scope: Scope,
  { path, operator }: Compare,
  operand: string | number | boolean,
  values: AttributeValues.AttributeValues
): Fragment => {
  const { sql, dialect } = scope
  if (path.subAttribute?.multiValued === true) {
    const { table, value } = values.parts(path)
    const some = sql`EXISTS (SELECT 1 FROM ${table} WHERE ${test(scope, value, operator, operand)})`
    return operator === "ne" ? sql`(NOT EXISTS (SELECT 1 FROM ${table}) OR ${some})` : some
  }
  const value = values.part(path)
  return test(scope, isPrimary(path) ? sql`COALESCE(${value}, ${dialect.no})` : value, operator, operand)
}

/** RFC 7643 §2.4: an element that does not say whether it is the primary one is not. */
const isPrimary = ({ attribute, subAttribute }: AttributePath.AttributePath): boolean =>
  attribute.multiValued && subAttribute?.key === "primary" && subAttribute.type === "boolean"

const test = (
  { sql, dialect }: Scope,
  value: Fragment,
  operator: Filter.CompareOperator,
  operand: string | number | boolean
): Fragment => {
  const known = (condition: Fragment) => sql`COALESCE(${condition}, ${dialect.no})`
  const ordered = () => (typeof operand === "string" ? dialect.ordered(value) : value)
  switch (operator) {
    case "eq":
      return known(equals({ sql, dialect }, value, operand))
    case "ne":
      return sql`(NOT ${known(equals({ sql, dialect }, value, operand))})`
    case "co":
      return typeof operand === "string" ? known(dialect.contains(value, operand)) : dialect.no
    case "sw":
      return typeof operand === "string" ? known(dialect.startsWith(value, operand)) : dialect.no
    case "ew":
      return typeof operand === "string" ? known(dialect.endsWith(value, operand)) : dialect.no
    case "gt":
      return typeof operand === "boolean" ? dialect.no : known(sql`${ordered()} > ${operand}`)
    case "ge":
      return typeof operand === "boolean" ? dialect.no : known(sql`${ordered()} >= ${operand}`)
    case "lt":
      return typeof operand === "boolean" ? dialect.no : known(sql`${ordered()} < ${operand}`)
    case "le":
      return typeof operand === "boolean" ? dialect.no : known(sql`${ordered()} <= ${operand}`)
  }
}

const equals = (
  { sql, dialect }: Pick<Scope, "sql" | "dialect">,
  value: Fragment,
  operand: string | number | boolean
): Fragment =>
  typeof operand === "boolean" ? sql`${value} = ${operand ? dialect.yes : dialect.no}` : sql`${value} = ${operand}`
