/**
 * Where the values of an attribute stand in the database, as SQL: in the search document, in columns, in memberships,
 * or in another resource. This is the one room that knows; filters and sorting ask it and see values alone.
 *
 * The resource is the table `r`; the elements of a multi-valued attribute are `e`, a membership is `m`, a group above a
 * resource is `u`.
 */
import type { Statement } from "@effect/sql"
import { type AttributeDefinition, AttributePath, Comparison, type ResourceType } from "@rollcall/core"
import type { Dialect, Fragment } from "./Dialect.ts"
import * as SearchDocument from "./SearchDocument.ts"

/** What SQL about the resources of one type needs to know beside the attribute. */
export interface Scope {
  readonly sql: Statement.Constructor
  readonly dialect: Dialect
  readonly tenant: string
  readonly type: ResourceType.ResourceType
  /** The absolute URI of the SCIM base, without a slash at the end. */
  readonly base: string
  /** Every type that a resource may have: locations are made of their endpoints. */
  readonly types: ReadonlyArray<ResourceType.ResourceType>
}

export interface AttributeValues {
  /** True when there may be several elements, each a row of its own. */
  readonly several: boolean
  /** A condition: there is an element, and the given condition holds of it. */
  readonly some: (condition: Fragment) => Fragment
  /** The prepared value of the element at the path's end, or NULL. */
  readonly part: (path: AttributePath.AttributePath) => Fragment
  /** The values of the element at the path's end, where the sub-attribute is itself multi-valued; a table `p`. */
  readonly parts: (path: AttributePath.AttributePath) => Parts
  /** The expression, for the element by which resources are sorted: the primary one, else the first. */
  readonly leading: (expression: Fragment) => Fragment
}

export interface Parts {
  readonly table: Fragment
  readonly value: Fragment
}

/** The values of the path's attribute, its sub-attribute disregarded. */
export const of = (scope: Scope, path: AttributePath.AttributePath): AttributeValues => {
  const { attribute, extension } = path
  if (attribute.link === "members") return members(scope)
  if (attribute.link === "memberOf") return memberOf(scope)
  if (extension === undefined && attribute.key === "id") return column(scope, () => scope.sql.literal("r.id"))
  if (extension === undefined && attribute.key === "meta") return column(scope, (inner) => meta(scope, inner))
  if (attribute.multiValued) return elements(scope, path)
  return attribute.link === "resource" ? reference(scope, path) : single(scope, path)
}

/** One member of the group, in a statement over the table `m` of memberships. */
export const member = (scope: Scope): AttributeValues => column(scope, (path) => memberPart(scope, path))

const column = (scope: Scope, part: AttributeValues["part"]): AttributeValues => ({
  several: false,
  some: (condition) => condition,
  part,
  parts: () => noParts(scope),
  leading: (expression) => expression
})

/** What is kept outside the search document has no multi-valued parts. */
const noParts = ({ sql }: Scope): Parts => ({
  table: sql.literal("(SELECT NULL AS value WHERE 1 = 0) AS p"),
  value: sql.literal("p.value")
})

const single = (scope: Scope, path: AttributePath.AttributePath): AttributeValues => {
  const { sql, dialect } = scope
  const search = sql.literal("r.search")
  const whole = SearchDocument.location(AttributePath.parent(path))
  return {
    several: false,
    some: (condition) => sql`(${dialect.text(search, whole)} IS NOT NULL AND ${condition})`,
    part: (inner) => typed(scope, AttributePath.target(inner), search, SearchDocument.location(inner)),
    parts: (inner) => partsAt(scope, search, SearchDocument.location(inner), inner),
    leading: (expression) => expression
  }
}

const elements = (scope: Scope, path: AttributePath.AttributePath): AttributeValues => {
  const { sql, dialect } = scope
  const table = dialect.elements(sql.literal("r.search"), SearchDocument.location(AttributePath.parent(path)), "e")
  const element = dialect.element("e")
  const inside = ({ subAttribute }: AttributePath.AttributePath) =>
    subAttribute === undefined ? [] : [subAttribute.key]
  const primary = sql`COALESCE(${dialect.boolean(element, ["primary"])}, ${dialect.no})`
  const position = dialect.position("e")
  const order = path.attribute.type === "complex" ? sql`${primary} DESC, ${position}` : position
  return {
    several: true,
    some: (condition) => sql`EXISTS (SELECT 1 FROM ${table} WHERE ${condition})`,
    part: (inner) => typed(scope, AttributePath.target(inner), element, inside(inner)),
    parts: (inner) => partsAt(scope, element, inside(inner), inner),
    leading: (expression) => sql`(SELECT ${expression} FROM ${table} ORDER BY ${order} LIMIT 1)`
  }
}

const partsAt = (
  scope: Scope,
  json: Fragment,
  location: ReadonlyArray<string>,
  path: AttributePath.AttributePath
): Parts => ({
  table: scope.dialect.elements(json, location, "p"),
  value: typed(scope, AttributePath.target(path), scope.dialect.element("p"), [])
})

const typed = (
  { dialect }: Scope,
  { type }: AttributeDefinition.AttributeDefinition,
  json: Fragment,
  location: ReadonlyArray<string>
): Fragment => {
  switch (type) {
    case "boolean":
      return dialect.boolean(json, location)
    case "integer":
    case "decimal":
    case "dateTime":
      return dialect.number(json, location)
    case "string":
    case "reference":
    case "binary":
    case "complex":
      return dialect.text(json, location)
  }
}

