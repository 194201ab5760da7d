/** Somebody without an identity provider at hand, who has the server play one, in a real browser. */
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import * as Administration from "../cells/Administration.ts"
import * as Chromium from "./Browser.ts"
import * as Desk from "./Desk.ts"

let desk: Desk.Desk

beforeAll(async () => {
  desk = await Desk.open("acme")
}, 120_000)

afterAll(() => desk?.leave())

const play = async (name: string) => {
  await desk.page.getByLabel("Play").selectOption({ label: name })
  await desk.page.getByRole("button", { name: "Simulate" }).click()
}

const steps = () => desk.page.locator("ol[aria-label='Steps of the simulation'] > li")

const settings = (change: Parameters<typeof Administration.settings>[1]) =>
  Administration.run(desk.server.databaseUrl, Administration.settings("acme", change))

describe("an identity provider that is played", { timeout: 120_000 }, () => {
  it("ticks everything with its own requests, shows each step, and is heard of as no trouble", async () => {
    const { page, root } = desk
    await page.goto(`${root}t/acme/scim`)
    await page.getByRole("link", { name: "Test the integration" }).click()
    await page.getByText("Listening", { exact: true }).waitFor()
    await play("Okta")
    await page.getByText("Okta would be content: all 24 answers are what it needs.").waitFor()
    await page.getByText("6 of 6 seen").waitFor()
    expect(await steps().count()).toBe(24)
    expect(await page.getByText(/requests? (was|were) refused/).count()).toBe(0)
    expect(await Chromium.inspect(page, "simulation")).toEqual([])
  })

  it("is gone afterwards: no user, no group, and no token among those that people made", async () => {
    const { page } = desk
    await page.getByRole("link", { name: "Users" }).click()
    await page.getByText("No users yet").waitFor()
    await page.goBack()
    await page.getByRole("link", { name: "SCIM", exact: true }).first().click()
    await page.getByRole("heading", { name: "Tokens" }).waitFor()
    expect(await page.getByText("Simulation of Okta").count()).toBe(0)
    await page.getByRole("link", { name: "Test the integration" }).click()
  })

  it("says what stays open where a provider pushes no groups", async () => {
    const { page } = desk
    await page.getByText("Listening", { exact: true }).waitFor()
    await play("Google Workspace")
    await page.getByText("Google Workspace pushes no groups, so what is about them stays open.").waitFor()
    await page.getByText("4 of 6 seen").waitFor()
  })

  it("shows which step a tenant's settings refuse, and why", async () => {
    const { page } = desk
    await settings({ required: ["userName", "title"] })
    await play("Okta")
    await page.getByText(/^Okta would stumble over/).waitFor()
    await page.getByText("Expected 201, not 400.").first().waitFor()
    const wrong = await Chromium.inspect(page, "simulation-refused")
    await settings({ required: ["userName"], provisioning: "off" })
    await play("Microsoft Entra ID")
    await steps()
      .getByText(/Provisioning is switched off for the tenant acme/)
      .waitFor()
    expect(await steps().count()).toBe(1)
    expect(wrong).toEqual([])
  })

  it("is alone, and is seen to be under way", async () => {
    const { page, root, browser, complaints } = desk
    await settings({ provisioning: "on", tokenRequestsPerSecond: 1 })
    const { cookies } = await page.context().storageState()
    const other = await browser.newContext()
    await other.addCookies(cookies)
    const second = await Desk.sit(other, root, complaints)
    await second.goto(`${root}t/acme/scim/test`)
    await second.getByText("Listening", { exact: true }).waitFor()
    await play("Okta")
    await page.getByText(/^\d+ of 24$/).waitFor()
    await second.getByRole("button", { name: "Simulate" }).click()
    await second.getByRole("alert").getByText("being played in front of this tenant already").waitFor()
    expect(await page.getByRole("button", { name: "Simulating…" }).getAttribute("aria-disabled")).toBe("true")
    await settings({ tokenRequestsPerSecond: 500 })
    await page.getByText(/^Okta would be content/).waitFor()
    await other.close()
  })

  it("never made the browser complain", () => {
    expect(desk.complaints).toEqual([])
  })
})
