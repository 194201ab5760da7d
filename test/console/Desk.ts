/**
 * Somebody at a console of their own: a server, an operator, a tenant, and a browser in which that operator is signed in.
 * Whatever the browser complains of is collected.
 */
import type { Browser, BrowserContext, Page } from "playwright-core"
import * as Administration from "../cells/Administration.ts"
import * as Cell from "../cells/Cell.ts"
import * as Chromium from "./Browser.ts"

const [cell = Cell.registry[0]] = Cell.select("node-sqlite")

export const name = "ada@example.com"
export const password = "correct horse battery staple"

export interface Desk {
  readonly server: Cell.Server
  /** With it an identity provider of the tenant asks. */
  readonly token: string
  readonly browser: Browser
  readonly page: Page
  /** The address of the console, with a slash at the end. */
  readonly root: string
  readonly complaints: Array<string>
  readonly leave: () => Promise<void>
}

export const open = async (tenant: string, settings: Readonly<Record<string, string>> = {}): Promise<Desk> => {
  if (cell === undefined) throw new Error("There is no cell.")
  const server = await Cell.start(cell, settings)
  const root = new URL("/", server.base).href
  await Administration.run(server.databaseUrl, Administration.operator(name, password))
  const token = await Administration.run(server.databaseUrl, Administration.tenant(tenant))
  const browser = await Chromium.launch()
  const complaints: Array<string> = []
  const page = await sit(await browser.newContext({ viewport: { width: 1_280, height: 900 } }), root, complaints)
  await signIn(page, root, name, password)
  const leave = async () => {
    await browser.close()
    await server.stop()
  }
  return { server, token, browser, page, root, complaints, leave }
}

/** A page whose complaints are heard. */
export const sit = async (context: BrowserContext, root: string, complaints: Array<string>): Promise<Page> => {
  const page = await context.newPage()
  page.setDefaultTimeout(10_000)
  page.on("console", (entry) => {
    if (entry.type() === "error" && !/status of (400|401|403|404|409)/.test(entry.text())) complaints.push(entry.text())
  })
  page.on("pageerror", (error) => complaints.push(error.message))
  page.on("request", (request) => {
    if (!request.url().startsWith(root)) complaints.push(`It asks another host: ${request.url()}`)
  })
  return page
}

export const signIn = async (page: Page, root: string, who: string, word: string): Promise<void> => {
  await page.goto(`${root}sign-in`)
  await page.getByLabel("Name").fill(who)
  await page.getByLabel("Password").fill(word)
  await page.getByRole("button", { name: "Sign in" }).click()
  await page.getByRole("button", { name: `Account: ${who}` }).waitFor()
}
