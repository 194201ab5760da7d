/**
 * Puts the command line and everything that it is made of into one file for each runtime, dist/rollcall.js of its adapter:
 * a runtime reads that several times faster than hundreds of small ones, and a command is mostly reading. Beside it go
 * the licenses of what is in it. Packages that bring machine code or look for files of their own stay outside, and what
 * the runtime brings itself. Takes names of runtimes; all, when there are none.
 */
import { readdir, readFile, writeFile } from "node:fs/promises"
import { fileURLToPath } from "node:url"
import { build } from "esbuild"

const root = fileURLToPath(new URL("../", import.meta.url))
const words = process.argv.slice(2)

await Promise.all((words.length === 0 ? ["node", "deno", "bun"] : words).map(bundle))

async function bundle(runtime: string): Promise<void> {
  const output = `adapters/${runtime}/dist/rollcall`
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: [`adapters/${runtime}/src/main.ts`],
    outfile: `${output}.js`,
    bundle: true,
    platform: "node",
    target: "node20",
    format: "esm",
    conditions: ["source"],
    external: ["better-sqlite3", "pg-native", "bun", "bun:sqlite"],
    // Packages of CommonJS ask for Node's own modules by a function that ES modules do not have.
    banner: { js: 'import { createRequire as bundled } from "node:module"; const require = bundled(import.meta.url);' },
    // What a runtime has not to read it starts without sooner. Names stay, for whoever reads the trace of a defect.
    minifyWhitespace: true,
    minifySyntax: true,
    logLevel: "warning",
    metafile: true
  })
  await writeFile(`${root}${output}.licenses.txt`, await licensesOf(Object.keys(metafile.inputs)))
}

/** The name, version and license text of each package that a file comes from, except for the ones of this tree. */
async function licensesOf(files: ReadonlyArray<string>): Promise<string> {
  const folders = new Set(files.flatMap((file) => file.match(/^.*node_modules\/(?:@[^/]+\/)?[^/]+/)?.[0] ?? []))
  const texts = await Promise.all([...folders].sort().map((folder) => licenseOf(`${root}${folder}`)))
  return texts.join(`\n${"-".repeat(80)}\n\n`)
}

async function licenseOf(folder: string): Promise<string> {
  const { name, version, license } = JSON.parse(await readFile(`${folder}/package.json`, "utf8"))
  const file = (await readdir(folder)).find((entry) => /^licen[cs]e/i.test(entry))
  const text = file === undefined ? "" : await readFile(`${folder}/${file}`, "utf8")
  return `${name} ${version} (${license})\n\n${text}`
}
