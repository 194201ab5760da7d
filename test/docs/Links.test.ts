/** The links of the documentation to other parts of this tree: what they name is there, headings included. */
import { access, readdir, readFile } from "node:fs/promises"
import { dirname, join } from "node:path"
import { describe, expect, it } from "vitest"
import { root } from "../package/Installation.ts"

const below = (await readdir(join(root, "docs"), { recursive: true })).map((name) => join("docs", name))
const pages = ["README.md", "CONTRIBUTING.md", ...below].filter((name) => name.endsWith(".md")).sort()

/** What stands in the round brackets of links that name no host. */
const linksOf = (text: string): ReadonlyArray<string> =>
  text
    .split("](")
    .slice(1)
    .map((rest) => rest.slice(0, rest.indexOf(")")))
    .filter((link) => !link.includes("://"))

/** The name by which a link finds a heading: its letters and digits in lower case, a hyphen for each blank. */
const anchors = (text: string): ReadonlyArray<string> =>
  text
    .split("\n")
    .filter((line) => line.startsWith("#"))
    .map((line) => line.slice(line.indexOf(" ") + 1).toLowerCase())
    .map((heading) =>
      [...heading]
        .map((each) => (each === " " ? "-" : each))
        .filter(isAnchor)
        .join("")
    )

const isAnchor = (character: string): boolean => "abcdefghijklmnopqrstuvwxyz0123456789-_".includes(character)

const isThere = async (page: string, link: string): Promise<boolean> => {
  const [path = "", anchor] = link.split("#")
  const target = path === "" ? join(root, page) : join(root, dirname(page), path)
  const there = await access(target).then(
    () => true,
    () => false
  )
  return there && (anchor === undefined || anchors(await readFile(target, "utf8")).includes(anchor))
}

describe("the links", () => {
  it.each(pages)("of %s lead somewhere", async (page) => {
    const links = linksOf(await readFile(join(root, page), "utf8"))
    const found = await Promise.all(links.map(async (link) => ((await isThere(page, link)) ? [] : [link])))
    expect(found.flat()).toEqual([])
  })
})
