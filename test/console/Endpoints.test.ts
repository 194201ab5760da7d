/** Webhooks and receivers in a real browser: made, tried, seen to fail, mended, told again what they missed, and deleted. */
import { createServer, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import * as Chromium from "./Browser.ts"
import * as Desk from "./Desk.ts"

let desk: Desk.Desk
let endpoint: Server
let address: string
/** What the application answers. */
let answer: readonly [status: number, text: string] = [204, ""]
/** The kinds of events that it got. */
const got: Array<string> = []

beforeAll(async () => {
  endpoint = createServer((request, response) => {
    let body = ""
    request.on("data", (part) => {
      body += part
    })
    request.on("end", () => {
      if (answer[0] < 300) got.push(JSON.parse(body).type)
      response.writeHead(answer[0], { "retry-after": "1" }).end(answer[1])
    })
  })
  await new Promise<void>((resolve) => endpoint.listen(0, "127.0.0.1", resolve))
  address = `127.0.0.1:${(endpoint.address() as AddressInfo).port}/events`
  desk = await Desk.open("acme", { ROLLCALL_WEBHOOK_PRIVATE: "allow" })
}, 120_000)

afterAll(async () => {
  await desk?.leave()
  endpoint?.closeAllConnections()
  endpoint?.close()
})

const scim = async (name: string) => {
  const userName = `${name}@acme.example`
  const response = await fetch(`${desk.server.base}/Users`, {
    method: "POST",
    headers: { authorization: `Bearer ${desk.token}`, "content-type": "application/scim+json" },
    body: JSON.stringify({ schemas: ["urn:ietf:params:scim:schemas:core:2.0:User"], userName, active: true })
  })
  expect(response.status).toBe(201)
}

const more = async (item: RegExp) => {
  await desk.page.getByRole("button", { name: "More actions" }).click()
  await desk.page.getByRole("menuitem", { name: item }).click()
}

const saved = async (title: string): Promise<string> => {
  const dialog = desk.page.getByRole("dialog", { name: title })
  const secret = (await dialog.locator("code").first().textContent()) ?? ""
  await dialog.getByRole("button", { name: "I saved it" }).click()
  return secret
}

describe("webhooks in the console", { timeout: 120_000 }, () => {
  it("begin with what they are good for", async () => {
    const { page, root } = desk
    await page.goto(`${root}t/acme`)
    await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Webhooks" }).click()
    await page.getByText("No webhook yet").waitFor()
    expect(await Chromium.inspect(page, "webhooks-empty")).toEqual([])
  })

  it("are made for chosen events, with a secret that is shown once", async () => {
    const { page } = desk
    await page.getByRole("button", { name: "Create webhook" }).click()
    const dialog = page.getByRole("dialog", { name: "Create webhook" })
    await dialog.getByText("Chosen events").click()
    await dialog.getByLabel("user.updated").check()
    const wrong = await Chromium.inspect(page, "webhook-create")
    await dialog.getByLabel("Address").fill("ftp://app.example.com")
    await dialog.getByRole("button", { name: "Create webhook" }).click()
    await dialog.getByRole("alert").waitFor()
    await dialog.getByLabel("Address").fill(`http://${address}`)
    await dialog.getByRole("button", { name: "Create webhook" }).click()
    await page.getByRole("dialog", { name: "Save this signing secret now" }).waitFor()
    expect(await saved("Save this signing secret now")).toMatch(/^whsec_/)
    await page.getByRole("heading", { name: address }).waitFor()
    expect(wrong).toEqual([])
  })

  it("are tried, and what the endpoint answers stands there with what to do", async () => {
    const { page } = desk
    await page.getByRole("button", { name: "Send test event" }).click()
    await page.getByText(/^Taken: 204 in \d+ ms$/).waitFor()
    answer = [401, "no signature of ours"]
    await page.getByRole("button", { name: "Send test event" }).click()
    await page.getByText(/^Not taken: 401 in \d+ ms$/).waitFor()
    await page.getByText("The endpoint does not let the message in.").waitFor()
    expect(got).toEqual(["webhook.test"])
  })

  it("say that they fail and why, and what waits for another attempt", async () => {
    const { page, root } = desk
    answer = [503, "down for\nmaintenance"]
    for (const name of ["ada", "bob"]) await scim(name)
    await page.getByText("Nothing that is sent is taken").waitFor()
    await page.getByText("Trying again").first().waitFor()
    await page.getByText("503: down for maintenance").first().waitFor()
    const wrong = await Chromium.inspect(page, "webhook-failing")
    await page.getByRole("button", { name: "Hide the outcome" }).click()
    await page.goto(`${root}t/acme`)
    await page.getByRole("link", { name: "Open the webhook" }).click()
    await page.getByRole("heading", { name: address }).waitFor()
    await page.goto(`${root}t/acme/settings`)
    await page.getByRole("button", { name: /^Jump to/ }).click()
    await page.getByRole("combobox", { name: /^Jump to/ }).fill("failing")
    await page.getByRole("option", { name: `${address}, failing` }).click()
    await page.getByRole("heading", { name: address }).waitFor()
    expect(wrong).toEqual([])
  })

  it("get what waits as soon as they take something, and are sent everything since a time", async () => {
    const { page } = desk
    answer = [204, ""]
    // What is new is sent at once, and that it is taken brings all the rest.
    await scim("cid")
    await page.getByText("Working").waitFor({ timeout: 30_000 })
    await page.getByText("Delivered").nth(2).waitFor()
    expect(got.filter((kind) => kind === "user.created")).toHaveLength(3)
    await more(/Send again/)
    const dialog = page.getByRole("dialog", { name: "Send again" })
    await dialog.getByLabel("Since", { exact: true }).fill("2020-01-01T00:00")
    const wrong = await Chromium.inspect(page, "webhook-replay")
    await dialog.getByRole("button", { name: "Send again" }).click()
    await page.getByText(/^Everything since .* is sent again\.$/).waitFor()
    await expect.poll(() => got.filter((kind) => kind === "user.created").length, { timeout: 10_000 }).toBe(6)
    expect(wrong).toEqual([])
  })

  it("are paused and enabled, changed, and given another secret", async () => {
    const { page } = desk
    await page.getByRole("button", { name: "Pause" }).click()
    await page.getByText("Paused: events wait").waitFor()
    await page.getByRole("button", { name: "Enable" }).click()
    await page.getByText("Working").waitFor()
    await more(/Edit/)
    const edit = page.getByRole("dialog", { name: "Edit webhook" })
    expect(await edit.getByLabel("user.updated").isChecked()).toBe(true)
    await edit.getByText("All events").click()
    await edit.getByRole("button", { name: "Save" }).click()
    await page.getByText("all events").waitFor()
    await more(/Rotate secret/)
    await page.getByRole("button", { name: "Make the new secret" }).click()
    expect(await saved("Save this signing secret now")).toMatch(/^whsec_/)
  })

  it("are in a list with what became of their newest event, and are deleted after having asked", async () => {
    const { page } = desk
    await page.getByRole("navigation", { name: "Webhooks" }).getByRole("link").click()
    await page.getByText(/^last delivered/).waitFor()
    const wrong = await Chromium.inspect(page, "webhooks")
    await page.getByRole("link", { name: address }).click()
    await more(/Delete/)
    await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click()
    await page.getByText("No webhook yet").waitFor()
    expect(wrong).toEqual([])
  })
})

describe("receivers in the console", { timeout: 120_000 }, () => {
  it("that fetch are given a secret and an address, and show what waits", async () => {
    const { page } = desk
    await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Security events" }).click()
    await page.getByText("No receiver yet").waitFor()
    await page.getByRole("button", { name: "Add receiver" }).click()
    await page.getByLabel("Audience").fill("https://app.example.com")
    const wrong = await Chromium.inspect(page, "receiver-create")
    await page.getByRole("dialog").getByRole("button", { name: "Add receiver" }).click()
    const dialog = page.getByRole("dialog", { name: "Save this secret now" })
    await dialog.waitFor()
    const [secret = "", from = "", , keys = ""] = await dialog.locator("code").allTextContents()
    await saved("Save this secret now")
    expect((await fetch(keys)).status).toBe(200)
    await scim("dan")
    const fetched = await fetch(from, {
      method: "POST",
      headers: { authorization: `Bearer ${secret}`, "content-type": "application/json" },
      body: JSON.stringify({ returnImmediately: true })
    })
    expect(Object.keys(((await fetched.json()) as { readonly sets: object }).sets)).toHaveLength(1)
    await page.getByText("1 token waits to be fetched").waitFor()
    expect([...wrong, ...(await Chromium.inspect(page, "receiver"))]).toEqual([])
  })

  it("that tokens are posted to are changed, listed and deleted", async () => {
    const { page } = desk
    await page.getByRole("navigation", { name: "Security events" }).getByRole("link").click()
    await page.getByRole("button", { name: "Add receiver" }).click()
    await page.getByLabel("Audience").fill("pushed")
    await page.getByText("They are posted").click()
    await page.getByLabel("Address").fill(`http://${address}`)
    await page.getByLabel("Bearer token").fill("secret")
    await page.getByRole("dialog").getByRole("button", { name: "Add receiver" }).click()
    await page.getByRole("dialog", { name: "The receiver is told from now on" }).waitFor()
    await page.getByRole("button", { name: "Done" }).click()
    await more(/Edit/)
    await page.getByRole("dialog").getByLabel("Address").fill(`http://${address}/sets`)
    await page.getByRole("button", { name: "Save" }).click()
    await page.getByTitle(`http://${address}/sets`).waitFor()
    await page.getByRole("navigation", { name: "Security events" }).getByRole("link").click()
    await page.getByRole("link", { name: "pushed" }).waitFor()
    expect(await Chromium.inspect(page, "receivers")).toEqual([])
    await page.getByRole("link", { name: "pushed" }).click()
    await more(/Delete/)
    await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click()
    await page.getByRole("link", { name: "https://app.example.com" }).waitFor()
    await page.getByRole("link", { name: "pushed" }).waitFor({ state: "detached" })
  })

  it("never made the browser complain", () => {
    expect(desk.complaints).toEqual([])
  })
})
