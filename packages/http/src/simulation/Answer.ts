/**
 * Whether an answer is what a provider needs. Two judgements: what a step expects, and what holds of every answer of a
 * SCIM server because some provider stumbles otherwise. Each returns all that is wrong, in words, or nothing.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7644#section-3.12
 */
import type { Expectation, Json, JsonType } from "./Sequence.ts"
import type { Received } from "./Wire.ts"

export type Complaints = ReadonlyArray<string>

/** What of the expectation the answer does not meet. A 204 has no body: nothing is asked of it. */
export const judge = (answer: Received, expected: Expectation): Complaints => {
  const statuses = typeof expected.status === "number" ? [expected.status] : expected.status
  if (!statuses.includes(answer.status)) return [`Expected ${statuses.join(" or ")}, not ${answer.status}.`]
  const headers = Object.entries(expected.headers ?? {}).flatMap(([name, value]) => {
    const found = answer.headers[name.toLowerCase()]
    return found === value ? [] : [`Expected the header ${name} to be ${value}, not ${found}.`]
  })
  if (answer.status === 204) return headers
  return [...headers, ...judgeBody(parse(answer.text), expected)]
}

const messages = "urn:ietf:params:scim:api:messages:2.0:"

/** What is wrong with the answer to a request for this path, whoever asked. */
export const judgeAlways = (answer: Received, path: string): Complaints => {
  if (answer.status === 204) return answer.text === "" ? [] : ["A 204 has a body."]
  const body = parse(answer.text)
  if (body === undefined) return [`The body is no JSON: ${answer.text.slice(0, 100)}`]
  const complaints: Array<string> = []
  const type = String(answer.headers["content-type"] ?? "nothing")
  if (!type.startsWith("application/scim+json")) complaints.push(`The Content-Type is ${type}.`)
  for (const [place, value] of walk(body, "")) if (value === null) complaints.push(`There is null at ${place}.`)
  if (answer.status >= 400) complaints.push(...judgeError(body, answer.status))
  if (answer.status === 201) complaints.push(...judgeCreated(body, answer))
  if (only(body, "/schemas/0") === `${messages}ListResponse`)
    complaints.push(...judgeList(body, /[?&]cursor\b/.test(path)))
  return complaints
}

/** What stands at a pointer, and at every pointer that one with `*` stands for; undefined where nothing does. */
export const at = (value: Json | undefined, pointer: string): ReadonlyArray<readonly [string, Json | undefined]> =>
  pointer
    .slice(1)
    .split("/")
    .reduce<ReadonlyArray<readonly [string, Json | undefined]>>(
      (found, part) => found.flatMap(([place, here]) => children(place, here, part)),
      [["", value]]
    )

/** The value at a pointer without `*`. */
export const only = (value: Json | undefined, pointer: string): Json | undefined => at(value, pointer)[0]?.[1]

export const parse = (text: string): Json | undefined => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function judgeBody(body: Json | undefined, expected: Expectation): Complaints {
  const { has = [], lacks = [], types = {}, lengths = {}, capture = {} } = expected
  return [
    ...(expected.body === undefined ? [] : differences(body, expected.body, "")),
    ...[...has, ...Object.values(capture)].flatMap((pointer) =>
      each(body, pointer, (place, value) => (isNothing(value) ? `Nothing stands at ${place}.` : undefined))
    ),
    ...lacks.flatMap((pointer) =>
      at(body, pointer).flatMap(([place, value]) => (isNothing(value) ? [] : [`${show(value)} stands at ${place}.`]))
    ),
    ...Object.entries(types).flatMap(([pointer, type]) =>
      each(body, pointer, (place, value) =>
        isOfType(value, type) ? undefined : `Expected ${type} at ${place}, not ${show(value)}.`
      )
    ),
    ...Object.entries(lengths).flatMap(([pointer, length]) =>
      each(body, pointer, (place, value) => {
        const found = Array.isArray(value) ? value.length : 0
        return found === length ? undefined : `Expected ${length} values at ${place}, not ${found}.`
      })
    )
  ]
}

/** A complaint of each place that a pointer stands for. One that stands for no place would say nothing of anything. */
function each(
  body: Json | undefined,
  pointer: string,
  complain: (place: string, value: Json | undefined) => string | undefined
): Complaints {
  const places = at(body, pointer)
  return places.length === 0 ? [`Nothing stands at ${pointer}.`] : places.flatMap((found) => complain(...found) ?? [])
}

