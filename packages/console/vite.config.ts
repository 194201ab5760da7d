/** How the pages become files: nothing that a strict Content-Security-Policy would not load, and no other host's. */
import { readdir, readFile } from "node:fs/promises"
import { fileURLToPath } from "node:url"
import tailwind from "@tailwindcss/vite"
import { defineConfig, type Plugin } from "vite"

export default defineConfig({
  root: fileURLToPath(new URL("app", import.meta.url)),
  // The page says by <base> where it stands, so the same files serve at every place.
  base: "./",
  logLevel: "warn",
  plugins: [tailwind(), licenses()],
  resolve: { conditions: ["source"] },
  esbuild: { jsx: "automatic", legalComments: "none" },
  build: {
    outDir: fileURLToPath(new URL("dist/app", import.meta.url)),
    emptyOutDir: true,
    target: ["chrome123", "firefox128", "safari17.5"],
    // A data: URL would need a hole in the policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rollupOptions: {
      // What is for servers that render pages says so in the first line of its modules; here nobody asks.
      onwarn: (warning, warn) => warning.code === "MODULE_LEVEL_DIRECTIVE" || warn(warning)
    }
  }
})

/** The licenses of the packages whose code went into the pages, which travel with it. */
function licenses(): Plugin {
  return {
    name: "licenses",
    async generateBundle(_, bundle) {
      const modules = Object.values(bundle).flatMap((chunk) => (chunk.type === "chunk" ? chunk.moduleIds : []))
      const folders = new Set(modules.flatMap((id) => id.match(/^.*node_modules\/(?:@[^/]+\/)?[^/]+/)?.[0] ?? []))
      const texts = await Promise.all(
        [...folders]
          .filter((folder) => !folder.startsWith("\0"))
          .sort()
          .map(licenseOf)
      )
      this.emitFile({ type: "asset", name: "licenses.txt", source: texts.join(`\n${"-".repeat(80)}\n\n`) })
    }
  }
}

async function licenseOf(folder: string): Promise<string> {
  const { name, version, license } = JSON.parse(await readFile(`${folder}/package.json`, "utf8"))
  const file = (await readdir(folder)).find((entry) => /^licen[cs]e/i.test(entry))
  return `${name} ${version} (${license})\n\n${file === undefined ? "" : await readFile(`${folder}/${file}`, "utf8")}`
}
