/**
 * Maps over JSON that give back the very value they got when nothing changed, so that a rewrite which does not fire
 * costs no copy and can be told from one that does. Names such as `__proto__` are data here like any other.
 */
import type { Json, JsonArray, JsonObject } from "../Json.ts"

/** Each element mapped; `undefined` leaves the element out. */
export const array = (values: JsonArray, change: (value: Json, index: number) => Json | undefined): JsonArray => {
  let changed: Array<Json> | undefined
  for (let index = 0; index < values.length; index++) {
    const value = values[index] as Json
    const next = change(value, index)
    if (next !== value && changed === undefined) changed = values.slice(0, index)
    if (changed !== undefined && next !== undefined) changed.push(next)
  }
  return changed ?? values
}

/** Each value mapped under its name; `undefined` leaves the name out. */
export const object = (values: JsonObject, change: (value: Json, name: string) => Json | undefined): JsonObject => {
  const names = Object.keys(values)
  let changed: Array<readonly [string, Json]> | undefined
  for (const [index, name] of names.entries()) {
    const value = values[name] as Json
    const next = change(value, name)
    if (next !== value && changed === undefined) {
      changed = names.slice(0, index).map((before) => [before, values[before] as Json])
    }
    if (changed !== undefined && next !== undefined) changed.push([name, next])
  }
  return changed === undefined ? values : Object.fromEntries(changed)
}

/** The object with one name spelt otherwise, in its place; the same object when the new name is taken. */
export const rename = (values: JsonObject, from: string, to: string): JsonObject =>
  from === to || Object.hasOwn(values, to) || !Object.hasOwn(values, from)
    ? values
    : Object.fromEntries(Object.entries(values).map(([name, value]) => [name === from ? to : name, value]))

/** The name under which an object holds an attribute, compared without regard to case (RFC 7643 §2.1). */
export const nameOf = (values: JsonObject, name: string): string | undefined => {
  if (Object.hasOwn(values, name)) return name
  const key = name.toLowerCase()
  return Object.keys(values).find((candidate) => candidate.toLowerCase() === key)
}

/** The value under that name, compared without regard to case. */
export const get = (values: JsonObject, name: string): Json | undefined => {
  const spelt = nameOf(values, name)
  return spelt === undefined ? undefined : values[spelt]
}
