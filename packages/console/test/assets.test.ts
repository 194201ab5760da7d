import { brotliDecompressSync, gunzipSync } from "node:zlib"
import { describe, expect, it } from "vitest"
import { assets } from "../src/index.ts"

const files = Object.entries(assets.files)

const bytes = (base64: string): Buffer => Buffer.from(base64, "base64")

describe("what the console is made of", () => {
  it("is less than 250 kB of script, as browsers get it", () => {
    const sizes = files.filter(([path]) => path.endsWith(".js")).map(([, { gzip }]) => bytes(gzip).length)
    expect(sizes.length).toBeGreaterThan(0)
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(250_000)
  })

  it("is the same in both codings", () => {
    for (const [path, { brotli, gzip }] of files) {
      // Compared as bytes: a look at each of a million costs seconds.
      expect(gunzipSync(bytes(gzip)).equals(brotliDecompressSync(bytes(brotli))), path).toBe(true)
    }
  })

  it("is there, all that the page names, and nothing of it inside the page", () => {
    const named = [...assets.page.matchAll(/(?:src|href)="\.\/([^"]+)"/g)].map(([, path]) => path ?? "")
    expect(named.length).toBeGreaterThan(3)
    expect(Object.keys(assets.files)).toEqual(expect.arrayContaining(named))
    expect(assets.page).not.toMatch(/<script(?![^>]*\ssrc=)|<style|\sstyle=|\son\w+=/)
  })

  it("names no other host", () => {
    expect(assets.page).not.toContain("://")
  })

  it("brings the licenses of what is in it", () => {
    const [path = ""] = Object.keys(assets.files).filter((name) => name.endsWith(".txt"))
    expect(gunzipSync(bytes(assets.files[path]?.gzip ?? "")).toString()).toContain("react-dom")
  })
})
