/**
 * A real browser, and a server for it to look at. The browser is the Chromium of the machine, by the name under which a
 * shell finds it; where there is none, whoever asked for one fails.
 */
import { spawnSync } from "node:child_process"
import { mkdir } from "node:fs/promises"
import { createRequire } from "node:module"
import { fileURLToPath } from "node:url"
import { type Browser, chromium, type Page } from "playwright-core"

const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js")

const screenshots = fileURLToPath(new URL("screenshots/", import.meta.url))

/** What a sandbox cannot do as root, and what a test has no use for. */
const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync"
]

export const launch = async (): Promise<Browser> => {
  await mkdir(screenshots, { recursive: true })
  return chromium.launch({ executablePath: found(), args: flags })
}

const found = (): string => {
  for (const name of ["chromium", "chromium-browser", "google-chrome"]) {
    const { stdout } = spawnSync("/bin/sh", ["-c", `command -v ${name}`], { encoding: "utf8" })
    if (stdout.trim() !== "") return stdout.trim()
  }
  throw new Error("There is no Chromium on this machine. On Debian: apt-get install -y chromium")
}

export const themes = ["light", "dark"] as const

export const widths = [360, 1_280, 2_560] as const

interface Violation {
  readonly id: string
  readonly help: string
  readonly nodes: ReadonlyArray<{ readonly html: string; readonly failureSummary?: string }>
}

const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

/** What WCAG 2.2 AA has against the page as it is, in the theme that it has; of another theme only colours are another. */
export const violations = async (page: Page, only: ReadonlyArray<string> = rules): Promise<ReadonlyArray<string>> => {
  // The policy of the page holds for scripts that it loads, and not for what the browser itself is told to run.
  await page.evaluate(await source())
  const found = await page.evaluate(async (only) => {
    const { axe } = globalThis as unknown as { axe: { run: (options: unknown) => Promise<{ violations: unknown }> } }
    return (await axe.run({ runOnly: only })).violations as ReadonlyArray<Violation>
  }, only)
  return found.flatMap(({ id, help, nodes }) => nodes.map(({ html }) => `${id}: ${help}: ${html.slice(0, 200)}`))
}

const source = async (): Promise<string> => (await import("node:fs/promises")).readFile(axe, "utf8")

/** Pictures take longer than everything else here together, and are for people: whoever wants them says so. */
const takesPictures = process.env.TEST_SCREENSHOTS !== undefined

/** Looks at the page in both themes: what is wrong with it in each, and a picture of each in every width, if wanted. */
export const inspect = async (page: Page, name: string): Promise<ReadonlyArray<string>> => {
  const all: Array<string> = []
  const size = page.viewportSize() ?? { width: 1_280, height: 900 }
  for (const theme of themes) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" })
    const only = theme === "light" ? rules : ["color-contrast"]
    all.push(...(await violations(page, only)).map((violation) => `${theme}: ${violation}`))
    if (takesPictures) await takePictures(page, `${name}-${theme}`)
  }
  for (const width of widths) {
    await resize(page, width)
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    if (wide > 0) all.push(`at ${width} px the page is ${wide} px too wide`)
  }
  await page.setViewportSize(size)
  return all
}

const resize = (page: Page, width: number) => page.setViewportSize({ width, height: width === 360 ? 780 : 1_000 })

const takePictures = async (page: Page, name: string): Promise<void> => {
  for (const width of widths) {
    await resize(page, width)
    await page.screenshot({ path: `${screenshots}${name}-${width}.png`, fullPage: width !== 2_560 })
  }
}
