/**
 * Where the console stands beside everything else that the server answers: at the root, or where that belongs to SCIM,
 * under `/console`.
 */

/** What has names of its own at the root. */
const taken: ReadonlyArray<string> = ["api", "oauth", ".well-known", "healthz", "readyz", "metrics"]

/** The path below the server's root, with its leading slash and none at the end; empty stands for the root. */
export const pathOf = (basePath: string): string => (basePath === "" ? "/console" : "")

/** The path inside the console, without a leading slash; nothing where it belongs to somebody else. */
export const inside = (path: string, basePath: string): string | undefined => {
  const own = pathOf(basePath)
  if (own !== "") return isUnder(path, own) ? path.slice(own.length + 1) : undefined
  const [first = ""] = path.slice(1).split("/", 1)
  // SCIM is answered without its version too, so nothing below the first segment of its base is a page.
  const [scim = ""] = basePath.slice(1).split("/", 1)
  return taken.includes(first) || first.toLowerCase() === scim.toLowerCase() ? undefined : path.slice(1)
}

const isUnder = (path: string, own: string): boolean => path === own || path.startsWith(`${own}/`)

/** The page with what it has to know: where it stands, where the API is, and the SCIM base that providers are given. */
export const complete = (template: string, scimBase: string, basePath: string): string => {
  const root = new URL(`${scimBase.slice(0, scimBase.length - basePath.length)}/`).pathname.slice(0, -1)
  return template
    .replace('<base href="/">', `<base href="${escaped(`${root}${pathOf(basePath)}/`)}">`)
    .replace('name="rollcall-api" content="/api"', `name="rollcall-api" content="${escaped(`${root}/api`)}"`)
    .replace('name="rollcall-scim" content="/scim/v2"', `name="rollcall-scim" content="${escaped(scimBase)}"`)
}

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;").replaceAll("$", "$$$$")
