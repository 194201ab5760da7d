/** The console in a real browser, in front of a real server: what somebody does who connects an identity provider. */
import type { Browser, Page } from "playwright-core"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import * as Administration from "../cells/Administration.ts"
import * as Cell from "../cells/Cell.ts"
import * as Chromium from "./Browser.ts"

const [cell = Cell.registry[0]] = Cell.select("node-sqlite")

const name = "ada@example.com"
const password = "correct horse battery staple"

let server: Cell.Server
let browser: Browser
let page: Page
let root: string
/** What the browser has complained of; a page that breaks its own policy says so here. */
const complaints: Array<string> = []

beforeAll(async () => {
  if (cell === undefined) throw new Error("There is no cell.")
  server = await Cell.start(cell)
  root = new URL("/", server.base).href
  await Administration.run(server.databaseUrl, Administration.operator(name, password))
  await Administration.run(server.databaseUrl, Administration.tenant("acme"))
  browser = await Chromium.launch()
  page = await browser.newPage({ viewport: { width: 1_280, height: 900 } })
  page.on("console", (entry) => {
    if (entry.type() === "error" && !/status of (401|404)/.test(entry.text())) complaints.push(entry.text())
  })
  page.on("pageerror", (error) => complaints.push(error.message))
  page.on("request", (request) => {
    if (!request.url().startsWith(root)) complaints.push(`It asks another host: ${request.url()}`)
  })
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

/** What the provider that has this token is answered. */
const status = async (token: string): Promise<number> =>
  (await fetch(`${server.base}/Users`, { headers: { authorization: `Bearer ${token}` } })).status

/** The token that is shown in the dialog which says that it is shown once. */
const shownToken = async (): Promise<string> => {
  const dialog = page.getByRole("dialog", { name: "Save this token now" })
  return (await dialog.locator("code").first().textContent()) ?? ""
}

const act = async (action: RegExp) => {
  await page.getByRole("button", { name: "Actions for Okta" }).first().click()
  await page.getByRole("menuitem", { name: action }).click()
}

describe("the console", { timeout: 120_000 }, () => {
  let first: string
  let second: string

  it("asks whoever comes to a page to sign in, refuses a wrong password, and then shows that page", async () => {
    await page.goto(`${root}t/acme/scim`)
    await page.getByRole("heading", { name: "Sign in" }).waitFor()
    const wrong = await Chromium.inspect(page, "sign-in")
    await page.getByLabel("Name").fill(name)
    await page.getByLabel("Password").fill("not the password at all")
    await page.getByRole("button", { name: "Sign in" }).click()
    const refused = await page.getByRole("alert").textContent()
    await page.getByLabel("Password").fill(password)
    await page.getByRole("button", { name: "Sign in" }).click()
    await page.getByRole("heading", { name: "SCIM", exact: true }).waitFor()
    expect(refused).toContain("There is nobody with this name and this password.")
    expect(wrong).toEqual([])
  })

  it("generates a token that opens SCIM, and shows it once", async () => {
    await page.getByRole("button", { name: "Generate SCIM token" }).first().click()
    await page.getByRole("dialog").waitFor()
    const wrong = await Chromium.inspect(page, "generate")
    await page.getByRole("button", { name: "Generate token" }).click()
    first = await shownToken()
    const wrongWithSecret = await Chromium.inspect(page, "secret")
    await page.keyboard.press("Escape")
    expect(await page.getByRole("dialog").isVisible()).toBe(true)
    await page.getByRole("button", { name: "I saved it" }).click()
    expect([...wrong, ...wrongWithSecret]).toEqual([])
    expect(await status(first)).toBe(200)
  })

  it("has the endpoint and the new token in the steps of the guide, until the page is left", async () => {
    const guide = page.getByRole("list", { name: "Steps" })
    expect(await guide.getByText(server.base, { exact: true }).count()).toBe(1)
    expect(await guide.getByText(first, { exact: true }).count()).toBe(1)
    await page.reload()
    await guide.waitFor()
    expect(await guide.getByText(first, { exact: true }).count()).toBe(0)
    expect(await Chromium.inspect(page, "scim")).toEqual([])
  })

  it("rotates a token, and both work for the overlap", async () => {
    await act(/Rotate/)
    await page.getByRole("button", { name: "Generate the new token" }).click()
    second = await shownToken()
    await page.getByRole("button", { name: "I saved it" }).click()
    expect([await status(first), await status(second)]).toEqual([200, 200])
    expect(second).not.toBe(first)
  })

  it("revokes a token after having asked, at once", async () => {
    const before = [await status(first), await status(second)].filter((code) => code === 200).length
    await act(/Revoke/)
    expect(await Chromium.inspect(page, "revoke")).toEqual([])
    await page.getByRole("button", { name: "Revoke token" }).click()
    await page.getByRole("dialog").waitFor({ state: "detached" })
    const after = [await status(first), await status(second)].filter((code) => code === 200).length
    expect({ before, after }).toEqual({ before: 2, after: 1 })
  })

  it("goes anywhere by keys alone", async () => {
    await page.keyboard.press("Control+k")
    await page.getByRole("combobox", { name: "Jump to a page" }).waitFor()
    const wrong = await Chromium.inspect(page, "palette")
    await page.keyboard.type("all ten")
    await page.keyboard.press("Enter")
    await page.getByRole("heading", { name: "Tenants" }).waitFor()
    expect(wrong).toEqual([])
    expect(await Chromium.inspect(page, "tenants")).toEqual([])
  })

  it("makes a tenant, and goes to it", async () => {
    await page.getByRole("button", { name: "New tenant" }).click()
    await page.getByLabel("Name").fill("Müller & Söhne")
    await page.getByRole("button", { name: "Create tenant" }).click()
    await page.waitForURL(`${root}t/muller-sohne`)
    await page.getByRole("link", { name: "SCIM", exact: true }).click()
    await page.getByText("No token yet").waitFor()
    expect(await Chromium.inspect(page, "empty")).toEqual([])
  })

  it("shows one's own keys, and keeps a chosen theme", async () => {
    await page.getByRole("button", { name: `Account: ${name}` }).click()
    await page.getByRole("menuitemradio", { name: "Dark" }).click()
    await page.getByRole("button", { name: `Account: ${name}` }).click()
    await page.getByRole("menuitem", { name: "API keys" }).click()
    await page.getByRole("heading", { name: "Account" }).waitFor()
    await page.reload()
    await page.getByRole("heading", { name: "Account" }).waitFor()
    expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe("dark")
    await page.evaluate(() => {
      localStorage.clear()
      delete document.documentElement.dataset.theme
    })
    expect(await Chromium.inspect(page, "account")).toEqual([])
  })

  it("says that a session has ended, and comes back to the same page", async () => {
    await page.goto(`${root}t/acme/scim`)
    await page.getByRole("heading", { name: "SCIM", exact: true }).waitFor()
    await page.context().clearCookies()
    await page.getByRole("button", { name: "Generate SCIM token" }).first().click()
    await page.getByRole("button", { name: "Generate token" }).click()
    await page.getByText("Your session has ended.").waitFor()
    await page.getByLabel("Name").fill(name)
    await page.getByLabel("Password").fill(password)
    await page.getByRole("button", { name: "Sign in" }).click()
    await page.getByRole("heading", { name: "SCIM", exact: true }).waitFor()
  })

  it("signs out", async () => {
    await page.getByRole("button", { name: `Account: ${name}` }).click()
    await page.getByRole("menuitem", { name: "Sign out", exact: true }).click()
    await page.getByRole("heading", { name: "Sign in" }).waitFor()
    await page.goto(`${root}t/acme/scim`)
    await page.getByRole("heading", { name: "Sign in" }).waitFor()
  })

  it("never broke its own policy, asked another host, or wrote an error", () => {
    expect(complaints).toEqual([])
  })
})
