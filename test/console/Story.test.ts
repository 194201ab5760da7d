/**
 * What the console is for, from beginning to end: an administrator signs in, makes a token, has an identity provider go
 * through its sequence with it, finds what was refused and why, replaces the token, ends it, and shuts somebody out.
 */
import { Scim } from "@rollcall/conformance"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import * as Desk from "./Desk.ts"

let desk: Desk.Desk
/** The text of the token that the identity provider has. */
let token: string

beforeAll(async () => {
  desk = await Desk.open("acme")
}, 120_000)

afterAll(() => desk?.leave())

const shown = async (): Promise<string> => {
  const dialog = desk.page.getByRole("dialog", { name: "Save this token now" })
  const text = await dialog.locator("code").first().textContent()
  await dialog.getByRole("button", { name: "I saved it" }).click()
  return text ?? ""
}

const act = async (action: RegExp) => {
  await desk.page.getByRole("button", { name: "Actions for Okta" }).first().click()
  await desk.page.getByRole("menuitem", { name: action }).click()
}

const provider = (text = token) => new Scim(desk.server.base, text)

describe("an administrator", { timeout: 120_000 }, () => {
  it("makes a token and gives it to the identity provider", async () => {
    const { page, root } = desk
    await page.goto(`${root}t/acme/scim`)
    await page.getByRole("button", { name: "Generate SCIM token" }).first().click()
    await page.getByRole("button", { name: "Generate token" }).click()
    token = await shown()
    expect((await provider().get("/Users")).status).toBe(200)
  })

  it("watches the test page turn green while the provider goes through its sequence with it", async () => {
    const { page, server } = desk
    await page.getByRole("link", { name: "Test the integration" }).click()
    await page.getByText("0 of 6 seen").waitFor()
    await page.getByText("Listening", { exact: true }).waitFor()
    const played = await server.rollcall("simulate", "okta", "--url", server.base, "--token", token)
    expect(played).toMatchObject({ status: 0 })
    await page.getByText("6 of 6 seen").waitFor()
  })

  it("finds the request that was refused, why, and what to change", async () => {
    const { page } = desk
    await provider().user({ userName: "grace@acme.example" })
    ;(await provider().post("/Users", provider().person({ userName: "grace@acme.example" }))).expect(409)
    await page.getByRole("link", { name: "Provisioning log" }).click()
    await page.getByRole("radio", { name: "Failed", exact: true }).check()
    await page.getByRole("region", { name: "Requests" }).getByRole("button").filter({ hasText: "409" }).first().click()
    const sheet = page.getByRole("dialog")
    await sheet.getByText("What to do").waitFor()
    await sheet.getByText("no two may share it").waitFor()
    await page.keyboard.press("Escape")
  })

  it("replaces the token, and ends both at once", async () => {
    const { page } = desk
    await page.getByRole("link", { name: "SCIM", exact: true }).first().click()
    await act(/Rotate/)
    await page.getByRole("button", { name: "Generate the new token" }).click()
    const successor = await shown()
    const statuses = async () => [
      (await provider().get("/Users")).status,
      (await provider(successor).get("/Users")).status
    ]
    expect(await statuses()).toEqual([200, 200])
    for (let ended = 0; ended < 2; ended++) {
      await act(/Revoke/)
      await page.getByRole("button", { name: "Revoke token" }).click()
      await page.getByRole("dialog").waitFor({ state: "detached" })
    }
    expect(await statuses()).toEqual([401, 401])
  })

  it("shuts somebody out, and the provider sees it", async () => {
    const { page } = desk
    await page.getByRole("link", { name: "Users" }).click()
    await page.getByRole("link", { name: "grace@acme.example" }).first().click()
    await page.getByRole("button", { name: "Deactivate" }).click()
    await page.getByRole("dialog").getByRole("button", { name: "Deactivate" }).click()
    await page.getByText("Deactivated", { exact: true }).waitFor()
    const found = await provider(desk.token).list("/Users", { filter: 'userName eq "grace@acme.example"' })
    expect(found.at("/Resources/0/active")).toBe(false)
  })

  it("never made the browser complain", () => {
    expect(desk.complaints).toEqual([])
  })
})
