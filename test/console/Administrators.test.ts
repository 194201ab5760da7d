/** Those who administer, and the server's health, in a real browser: what an operator does, and what others see of it. */
import type { Page } from "playwright-core"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import * as Chromium from "./Browser.ts"
import * as Desk from "./Desk.ts"

let desk: Desk.Desk
let grace: Page

beforeAll(async () => {
  desk = await Desk.open("acme")
  const context = await desk.browser.newContext({ viewport: { width: 1_280, height: 900 } })
  grace = await Desk.sit(context, desk.root, desk.complaints)
}, 120_000)

afterAll(async () => {
  await desk?.leave()
})

const name = "grace@acme.example"

/** The password that the dialog hands over. */
const handedOver = async (page: Page): Promise<string> => {
  const dialog = page.getByRole("dialog", { name: "Hand this over now" })
  await dialog.waitFor()
  const password = (await dialog.locator("code").allTextContents()).at(-1) ?? ""
  return password
}

const act = async (page: Page, action: RegExp) => {
  await page.getByRole("button", { name: `Actions for ${name}` }).click()
  await page.getByRole("menuitem", { name: action }).click()
}

describe("those who administer", { timeout: 120_000 }, () => {
  it("are nobody of a tenant at first", async () => {
    await desk.page.goto(`${desk.root}t/acme/administrators`)
    await desk.page.getByText("Nobody administers this tenant yet").waitFor()
    expect(await Chromium.inspect(desk.page, "administrators-empty")).toEqual([])
  })

  it("come in by the password that is handed over", async () => {
    const { page } = desk
    await page.getByRole("button", { name: "New administrator" }).first().click()
    await page.getByLabel("Name").fill(name)
    const wrong = await Chromium.inspect(page, "administrator-create")
    await page.getByRole("button", { name: "Create administrator" }).click()
    const password = await handedOver(page)
    const wrongWithPassword = await Chromium.inspect(page, "administrator-password")
    await page.getByRole("button", { name: "I have handed it over" }).click()
    await page.getByRole("main").getByText(name, { exact: true }).waitFor()
    expect([...wrong, ...wrongWithPassword]).toEqual([])
    await Desk.signIn(grace, desk.root, name, password)
    expect(new URL(grace.url()).pathname).toMatch(/^\/t\/acme/)
  })

  it("of a tenant see those of theirs alone, and nothing of the server", async () => {
    await grace.goto(`${desk.root}t/acme/administrators`)
    await grace.getByRole("main").getByText(name, { exact: true }).waitFor()
    expect(await grace.getByRole("main").getByText(Desk.name).count()).toBe(0)
    await grace.goto(`${desk.root}health`)
    await grace.waitForURL(`${desk.root}t/acme**`)
    expect(await grace.getByRole("link", { name: "Health" }).count()).toBe(0)
  })

  it("have a new password where an operator sets one, and the old one is over", async () => {
    const { page } = desk
    await page.goto(`${desk.root}administrators`)
    await page.getByRole("main").getByText(Desk.name, { exact: true }).waitFor()
    const wrong = await Chromium.inspect(page, "administrators")
    await act(page, /New password/)
    await page.getByRole("button", { name: "Set password" }).click()
    const password = await handedOver(page)
    await page.getByRole("button", { name: "I have handed it over" }).click()
    await grace.reload()
    await grace.getByRole("heading", { name: "Sign in" }).waitFor()
    await Desk.signIn(grace, desk.root, name, password)
    expect(wrong).toEqual([])
  })

  it("are kept out when they are disabled, until they are enabled again", async () => {
    const { page } = desk
    await act(page, /Disable/)
    const wrong = await Chromium.inspect(page, "administrator-disable")
    await page.getByRole("button", { name: "Disable", exact: true }).click()
    await page.getByText("Disabled", { exact: true }).waitFor()
    await grace.reload()
    await grace.getByRole("heading", { name: "Sign in" }).waitFor()
    await act(page, /Enable/)
    await page.getByText("Disabled", { exact: true }).waitFor({ state: "detached" })
    expect(wrong).toEqual([])
  })

  it("cannot keep out themselves", async () => {
    await desk.page.getByRole("button", { name: `Actions for ${Desk.name}` }).click()
    const menu = desk.page.getByRole("menu").filter({ hasText: "New password" })
    expect(await menu.getByRole("menuitem").allTextContents()).toEqual(["New password…"])
    await desk.page.keyboard.press("Escape")
  })
})

describe("the health of the server", { timeout: 120_000 }, () => {
  it("is found by its name, and says that all is well", async () => {
    const { page } = desk
    await page.keyboard.press("Control+k")
    await page.keyboard.type("health")
    await page.keyboard.press("Enter")
    await page.getByRole("heading", { name: "All is well" }).waitFor()
    expect(await page.getByText("SQLite").isVisible()).toBe(true)
    expect(await Chromium.inspect(page, "health")).toEqual([])
  })

  it("never broke its own policy, asked another host, or wrote an error", () => {
    expect(desk.complaints).toEqual([])
  })
})
