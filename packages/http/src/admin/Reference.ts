/**
 * The reference of the administrator's API under `/api/docs`, made of its OpenAPI document. Nobody has to be signed in:
 * it tells what there may be to ask, and nothing of what there is. The page has no script, and its policy allows none.
 */
import { OpenApi } from "@effect/platform"
import type { WireRequest } from "../WireRequest.ts"
import type { WireResponse } from "../WireResponse.ts"
import { AdminApi, basePath } from "./AdminApi.ts"
import * as ReferencePage from "./ReferencePage.ts"

export const path: string = `${basePath}/docs`

const stylePath = `${path}/style.css`

/** The answer to who asks for the page or for its style; nothing where something else is asked for. */
export const answer = ({ method, path: asked }: WireRequest): WireResponse | undefined => {
  if (method !== "GET" && method !== "HEAD") return undefined
  const found = asked === path ? page() : asked === stylePath ? style : undefined
  return found === undefined || method === "GET" ? found : { status: found.status, headers: found.headers }
}

const shown = (type: string, body: string): WireResponse => ({
  status: 200,
  headers: {
    "content-type": `${type}; charset=utf-8`,
    "content-security-policy":
      "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cache-control": "no-cache"
  },
  body
})

const places = { style: stylePath, document: `${basePath}/openapi.json` }

let made: WireResponse | undefined

/** Made when somebody asks for the first time: most servers are never asked. */
const page = (): WireResponse => {
  made ??= shown("text/html", ReferencePage.render(OpenApi.fromApi(AdminApi), places))
  return made
}

const style = shown(
  "text/css",
  `:root { color-scheme: light dark; --line: light-dark(#d5d9de, #3a4048); --soft: light-dark(#f4f6f8, #1b1f24) }
body { margin: 0 auto; max-width: 62rem; padding: 1rem; font: 1rem/1.5 system-ui, sans-serif }
h2 { margin-top: 2.5rem; border-bottom: 1px solid var(--line) }
nav h2 { margin: 1rem 0 0; border: 0; font-size: 1rem }
nav ul { margin: 0; padding: 0; list-style: none; columns: 24rem }
section { margin: 1.5rem 0; padding: 0 1rem; border: 1px solid var(--line); border-radius: .5rem }
section:target { outline: 2px solid currentColor }
h3, td, li { overflow-wrap: anywhere }
h4 { margin: 1rem 0 .25rem }
pre { padding: .75rem; overflow-x: auto; background: var(--soft); border-radius: .25rem }
pre i { opacity: .75 }
table { width: 100%; border-collapse: collapse; font-size: .9rem }
th, td { padding: .25rem .5rem .25rem 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top }
summary { cursor: pointer }
@media (max-width: 40rem) { thead { display: none } tr, td { display: block } td { border: 0 } }
`
)
