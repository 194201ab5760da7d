/** Events in the console, in a real browser: as they come, page by page, by what they are about, and one of them whole. */
import { TokenPolicy } from "@rollcall/core"
import { ExpiryWatch, TokenStore } from "@rollcall/provider"
import { Effect } from "effect"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import * as Administration from "../cells/Administration.ts"
import * as Chromium from "./Browser.ts"
import * as Desk from "./Desk.ts"

let desk: Desk.Desk

/** More than a page of changes has. */
const userCount = 120

beforeAll(async () => {
  desk = await Desk.open("acme")
}, 120_000)

afterAll(async () => {
  await desk?.leave()
})

const scim = async (method: string, path: string, body: object) => {
  const response = await fetch(`${desk.server.base}${path}`, {
    method,
    headers: { authorization: `Bearer ${desk.token}`, "content-type": "application/scim+json" },
    body: JSON.stringify(body)
  })
  if (!response.ok) throw new Error(await response.text())
  return (await response.json()) as { readonly id: string }
}

const user = (name: string) =>
  scim("POST", "/Users", {
    schemas: ["urn:ietf:params:scim:schemas:core:2.0:User"],
    userName: `${name}@acme.example`,
    active: true
  })

describe("events in the console", { timeout: 120_000 }, () => {
  it("of which there are none teach what they are, and how an application reads them", async () => {
    const { page, root } = desk
    await page.goto(`${root}t/acme/events`)
    await page.getByText("No event yet").waitFor()
    await page.getByText(`${root}api/tenants/acme/events?after=0`, { exact: false }).first().waitFor()
    await page.getByText("Live", { exact: true }).waitFor()
    expect(await Chromium.inspect(page, "events-empty")).toEqual([])
  })

  it("come by themselves, unless somebody holds them", async () => {
    const { page } = desk
    const { id } = await user("ada")
    await page.getByRole("button", { name: new RegExp(`user.created User/${id}`) }).waitFor()
    await page.getByRole("button", { name: "Pause" }).click()
    await user("bob")
    await page.getByText("Paused, 1 new").waitFor()
    await page.getByRole("button", { name: "Resume" }).click()
    await expect.poll(() => page.getByRole("button", { name: /user\.created/ }).count()).toBe(2)
  })

  it("go back page by page as one scrolls, however many members a change has", async () => {
    const { page } = desk
    const members: Array<{ readonly value: string }> = []
    for (let index = 0; index < userCount; index++) members.push({ value: (await user(`u${index}`)).id })
    await scim("POST", "/Groups", {
      schemas: ["urn:ietf:params:scim:schemas:core:2.0:Group"],
      displayName: "Engineering",
      members
    })
    await page.reload()
    await page.getByText(`and ${userCount - 3} more of the same change`).waitFor()
    const wrong = await Chromium.inspect(page, "events")
    expect(await page.getByText("That is all there is.").count()).toBe(0)
    await expect
      .poll(async () => {
        await page.mouse.wheel(0, 5_000)
        return page.getByText("That is all there is.").count()
      })
      .toBe(1)
    expect(await page.getByRole("button", { name: /user\.created/ }).count()).toBe(userCount + 2)
    expect(wrong).toEqual([])
  })

  it("are found by kind and by whom they are about, and open to their JSON and to who it is", async () => {
    const { page, root } = desk
    await page.goto(`${root}t/acme/events`)
    await page.getByRole("searchbox", { name: "Search" }).fill("ada")
    await page.getByRole("button", { name: "ada@acme.example", exact: true }).click()
    const { id } = (await (await page.request.get(`${root}api/tenants/acme/users?search=ada`)).json()).items[0]
    await scim("PATCH", `/Users/${id}`, {
      schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
      Operations: [{ op: "replace", path: "active", value: false }]
    })
    await page.getByRole("button", { name: /user\.deactivated/ }).waitFor()
    await page.getByRole("button", { name: "Kind" }).click()
    await page.getByRole("menuitemcheckbox", { name: "user.deactivated" }).click()
    await page.keyboard.press("Escape")
    await expect.poll(() => page.getByRole("button", { name: /^\d.*user\./ }).count()).toBe(1)
    const wrong = await Chromium.inspect(page, "events-filtered")
    await page.getByRole("button", { name: /^\d.*user\.deactivated/ }).click()
    const sheet = page.getByRole("dialog", { name: "user.deactivated" })
    await sheet.getByRole("link", { name: "ada@acme.example" }).waitFor()
    await sheet.getByText("End the sessions of this person now").waitFor()
    expect(JSON.parse((await sheet.locator("pre").textContent()) ?? "")).toMatchObject({
      type: "user.deactivated",
      data: { resource: { type: "User", id } }
    })
    expect([...wrong, ...(await Chromium.inspect(page, "event"))]).toEqual([])
    await page.reload()
    await sheet.getByRole("link", { name: "Requests about it" }).click()
    await page.waitForURL(/\/t\/acme\/log\?resource=/)
  })

  it("tell of a token that is going to end, and lead to where it is replaced", async () => {
    const { page, root, server } = desk
    const { day } = TokenPolicy
    const now = Date.now() - 300 * day
    const given = { id: "ending", tenant: "acme", name: "Okta", digest: "d", hint: "", now, lifetime: 320 * day }
    const told = Effect.flatMap(TokenStore, (store) => store.insert(TokenPolicy.issue(given)))
    await Administration.run(server.databaseUrl, Effect.zipRight(told, ExpiryWatch.look))
    await page.goto(`${root}t/acme/events`)
    await page.getByRole("button", { name: /token\.expiring Okta, 30 days ahead/ }).click()
    const sheet = page.getByRole("dialog", { name: "token.expiring" })
    await sheet.getByText("Replace this token before it ends").waitFor()
    await sheet.getByText("is going to end").waitFor()
    const wrong = await Chromium.inspect(page, "event-token")
    await sheet.getByRole("link", { name: "Tokens" }).click()
    await page.getByRole("heading", { name: "SCIM tokens" }).waitFor()
    expect(wrong).toEqual([])
  })

  it("never made the browser complain", () => {
    expect(desk.complaints).toEqual([])
  })
})