const meta = (scope: Scope, { subAttribute }: AttributePath.AttributePath): Fragment => {
  const { sql, type } = scope
  switch (subAttribute?.key) {
    case "resourcetype":
      return sql.literal("r.type")
    case "created":
      return sql.literal("r.created")
    case "lastmodified":
      return sql.literal("r.last_modified")
    case "version":
      return sql.literal(`('W/"' || r.version || '"')`)
    case "location":
      return sql`(${Comparison.prepareText(subAttribute, `${scope.base}${type.endpoint}/`)} || r.id)`
    default:
      return sql.literal("NULL")
  }
}

/** An attribute that names another resource: what that one shows of itself comes before what the document says. */
const reference = (scope: Scope, path: AttributePath.AttributePath): AttributeValues => {
  const { sql, dialect } = scope
  const stored = single(scope, path)
  const value = dialect.text(sql.literal("r.search"), [...SearchDocument.location(AttributePath.parent(path)), "value"])
  const referenced = (expression: Fragment) =>
    sql`(SELECT ${expression} FROM resource AS x WHERE x.tenant = r.tenant AND x.id = ${value})`
  return {
    ...stored,
    part: (inner) => {
      switch (inner.subAttribute?.key) {
        case "$ref": {
          const uri = locationOf(scope, inner.subAttribute, sql.literal("x.type"), sql.literal("x.id"))
          return sql`COALESCE(${referenced(uri)}, ${stored.part(inner)})`
        }
        case "displayname": {
          const name = dialect.text(sql.literal("x.search"), ["displayname"])
          return sql`COALESCE(${referenced(name)}, ${stored.part(inner)})`
        }
        default:
          return stored.part(inner)
      }
    }
  }
}

/** Members that are known; one that waits for its resource is seen by nobody. */
const members = (scope: Scope): AttributeValues => {
  const { sql } = scope
  const rows = sql`FROM membership AS m WHERE m.tenant = r.tenant AND m.group_id = r.id AND m.member_type IS NOT NULL`
  return {
    ...member(scope),
    several: true,
    some: (condition) => sql`EXISTS (SELECT 1 ${rows} AND ${condition})`,
    leading: (expression) => sql`(SELECT ${expression} ${rows} ORDER BY m.member_id LIMIT 1)`
  }
}

const memberPart = (scope: Scope, { subAttribute }: AttributePath.AttributePath): Fragment => {
  const { sql } = scope
  switch (subAttribute?.key) {
    case "value":
      return sql.literal("m.member_id")
    case "type":
      return byType(scope, sql.literal("m.member_type"), ({ name }) => Comparison.prepareText(subAttribute, name))
    case "$ref":
      return locationOf(scope, subAttribute, sql.literal("m.member_type"), sql.literal("m.member_id"))
    case "display":
      return displayOf(scope, sql.literal("m.tenant"), sql.literal("m.member_id"))
    default:
      return sql.literal("NULL")
  }
}

/**
 * The groups above a resource: `u` has the id of each, and whether it holds the resource itself. The tenant is named,
 * though the resource has it too: a database that is spread by tenant follows no recursion otherwise.
 */
const memberOf = (scope: Scope): AttributeValues => {
  const { sql, dialect, tenant } = scope
  const next = sql`i.tenant = ${tenant} AND i.member_id = up.id AND i.member_type IS NOT NULL`
  const rows = sql`FROM (
    WITH RECURSIVE up (id, direct) AS (
      SELECT d.group_id, 1 FROM membership AS d
      WHERE d.tenant = ${tenant} AND d.member_id = r.id AND d.member_type IS NOT NULL
      UNION
      SELECT i.group_id, 0 FROM up ${dialect.joinMemberships("i", next)}
    ) SELECT id, MAX(direct) AS direct FROM up GROUP BY id
  ) AS u`
  return {
    ...column(scope, (path) => groupPart(scope, path)),
    several: true,
    some: (condition) => sql`EXISTS (SELECT 1 ${rows} WHERE ${condition})`,
    leading: (expression) => sql`(SELECT ${expression} ${rows} ORDER BY u.id LIMIT 1)`
  }
}

const groupPart = (scope: Scope, { subAttribute }: AttributePath.AttributePath): Fragment => {
  const { sql } = scope
  switch (subAttribute?.key) {
    case "value":
      return sql.literal("u.id")
    case "type":
      return sql.literal("(CASE WHEN u.direct = 1 THEN 'direct' ELSE 'indirect' END)")
    case "$ref":
      return locationOf(scope, subAttribute, sql.literal("'Group'"), sql.literal("u.id"))
    case "display":
      return sql`COALESCE(${displayOf(scope, sql`${scope.tenant}`, sql.literal("u.id"))}, '')`
    default:
      return sql.literal("NULL")
  }
}

const displayOf = ({ sql, dialect }: Scope, tenant: Fragment, id: Fragment): Fragment => {
  const search = sql.literal("x.search")
  const name = sql`COALESCE(${dialect.text(search, ["displayname"])}, ${dialect.text(search, ["username"])})`
  return sql`(SELECT ${name} FROM resource AS x WHERE x.tenant = ${tenant} AND x.id = ${id})`
}

const locationOf = (
  scope: Scope,
  definition: AttributeDefinition.AttributeDefinition,
  type: Fragment,
  id: Fragment
): Fragment => {
  const place = byType(scope, type, ({ endpoint }) => Comparison.prepareText(definition, `${scope.base}${endpoint}/`))
  return scope.sql`(${place} || ${id})`
}

/** A text for each resource type, chosen by the name of the type; NULL for a type that is not known. */
const byType = ({ sql, types }: Scope, name: Fragment, text: (type: ResourceType.ResourceType) => string): Fragment => {
  const cases = types.map((type) => sql`WHEN ${type.name} THEN ${text(type)}`)
  return sql`(CASE ${name} ${sql.join(" ", false)(cases)} END)`
}
