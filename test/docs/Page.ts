/**
 * A page of the documentation as its blocks of code, each with the words behind its language: what a block is for stands
 * there, for tests, where no reader sees it. Knows Markdown's fences; refuses to know what is in them.
 */
import { readFile } from "node:fs/promises"

export interface Block {
  /** `sh`, `sql`, `ini` and so on. */
  readonly language: string
  /** What follows the language. */
  readonly words: ReadonlyArray<string>
  readonly text: string
  /** Where it begins, to name it by. */
  readonly line: number
}

const fence = "```"

export const read = async (path: string): Promise<ReadonlyArray<Block>> => parse(await readFile(path, "utf8"))

/** The blocks in their order. A block may be indented, as in a list, and is taken without that. */
export const parse = (text: string): ReadonlyArray<Block> => {
  const blocks: Array<Block> = []
  let open: { readonly info: string; readonly indent: number; readonly line: number } | undefined
  let inside: Array<string> = []
  for (const [index, line] of text.split("\n").entries()) {
    const at = line.indexOf(fence)
    const isFence = at >= 0 && line.slice(0, at).trim() === ""
    if (open === undefined) {
      if (isFence) open = { info: line.slice(at + fence.length).trim(), indent: at, line: index + 1 }
    } else if (isFence) {
      const [language = "", ...words] = open.info.split(" ")
      blocks.push({ language, words, text: inside.join("\n"), line: open.line })
      open = undefined
      inside = []
    } else {
      inside.push(line.slice(open.indent))
    }
  }
  if (open !== undefined) throw new Error(`The block that begins in line ${open.line} does not end.`)
  return blocks
}
