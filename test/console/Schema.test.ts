/** The schemas of a tenant in a real browser: somebody looks up a path, and what becomes of what a provider sends. */
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import * as Chromium from "./Browser.ts"
import * as Desk from "./Desk.ts"

let desk: Desk.Desk

beforeAll(async () => {
  desk = await Desk.open("acme")
}, 120_000)

afterAll(async () => {
  await desk?.leave()
})

describe("the schemas of a tenant", { timeout: 120_000 }, () => {
  it("show each resource type with the schemas that it is made of", async () => {
    const { page, root } = desk
    await page.goto(`${root}t/acme/schema`)
    await page.getByRole("heading", { name: "Common attributes" }).waitFor()
    await page.getByText("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User", { exact: true }).waitFor()
    await page.getByRole("table").first().waitFor()
    expect(await Chromium.inspect(page, "schema")).toEqual([])
    await page.getByRole("radiogroup", { name: "Resource type" }).getByText("Group").click()
    await page.getByText("urn:ietf:params:scim:schemas:core:2.0:Group", { exact: true }).waitFor()
    await page.getByRole("radiogroup", { name: "Resource type" }).getByText("User").click()
  })

  it("find a sub-attribute and its path, and say what is special of it", async () => {
    const { page } = desk
    await page.getByRole("searchbox", { name: "Find an attribute" }).fill("emails.type")
    await page.getByRole("button", { name: "Copy: emails.type" }).waitFor()
    expect(await page.getByRole("button", { name: /^Copy: emails\.value/ }).count()).toBe(0)
    await page.getByRole("searchbox", { name: "Find an attribute" }).fill("password")
    const row = page.getByRole("listitem").filter({ has: page.getByText("password", { exact: true }) })
    expect(await row.getByText("Never returned").isVisible()).toBe(true)
    expect(await row.getByText("Not searchable").isVisible()).toBe(true)
    await page.getByRole("searchbox", { name: "Find an attribute" }).fill("no such attribute")
    await page.getByText("No attribute has these letters").waitFor()
  })

  it("have a place for all that providers send by default", async () => {
    const { page } = desk
    const provider = page.getByLabel("Identity provider")
    const all = await provider.locator("option").allTextContents()
    for (const label of all) {
      await provider.selectOption({ label })
      expect(await page.getByText("Not in the schema").count(), label).toBe(0)
    }
    expect(all).toContain("Microsoft Entra ID")
    await page.getByText(/All \d+ attributes have a place/).waitFor()
  })

  it("mark what would be sent and has none", async () => {
    const { page } = desk
    // The schemas of this release have a place for everything, so one row is made to have none on its way.
    await page.route("**/mappings", async (route) => {
      const response = await route.fetch()
      const [first, ...rest] = await response.json()
      const rows = [...first.rows, { type: "User", attribute: "shoeSize", path: "shoeSize", known: false }]
      await route.fulfill({ response, json: [{ ...first, rows }, ...rest] })
    })
    await page.reload()
    await page.getByText("Not in the schema").waitFor()
    expect(await page.getByRole("row").filter({ hasText: "Not in the schema" }).textContent()).toContain("shoeSize")
    expect(await Chromium.inspect(page, "mapping")).toEqual([])
  })

  it("never broke its own policy, asked another host, or wrote an error", () => {
    expect(desk.complaints).toEqual([])
  })
})
