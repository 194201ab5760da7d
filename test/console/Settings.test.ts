/** The settings of a tenant in a real browser: somebody reads them, changes some, and sees what will be different. */
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import * as Administration from "../cells/Administration.ts"
import * as Chromium from "./Browser.ts"
import * as Desk from "./Desk.ts"

let desk: Desk.Desk

beforeAll(async () => {
  desk = await Desk.open("acme")
}, 120_000)

afterAll(async () => {
  await desk?.leave()
})

const openSettings = async () => {
  await desk.page.goto(`${desk.root}t/acme/settings`)
  await desk.page.getByRole("heading", { name: "Log and history" }).waitFor()
  await desk.page.getByRole("switch", { name: "Strict" }).waitFor()
}

/** As the server has them now. */
const stored = async (): Promise<Record<string, unknown>> => {
  const answer = await desk.page.request.get(`${desk.root}api/tenants/acme/settings`)
  return (await answer.json()).settings
}

describe("the settings of a tenant", { timeout: 120_000 }, () => {
  it("are all there, each with what it decides", async () => {
    await openSettings()
    const { settings } = await (await desk.page.request.get(`${desk.root}api/settings`)).json()
    for (const { name, summary } of settings) {
      if (name !== "quirks") expect(await desk.page.getByText(summary, { exact: true }).count(), name).toBe(1)
    }
    expect(await desk.page.getByText("What is kept of requests").count()).toBe(1)
    expect(await Chromium.inspect(desk.page, "settings")).toEqual([])
  })

  it("change together, when the bar that says what will be different is told so", async () => {
    const { page } = desk
    await page.getByRole("radiogroup", { name: "Deleting" }).getByText("Keep, deactivated").click()
    await page.getByRole("spinbutton", { name: "Log" }).fill("90")
    await page.getByRole("checkbox", { name: "displayName" }).check()
    await page.getByRole("switch", { name: "StringBoolean" }).click()
    const bar = page.getByRole("region", { name: "Changes that are not saved" })
    expect(await bar.getByRole("listitem").allTextContents()).toEqual(
      expect.arrayContaining(["Deleting: Remove → Keep, deactivated", "StringBoolean: On → Off"])
    )
    expect(await Chromium.inspect(page, "settings-changed")).toEqual([])
    expect(await stored()).toMatchObject({ onDelete: "remove" })
    await bar.getByRole("button", { name: "Save" }).click()
    await page.getByText("Saved. It holds from the next request on.").waitFor()
    expect(await stored()).toMatchObject({
      onDelete: "keep",
      logDays: 90,
      required: expect.arrayContaining(["userName", "displayName"]),
      quirks: { StringBoolean: false, SingleQuotes: true }
    })
  })

  it("go back to their default, one by one", async () => {
    const { page } = desk
    await page.getByRole("listitem").filter({ hasText: "What DELETE does" }).getByText("Use the default").click()
    await page.getByRole("button", { name: "Save" }).click()
    await page.getByText("Saved. It holds from the next request on.").waitFor()
    expect(await stored()).toMatchObject({ onDelete: "remove", logDays: 90 })
  })

  it("are not sent where the server would refuse them", async () => {
    const { page } = desk
    await page.getByRole("spinbutton", { name: "Log" }).fill("0")
    await page.getByText("A whole number from 1 to 3,650.").waitFor()
    expect(await page.getByRole("button", { name: "Save" }).isDisabled()).toBe(true)
  })

  it("are not lost by leaving without being asked", async () => {
    const { page } = desk
    await page.getByRole("navigation").getByRole("link", { name: "SCIM" }).click()
    await page.getByRole("dialog", { name: "Leave without saving?" }).waitFor()
    await page.getByRole("button", { name: "Cancel" }).click()
    expect(await page.getByRole("spinbutton", { name: "Log" }).inputValue()).toBe("0")
    await page.getByRole("button", { name: "Discard" }).click()
    expect(await page.getByRole("spinbutton", { name: "Log" }).inputValue()).toBe("90")
  })

  it("show of a deviation who sends it, and an example", async () => {
    const { page } = desk
    await page.getByRole("searchbox", { name: "Find a deviation" }).fill("StringBoolean")
    const row = page.getByRole("listitem").filter({ has: page.getByRole("heading", { name: "StringBoolean" }) })
    await row.getByText("Example").click()
    expect(await row.locator("pre").allTextContents()).toHaveLength(2)
    expect(await Chromium.inspect(page, "settings-quirk")).toEqual([])
  })

  it("tolerate nothing where strict is on", async () => {
    const { page } = desk
    await page.getByRole("switch", { name: "Strict" }).click()
    await page.getByText("none of them is tolerated").waitFor()
    expect(await page.getByRole("switch", { name: "StringBoolean" }).isDisabled()).toBe(true)
    expect(await Chromium.inspect(page, "settings-strict")).toEqual([])
    await page.getByRole("button", { name: "Discard" }).click()
  })

  it("give the tenant another name, which the way around has at once", async () => {
    const { page } = desk
    await page.getByLabel("Name", { exact: true }).fill("Acme of Springfield")
    await page.getByRole("button", { name: "Rename" }).click()
    await page.getByRole("button", { name: "Acme of Springfield" }).waitFor()
  })

  it("are locked to others where only an operator may change them", async () => {
    const { server, browser, root, complaints } = desk
    const who = { name: "grace@acme.example", password: Desk.password, tenant: "acme" }
    await Administration.run(server.databaseUrl, Administration.administrator(who))
    const page = await Desk.sit(await browser.newContext({ viewport: { width: 1_280, height: 900 } }), root, complaints)
    await Desk.signIn(page, root, who.name, who.password)
    await page.goto(`${root}t/acme/settings`)
    await page.getByText("Only an operator of the server changes this.").first().waitFor()
    expect(await page.getByRole("spinbutton", { name: "Requests of the tenant" }).isDisabled()).toBe(true)
    expect(await page.getByRole("spinbutton", { name: "Requests of each token" }).isEnabled()).toBe(true)
    expect(await Chromium.inspect(page, "settings-locked")).toEqual([])
    await page.context().close()
  })

  it("never broke its own policy, asked another host, or wrote an error", () => {
    expect(desk.complaints).toEqual([])
  })
})
