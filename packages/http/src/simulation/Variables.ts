/**
 * The variables of a sequence, and putting them in place. A text that is nothing but one variable becomes its value,
 * whatever its type; inside longer text a variable becomes text.
 */
import type { Json } from "./Sequence.ts"

export type Variables = ReadonlyMap<string, Json>

/** A variable has no value: what it is captured from has not come. */
export class NoValue extends Error {}

/** The value with every `${name}` in its texts and names replaced. Throws NoValue for a name that has none. */
export const place = (value: Json, variables: Variables): Json => {
  if (typeof value === "string") return placeWhole(value, variables)
  if (Array.isArray(value)) return value.map((item: Json) => place(item, variables))
  if (typeof value !== "object" || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [placeText(name, variables), place(item, variables)])
  )
}

/** The same for what is text and stays text. */
export const placeText = (text: string, variables: Variables): string => {
  const [first = "", ...rest] = text.split("${")
  return rest.reduce((made, part) => {
    const end = part.indexOf("}")
    if (end < 0) throw new Error(`A variable is not closed in ${JSON.stringify(text)}.`)
    const value = lookUp(part.slice(0, end), variables)
    const shown = typeof value === "string" ? value : JSON.stringify(value)
    return made + shown + part.slice(end + 1)
  }, first)
}

function placeWhole(text: string, variables: Variables): Json {
  const whole = text.startsWith("${") && text.indexOf("}") === text.length - 1
  return whole ? lookUp(text.slice(2, -1), variables) : placeText(text, variables)
}

function lookUp(name: string, variables: Variables): Json {
  const value = variables.get(name)
  if (value !== undefined) return value
  throw new NoValue(`No variable is called ${JSON.stringify(name)}. There are ${[...variables.keys()].join(", ")}.`)
}
