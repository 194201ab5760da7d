/** Schemas of the OpenApi document as people read them: HTML in the manner of a type, whose names are links. */

/** What is looked at of a schema. */
export interface Shape {
  readonly $ref?: string
  readonly type?: string | ReadonlyArray<string>
  readonly enum?: ReadonlyArray<unknown>
  readonly properties?: Readonly<Record<string, Shape>>
  readonly required?: ReadonlyArray<string>
  readonly items?: Shape | ReadonlyArray<Shape>
  readonly anyOf?: ReadonlyArray<Shape>
  readonly oneOf?: ReadonlyArray<Shape>
  readonly allOf?: ReadonlyArray<Shape>
  readonly additionalProperties?: boolean | Shape
  readonly description?: string
  readonly minimum?: number
  readonly maximum?: number
  readonly minLength?: number
  readonly maxLength?: number
}

/** Text that stands in HTML as it is. */
export const asText = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;")

/** Where the page has the schema of that name. */
export const anchor = (name: string): string => `schema-${encodeURIComponent(name)}`

/** The schema as HTML for inside a `<pre>`. `indent` is what stands before its lines. */
export const print = (shape: Shape, indent = ""): string => {
  if (shape.$ref !== undefined) return link(shape.$ref.slice(shape.$ref.lastIndexOf("/") + 1))
  if (shape.enum !== undefined) return shape.enum.map((value) => asText(JSON.stringify(value))).join(" | ")
  const several = shape.anyOf ?? shape.oneOf ?? shape.allOf
  if (several !== undefined) {
    return several.map((each) => print(each, indent)).join(shape.allOf === undefined ? " | " : " & ")
  }
  if (shape.properties !== undefined) return members(shape.properties, shape.required ?? [], indent)
  if (typeof shape.additionalProperties === "object") {
    return `{ [name]: ${print(shape.additionalProperties, indent)} }`
  }
  if (shape.items !== undefined) {
    const items = "type" in shape.items || !Array.isArray(shape.items) ? [shape.items as Shape] : shape.items
    const kinds = items.map((item) => print(item, indent)).join(" | ")
    return kinds.includes(" | ") ? `(${kinds})[]` : `${kinds}[]`
  }
  return `${shape.type === undefined ? "anything" : asText([shape.type].flat().join(" | "))}${bounds(shape)}`
}

const link = (name: string): string => `<a href="#${anchor(name)}">${asText(name)}</a>`

const members = (
  properties: Readonly<Record<string, Shape>>,
  required: ReadonlyArray<string>,
  indent: string
): string => {
  const inner = `${indent}  `
  const lines = Object.entries(properties).map(([name, member]) => {
    const comment = member.description === undefined ? "" : `${inner}<i>${asText(member.description)}</i>\n`
    return `${comment}${inner}${asText(name)}${required.includes(name) ? "" : "?"}: ${print(member, inner)}`
  })
  return lines.length === 0 ? "{ }" : `{\n${lines.join("\n")}\n${indent}}`
}

const bounds = ({ maximum, maxLength, minimum, minLength }: Shape): string => {
  const [least, most, unit] =
    minimum !== undefined || maximum !== undefined ? [minimum, maximum, ""] : [minLength, maxLength, " characters"]
  if (least === undefined && most === undefined) return ""
  if (most === undefined) return ` (${least}${unit} or more)`
  return least === undefined ? ` (up to ${most}${unit})` : ` (${least} to ${most}${unit})`
}
