/**
 * References inside a bulk request: `bulkId:a` stands for the id of what the operation named `a` creates, in a path, in a
 * value, in a `$ref`, and in the filter of a PATCH path (RFC 7644 §3.7.2).
 *
 * Whoever carries the request out knows the ids before it begins, so a reference may point forward, backward or in a
 * circle. A text that begins like a reference and names no operation is left alone, unless it stands where the id of a
 * resource is wanted.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7644#section-3.7.2
 */
import { Either } from "effect"
import { isArray, isObject, type Json } from "../Json.ts"
import { InvalidValue } from "./ScimError.ts"

const prefix = "bulkId:"

/** The id of what the operation of that name creates; nothing for a name that no operation has. */
export type Ids = (bulkId: string) => string | undefined

export interface Resolved {
  readonly path: string
  readonly data?: Json
  /** The names of the operations that the path points to, and those that the data does. */
  readonly inPath: ReadonlySet<string>
  readonly inData: ReadonlySet<string>
}

/** Puts ids in the place of references. Fails with invalidValue for one that must name an operation and does not. */
export const resolve = (
  { path, data }: { readonly path: string; readonly data?: Json },
  ids: Ids
): Either.Either<Resolved, InvalidValue> => {
  const inPath = new Set<string>()
  const inData = new Set<string>()
  const unknown = new Set<string>()
  const resolved = {
    path: inUri(path, { ids, found: inPath, unknown }),
    // Most bodies hold no reference, and stay the very values that they are.
    ...(data === undefined
      ? {}
      : { data: isMentioned(data) ? inJson(data, undefined, { ids, found: inData, unknown }) : data }),
    inPath,
    inData
  }
  const [name] = unknown
  return name === undefined ? Either.right(resolved) : Either.left(unresolved(name))
}

const shownLengthMax = 80

const unresolved = (name: string): InvalidValue =>
  new InvalidValue({
    detail: `${prefix}${name.slice(0, shownLengthMax)} names no POST of this request. Send the operation that creates the resource with this bulkId, or the id of a resource that is there.`
  })

interface Search {
  readonly ids: Ids
  readonly found: Set<string>
  readonly unknown: Set<string>
}

/** The id that a reference stands for, or nothing; `wanted` where nothing else but an id could be meant. */
const idOf = (name: string, wanted: boolean, { ids, found, unknown }: Search): string | undefined => {
  const id = ids(name)
  if (id !== undefined) found.add(name)
  else if (wanted) unknown.add(name)
  return id
}

const inJson = (value: Json, name: string | undefined, search: Search): Json => {
  if (typeof value === "string") return inText(value, name, search)
  if (isArray(value)) return value.map((element) => inJson(element, name, search))
  if (!isObject(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, inJson(part, key, search)]))
}

const isMentioned = (value: Json): boolean => {
  if (typeof value === "string") return value.includes(prefix)
  if (isArray(value)) return value.some(isMentioned)
  return isObject(value) && Object.values(value).some(isMentioned)
}

const inText = (text: string, name: string | undefined, search: Search): string => {
  if (text.startsWith(prefix)) return idOf(text.slice(prefix.length), name === "value", search) ?? text
  if (name === "$ref") return inUri(text, search)
  return name === "path" ? inFilter(text, search) : text
}

/** The last segment of a URI, or of a path. */
const inUri = (uri: string, search: Search): string => {
  const start = uri.indexOf(`/${prefix}`)
  if (start < 0) return uri
  const name = uri.slice(start + 1 + prefix.length)
  const id = idOf(name, true, search)
  return id === undefined ? uri : `${uri.slice(0, start + 1)}${id}`
}

/** Strings inside the brackets of a PATCH path: `members[value eq "bulkId:a"]`. */
const inFilter = (path: string, search: Search): string => {
  let text = ""
  let index = 0
  while (index < path.length) {
    const start = path.indexOf(`"${prefix}`, index)
    const end = start < 0 ? -1 : closing(path, start)
    if (end < 0) break
    const id = idOf(unquote(path.slice(start, end + 1)).slice(prefix.length), true, search)
    text += path.slice(index, start) + (id === undefined ? path.slice(start, end + 1) : JSON.stringify(id))
    index = end + 1
  }
  return text + path.slice(index)
}

/** The quote that ends the string which begins at `start`; -1 where none does. */
const closing = (text: string, start: number): number => {
  for (let index = start + 1; index < text.length; index++) {
    if (text[index] === "\\") index++
    else if (text[index] === '"') return index
  }
  return -1
}

const unquote = (text: string): string =>
  Either.getOrElse(
    Either.try((): string => String(JSON.parse(text))),
    () => text.slice(1, -1)
  )
