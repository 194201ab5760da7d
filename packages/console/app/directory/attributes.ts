/**
 * A resource as lines to read, by schema and in the order of its definitions: what a definition does not name does not
 * come up, and what is not set has no line.
 */
import type { SchemaPart } from "../api/directory.ts"

type Attribute = SchemaPart["attributes"][number]

/** One value, and what it says beside itself. */
export interface Item {
  readonly text: string
  /** The type of the attribute, which says how the text is meant: a time, a reference. */
  readonly type: string
  readonly label?: string
  readonly primary: boolean
  readonly details: ReadonlyArray<readonly [name: string, text: string]>
}

export interface Line {
  readonly path: string
  readonly description: string
  readonly items: ReadonlyArray<Item>
}

export interface Section {
  readonly id: string
  readonly name: string
  readonly lines: ReadonlyArray<Line>
}

type Values = Readonly<Record<string, unknown>>

export const sections = (parts: ReadonlyArray<SchemaPart>, resource: Values): ReadonlyArray<Section> =>
  parts
    .filter(({ kind }) => kind !== "common")
    .map(({ attributes, id, kind, name }) => {
      const values = kind === "extension" ? resource[id] : resource
      return { id, name, lines: isRecord(values) ? attributes.flatMap((each) => linesOf(each, values, "")) : [] }
    })
    .filter(({ lines }, index) => lines.length > 0 || index === 0)

const linesOf = (attribute: Attribute, values: Values, before: string): ReadonlyArray<Line> => {
  const value = values[attribute.name]
  const path = `${before}${attribute.name}`
  if (value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0)) return []
  if (!attribute.multiValued && isRecord(value) && attribute.subAttributes.length > 0) {
    return attribute.subAttributes.flatMap((sub) => linesOf(sub, value, `${path}.`))
  }
  const all = Array.isArray(value) ? value : [value]
  return [{ path, description: attribute.description, items: all.map((each) => itemOf(attribute, each)) }]
}

/** What a value of several parts is known by, the best first. */
const telling = ["value", "formatted", "displayName", "display"]

const itemOf = (attribute: Attribute, value: unknown): Item => {
  if (!isRecord(value)) return { text: printed(value), type: attribute.type, primary: false, details: [] }
  const parts = Object.entries(value).filter(([, part]) => part !== null && part !== "")
  const { primary, type } = value
  const name = telling.find((each) => typeof value[each] === "string" && value[each] !== "")
  const others = parts.filter(([key]) => key !== name && key !== "primary" && key !== "type")
  const label = typeof type === "string" && type !== "" ? { label: type } : {}
  if (name === undefined) {
    const text = others.map(([, part]) => printed(part)).join(", ")
    return { text, type: "string", ...label, primary: primary === true, details: [] }
  }
  const sub = attribute.subAttributes.find((each) => each.name === name)
  return {
    text: printed(value[name]),
    type: sub?.type ?? "string",
    ...label,
    primary: primary === true,
    details: others
      .filter(([key, part]) => key !== "display" || part !== value[name])
      .map(([key, part]) => [key, printed(part)])
  }
}

/** A value in one line. */
export const printed = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value))

const isRecord = (value: unknown): value is Values =>
  typeof value === "object" && value !== null && !Array.isArray(value)
