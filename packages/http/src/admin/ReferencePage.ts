/**
 * The OpenAPI document as a page for people: HTML that needs no script, asks no other host for anything, and reads on a
 * telephone and in the dark. Knows no endpoint.
 */
import { anchor, asText, print, type Shape } from "./ReferenceShape.ts"

/** What is looked at of the document. */
export interface Document {
  readonly info: { readonly title: string; readonly version: string; readonly description?: string }
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: { readonly schemas: Readonly<Record<string, Shape>> }
}

interface Operation {
  readonly tags?: ReadonlyArray<string>
  readonly operationId: string
  readonly summary?: string
  readonly description?: string
  readonly security?: ReadonlyArray<unknown>
  readonly parameters?: ReadonlyArray<Parameter>
  readonly requestBody?: { readonly content: Content }
  readonly responses: Readonly<Record<string, { readonly description: string; readonly content?: Content }>>
}

interface Parameter {
  readonly name: string
  readonly in: string
  readonly required?: boolean
  readonly description?: string
  readonly schema: Shape
}

type Content = Readonly<Record<string, { readonly schema: Shape }>>

interface Places {
  readonly style: string
  readonly document: string
}

/** The page, with where it finds its style and the document itself. */
export const render = ({ components, info, paths }: Document, places: Places): string => {
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation }))
  )
  const groups = [...new Set(operations.map(({ operation }) => groupOf(operation)))]
  const within = (group: string) => operations.filter(({ operation }) => groupOf(operation) === group)
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${asText(info.title)}</title>
<link rel="stylesheet" href="${asText(places.style)}">
</head>
<body>
<header>
<h1>${asText(info.title)}</h1>
<p>${asText(info.description ?? "")}</p>
<p>The same for programs: <a href="${asText(places.document)}">OpenAPI document</a>, version ${asText(info.version)}.</p>
</header>
<nav aria-label="Endpoints">
${groups.map((group) => contents(group, within(group))).join("\n")}
</nav>
<main>
${groups.map((group) => `<h2>${asText(group)}</h2>\n${within(group).map(section).join("\n")}`).join("\n")}
<h2>Schemas</h2>
${Object.entries(components.schemas)
  .map(([name, shape]) => `<section id="${anchor(name)}">\n<h3>${asText(name)}</h3>\n${schema(shape)}\n</section>`)
  .join("\n")}
</main>
</body>
</html>
`
}

const groupOf = ({ tags }: Operation): string => tags?.[0] ?? "others"

interface Placed {
  readonly method: string
  readonly path: string
  readonly operation: Operation
}

const contents = (group: string, operations: ReadonlyArray<Placed>): string =>
  `<h2>${asText(group)}</h2>\n<ul>\n${operations
    .map(
      ({ method, operation, path }) =>
        `<li><a href="#${asText(operation.operationId)}"><b>${method}</b> ${asText(path)}</a></li>`
    )
    .join("\n")}\n</ul>`

const section = ({ method, operation, path }: Placed): string => {
  const { description, operationId, parameters = [], requestBody, responses, security = [], summary } = operation
  const parts = [
    `<h3><b>${method}</b> <code>${asText(path)}</code></h3>`,
    ...(summary === undefined ? [] : [`<p><strong>${asText(summary)}</strong></p>`]),
    ...(description === undefined ? [] : [`<p>${asText(description)}</p>`]),
    ...(security.length === 0 ? ["<p>Nobody has to be signed in.</p>"] : []),
    ...(parameters.length === 0 ? [] : [table(parameters)]),
    ...(requestBody === undefined ? [] : ["<h4>Body</h4>", ...bodies(requestBody.content)]),
    "<h4>Answers</h4>",
    ...Object.entries(responses).map(answer)
  ]
  return `<section id="${asText(operationId)}">\n${parts.join("\n")}\n</section>`
}

const table = (parameters: ReadonlyArray<Parameter>): string => {
  const rows = parameters.map(
    ({ description = "", in: place, name, required = false, schema }) =>
      `<tr><td><code>${asText(name)}</code></td><td>${asText(place)}${required ? ", required" : ""}</td><td>${print(schema)}</td><td>${asText(description)}</td></tr>`
  )
  return `<table>
<thead><tr><th>Parameter</th><th>Where</th><th>Value</th><th>Meaning</th></tr></thead>
<tbody>
${rows.join("\n")}
</tbody>
</table>`
}

/** Errors are all alike, so they are folded. */
const answer = ([status, { content = {}, description }]: [string, Operation["responses"][string]]): string => {
  const title = `${asText(status)} ${asText(description)}`
  const shown = bodies(content).join("\n")
  if (shown === "") return `<p>${title}</p>`
  return `<details${status.startsWith("2") ? " open" : ""}><summary>${title}</summary>\n${shown}\n</details>`
}

const bodies = (content: Content): ReadonlyArray<string> =>
  Object.entries(content).map(([type, { schema: shape }]) =>
    type === "application/json" ? schema(shape) : `<p><code>${asText(type)}</code></p>`
  )

const schema = (shape: Shape): string => `<pre>${print(shape)}</pre>`
