/**
 * Puts what Vite has built into one module, so that it is served where there is no file system: of each file its media
 * type and its bytes, compressed twice. Files are named by what is in them, except for the page itself, which a server
 * completes with where it stands and what it serves.
 */
import { createHash } from "node:crypto"
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises"
import { basename, extname, join } from "node:path"
import { fileURLToPath } from "node:url"
import { brotliCompressSync, constants, gzipSync } from "node:zlib"

const built = fileURLToPath(new URL("../dist/app/", import.meta.url))
const folder = new URL("../src/generated/", import.meta.url)

const mediaTypes: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8"
}

const names = (await readdir(built, { recursive: true, withFileTypes: true }))
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name).slice(built.length))
  .filter((name) => name !== "index.html")
  .sort()

let page = await readFile(join(built, "index.html"), "utf8")
const files: Record<string, { readonly type: string; readonly brotli: string; readonly gzip: string }> = {}

for (const name of names) {
  const bytes = await readFile(join(built, name))
  const type = mediaTypes[extname(name)]
  if (type === undefined) throw new Error(`No media type is known for ${name}.`)
  const path = name.startsWith("assets/") ? name : hashed(name, bytes)
  page = page.replaceAll(`"./${name}"`, `"./${path}"`)
  files[path] = { type, ...compressed(bytes) }
}

await mkdir(folder, { recursive: true })
await writeFile(
  new URL("assets.ts", folder),
  [
    "/** Made by build/pack.ts of the pages in app. */",
    'import type { Assets } from "../Assets.ts"',
    "",
    `export const assets: Assets = ${JSON.stringify({ page, files }, null, 2)}`,
    ""
  ].join("\n")
)

function compressed(bytes: Buffer): { readonly brotli: string; readonly gzip: string } {
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length }
  return {
    brotli: brotliCompressSync(bytes, { params }).toString("base64"),
    gzip: gzipSync(bytes, { level: 9 }).toString("base64")
  }
}

/** What Vite copies as it is gets the name that it gives to everything else. */
function hashed(name: string, bytes: Buffer): string {
  const hash = createHash("sha256").update(bytes).digest("base64url").slice(0, 8)
  return `assets/${basename(name, extname(name))}-${hash}${extname(name)}`
}
