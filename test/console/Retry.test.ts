/**
 * A request that was refused, from the log to what it would come to now, in a real browser; the way from a history to the
 * log; and people who are found from anywhere.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import * as Administration from "../cells/Administration.ts"
import * as Chromium from "./Browser.ts"
import * as Desk from "./Desk.ts"

let desk: Desk.Desk
let token: string

const user = (userName: string, displayName: string) => ({
  schemas: ["urn:ietf:params:scim:schemas:core:2.0:User"],
  userName,
  displayName,
  emails: [{ value: userName, type: "work" }]
})

/** What the identity provider sends. */
const send = async (method: string, path: string, body?: object) => {
  const { headers, status } = await fetch(`${desk.server.base}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, "content-type": "application/scim+json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) })
  })
  return { status, request: headers.get("x-request-id") ?? "" }
}

let created: string

beforeAll(async () => {
  desk = await Desk.open("acme")
  await Administration.run(desk.server.databaseUrl, Administration.settings("acme", { logBodies: "masked" }))
  token = await Administration.run(desk.server.databaseUrl, Administration.token({ tenant: "acme", name: "Okta" }))
  created = (await send("POST", "/Users", user("grace@acme.example", "Grace Hopper"))).request
  await send("POST", "/Users", user("alan@acme.example", "Alan Turing"))
  const group = { schemas: ["urn:ietf:params:scim:schemas:core:2.0:Group"], displayName: "Grace period" }
  await send("POST", "/Groups", group)
  await send("POST", "/Users", user("grace@acme.example", "Grace Hopper"))
}, 120_000)

afterAll(() => desk?.leave())

const lines = () => desk.page.getByRole("region", { name: "Requests" }).getByRole("listitem")

describe("a request of the log", { timeout: 60_000 }, () => {
  it("is found by the history of what it made", async () => {
    const { page, root } = desk
    await page.goto(`${root}t/acme/users`)
    await page
      .getByRole("link", { name: /Grace Hopper|grace@acme/ })
      .first()
      .click()
    await page.getByRole("link", { name: created }).click()
    await page.getByRole("button", { name: `Request ${created}` }).waitFor()
    await expect.poll(() => lines().count(), { timeout: 20_000 }).toBe(1)
    await lines().getByRole("button").click()
    await page.getByRole("dialog").getByText(created).waitFor()
    await page.keyboard.press("Escape")
    await page.getByRole("button", { name: `Request ${created}` }).click()
    await expect.poll(() => lines().count(), { timeout: 20_000 }).toBe(4)
  })

  it("is tried again with what was masked filled in, and nothing comes of it", async () => {
    const { page } = desk
    await page.getByRole("radio", { name: "Failed", exact: true }).check()
    await expect.poll(() => lines().count(), { timeout: 20_000 }).toBe(1)
    await lines().getByRole("button").click()
    await page.getByRole("button", { name: "Try again (dry run)" }).click()
    const dialog = page.getByRole("dialog", { name: "Try this request again" })
    await dialog.getByText("The log has masked what stood here").waitFor()
    expect(await dialog.getByText("emails[0].value", { exact: true }).count()).toBe(1)
    const wrong = await Chromium.inspect(page, "try")
    const body = dialog.getByRole("textbox", { name: "Body" })
    await body.fill(JSON.stringify(user("grace@acme.example", "j k")))
    await expect.poll(() => dialog.getByText("The log has masked what stood here").count()).toBe(0)
    await dialog.getByRole("button", { name: "Try it" }).click()
    const outcome = dialog.getByRole("region", { name: "What it would be answered" })
    await outcome.getByText("409").first().waitFor()
    await outcome.getByText("no two may share it").waitFor()
    await body.fill('{ "userName": ')
    await dialog.getByText("This is not JSON yet").waitFor()
    await body.fill(JSON.stringify({ ...user("new@acme.example", "j k"), shoe: 38 }))
    await dialog.getByRole("button", { name: "Try it again" }).click()
    await outcome.getByText("201").first().waitFor()
    await outcome.getByText("UnknownAttribute").waitFor()
    await outcome.getByText('"new@acme.example"').first().waitFor()
    const done = await Chromium.inspect(page, "try-done")
    expect([...wrong, ...done]).toEqual([])
    expect((await send("GET", "/Users?filter=userName%20eq%20%22new@acme.example%22&count=0")).status).toBe(200)
  })

  it("gives way to the line that it belongs to, and is written nowhere", async () => {
    const { page } = desk
    await page.keyboard.press("Escape")
    await page.getByRole("dialog").getByText("What happened").waitFor()
    await page.keyboard.press("Escape")
    await page.getByRole("radio", { name: "All", exact: true }).check()
    await expect.poll(() => lines().count(), { timeout: 20_000 }).toBe(5)
    await page.goto(`${desk.root}t/acme/users`)
    await page.getByText("2 users").waitFor()
  })
})

describe("the palette", { timeout: 60_000 }, () => {
  it("finds people and groups of the tenant while somebody types, and goes there by keys", async () => {
    const { page } = desk
    await page.keyboard.press("Control+k")
    await page.keyboard.type("grace")
    await page.getByRole("option", { name: "grace@acme.example" }).waitFor()
    await page.getByRole("option", { name: "Grace period" }).waitFor()
    const wrong = await Chromium.inspect(page, "palette-people")
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Enter")
    await page.waitForURL(/\/t\/acme\/groups\/.+/)
    await page.keyboard.press("Control+k")
    await page.keyboard.type("alan")
    await page.getByRole("option", { name: "alan@acme.example" }).waitFor()
    await page.keyboard.press("Enter")
    await page.waitForURL(/\/t\/acme\/users\/.+/)
    await page.keyboard.press("Control+k")
    await page.keyboard.type("nobody of that name")
    await page.getByText("Nothing has that name.").waitFor()
    await page.keyboard.press("Escape")
    expect(wrong).toEqual([])
  })

  it("and nothing before it made the browser complain", () => {
    expect(desk.complaints).toEqual([])
  })
})
