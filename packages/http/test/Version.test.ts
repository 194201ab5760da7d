import { readdir, readFile } from "node:fs/promises"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { describe, expect, it } from "vitest"
import { version } from "../src/Version.ts"

const root = fileURLToPath(new URL("../../../", import.meta.url))

describe("the version", () => {
  it("is that of every package", async () => {
    const folders = await Promise.all(
      ["packages", "adapters"].map(async (folder) =>
        (await readdir(join(root, folder), { withFileTypes: true }))
          .filter((entry) => entry.isDirectory())
          .map(({ name }) => join(folder, name))
      )
    )
    const versions = await Promise.all(
      ["", ...folders.flat()].map(
        async (folder) => JSON.parse(await readFile(join(root, folder, "package.json"), "utf8")).version
      )
    )
    expect(versions.length).toBeGreaterThan(8)
    expect(new Set(versions)).toEqual(new Set([version]))
  })
})
