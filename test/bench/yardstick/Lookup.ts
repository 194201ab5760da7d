/**
 * What the bare servers do with a request, whichever runtime they are on: one prepared statement, and the stored text of
 * a user with what the server adds to it, joined as text. They speak no SCIM beyond these two requests, check nobody, log
 * nothing and write nothing: what they do in a second, nothing built on the runtime does.
 */

/** A user, once for each group that holds it; a user in no group has one row without a group. */
export interface Row {
  readonly id: string
  readonly version: number | string
  readonly created: number | string
  readonly last_modified: number | string
  readonly document: string
  readonly group_id: string | null
  readonly display: string | null
}

export type Rows = ReadonlyArray<Row>

/** The two statements, prepared. Drivers that wait for a database promise their rows. */
export interface Statements {
  readonly byId: (id: string) => Rows | Promise<Rows>
  readonly byUserName: (userName: string) => Rows | Promise<Rows>
}

const columns = `r.id, r.version, r.created, r.last_modified, r.document, g.id AS group_id, g.display`

const groups = `LEFT JOIN membership AS m ON m.tenant = r.tenant AND m.member_id = r.id
  LEFT JOIN resource AS g ON g.tenant = m.tenant AND g.id = m.group_id`

/** Where a parameter stands is written `?` or `$1`. */
export const byId = (parameter: string): string =>
  `SELECT ${columns} FROM resource AS r ${groups} WHERE r.tenant = 'default' AND r.id = ${parameter} ORDER BY g.id`

export const byUserName = (parameter: string): string =>
  `SELECT ${columns} FROM attribute_key AS k JOIN resource AS r ON r.tenant = k.tenant AND r.id = k.resource_id ${groups}
    WHERE k.tenant = 'default' AND k.type = 'User' AND k.path = 'userName' AND k.value = ${parameter} ORDER BY g.id`

/** The body that answers a request for this path and query, on this host. */
export const answer = (statements: Statements, target: string, host: string): string | Promise<string> => {
  const base = `http://${host}/scim/v2`
  const mark = target.indexOf("?filter=")
  if (mark < 0) {
    const found = statements.byId(target.slice(target.lastIndexOf("/") + 1))
    return found instanceof Promise ? found.then((rows) => user(rows, base)) : user(found, base)
  }
  const [, userName = ""] = decodeURIComponent(target.slice(mark)).split('"')
  const found = statements.byUserName(userName.toLowerCase())
  return found instanceof Promise ? found.then((rows) => list(rows, base)) : list(found, base)
}

const userName = ',"userName":'

const extension = ',"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":'

const schemas =
  '"schemas":["urn:ietf:params:scim:schemas:core:2.0:User","urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"]'

/** `meta` stands before the attributes of the schema, the groups of a user behind them and before its extension. */
const user = (rows: Rows, base: string): string => {
  const [row] = rows
  if (row === undefined) throw new Error("There is no such user.")
  const { id, version, document } = row
  const [own, foreign] = [document.indexOf(userName), document.indexOf(extension)]
  const created = new Date(Number(row.created)).toISOString()
  const modified = new Date(Number(row.last_modified)).toISOString()
  const meta = `"meta":{"resourceType":"User","created":"${created}","lastModified":"${modified}","location":"${base}/Users/${id}","version":"W/\\"${version}\\""}`
  return `{${schemas},"id":"${id}",${document.slice(1, own)},${meta}${document.slice(own, foreign)}${groupsOf(rows, base)}${document.slice(foreign)}`
}

const groupsOf = (rows: Rows, base: string): string => {
  const shown: Array<string> = []
  for (const { group_id, display } of rows) {
    if (group_id === null) continue
    const name = JSON.stringify(display)
    shown.push(`{"value":"${group_id}","$ref":"${base}/Groups/${group_id}","display":${name},"type":"direct"}`)
  }
  return shown.length === 0 ? "" : `,"groups":[${shown.join(",")}]`
}

const list = (rows: Rows, base: string): string =>
  `{"schemas":["urn:ietf:params:scim:api:messages:2.0:ListResponse"],"totalResults":1,"startIndex":1,"itemsPerPage":1,"Resources":[${user(rows, base)}]}`

export const mediaType = "application/scim+json; charset=utf-8"