function differences(actual: Json | undefined, wanted: Json, place: string): Complaints {
  if (Array.isArray(wanted)) return differencesOfArrays(actual, wanted, place)
  if (typeof wanted === "object" && wanted !== null) {
    if (!isObject(actual)) return [`Expected an object at ${place || "the top"}, not ${show(actual)}.`]
    return Object.entries(wanted).flatMap(([name, value]) => differences(actual[name], value, `${place}/${name}`))
  }
  return actual === wanted ? [] : [`Expected ${show(wanted)} at ${place || "the top"}, not ${show(actual)}.`]
}

/** Each wanted element takes the first actual one that holds it and is not taken. */
function differencesOfArrays(actual: Json | undefined, wanted: ReadonlyArray<Json>, place: string): Complaints {
  if (!Array.isArray(actual)) {
    return wanted.length === 0 && actual === undefined ? [] : [`Expected an array at ${place}, not ${show(actual)}.`]
  }
  const left: Array<Json> = [...actual]
  const missing = wanted.filter((element) => {
    const index = left.findIndex((candidate) => differences(candidate, element, place).length === 0)
    if (index >= 0) left.splice(index, 1)
    return index < 0
  })
  return [
    ...missing.map((element) => `Expected an element ${show(element)} at ${place}; there are ${show(actual)}.`),
    ...(missing.length === 0 ? left.map((element) => `Not expected at ${place}: ${show(element)}.`) : [])
  ]
}

function judgeError(body: Json, status: number): Complaints {
  const detail = only(body, "/detail")
  return [
    ...differences(body, { schemas: [`${messages}Error`], status: String(status) }, ""),
    ...(typeof detail === "string" && detail !== "" ? [] : ["The error has no detail."])
  ]
}

function judgeCreated(body: Json, answer: Received): Complaints {
  const location = only(body, "/meta/location")
  return typeof location === "string" && location === answer.headers.location
    ? []
    : [`The Location is ${answer.headers.location}, and meta.location ${show(location)}.`]
}

/** A page of a walk by cursor has no place that a number could name (RFC 9865 §2). */
function judgeList(body: Json, byCursor: boolean): Complaints {
  const resources = only(body, "/Resources")
  if (!Array.isArray(resources)) return ["A list has no Resources."]
  const numbers = ["/totalResults", "/itemsPerPage", ...(byCursor ? [] : ["/startIndex"])]
  const wrong = numbers.filter((pointer) => !isOfType(only(body, pointer), "integer"))
  if (wrong.length > 0) return wrong.map((pointer) => `There is no number at ${pointer}.`)
  const perPage = only(body, "/itemsPerPage")
  return perPage === resources.length ? [] : [`itemsPerPage is ${show(perPage)} with ${resources.length} resources.`]
}

function children(place: string, here: Json | undefined, part: string): ReturnType<typeof at> {
  if (part === "*") return Array.isArray(here) ? here.map((item: Json, index) => [`${place}/${index}`, item]) : []
  const name = part.replaceAll("~1", "/").replaceAll("~0", "~")
  const there = Array.isArray(here) ? here[Number(name)] : isObject(here) ? here[name] : undefined
  return [[`${place}/${part}`, there]]
}

function walk(value: Json, place: string): ReadonlyArray<readonly [string, Json]> {
  const parts = typeof value === "object" && value !== null ? Object.entries(value) : []
  return [[place, value], ...parts.flatMap(([name, item]: readonly [string, Json]) => walk(item, `${place}/${name}`))]
}

function isOfType(value: Json | undefined, type: JsonType): boolean {
  switch (type) {
    case "string":
    case "boolean":
      return typeof value === type
    case "integer":
      return Number.isInteger(value)
    case "array":
      return Array.isArray(value)
    case "object":
      return isObject(value)
  }
}

/** SCIM makes no difference between null, an empty array and nothing at all. */
function isNothing(value: Json | undefined): boolean {
  return value === undefined || value === null || (Array.isArray(value) && value.length === 0)
}

function isObject(value: Json | undefined): value is { readonly [name: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value)
}

function show(value: Json | undefined): string {
  const text = value === undefined ? "nothing" : JSON.stringify(value)
  return text.length > 300 ? `${text.slice(0, 300)}…` : text
}
