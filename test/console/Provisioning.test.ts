/**
 * What an administrator sees of provisioning, in a real browser: the overview, the log as it grows, and an integration
 * that is tried. The identity provider is this test, which sends what one would send.
 */
import { readFile } from "node:fs/promises"
import { type LogEntry, LogStore } from "@rollcall/provider"
import { Effect } from "effect"
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
/** Of the tenant acme, which keeps bodies. */
let token: string
const complaints: Array<string> = []

beforeAll(async () => {
  if (cell === undefined) throw new Error("There is no cell.")
  server = await Cell.start(cell)
  root = new URL("/", server.base).href
  await Administration.run(server.databaseUrl, Administration.operator(name, password))
  token = await Administration.run(server.databaseUrl, Administration.tenant("acme", { logBodies: "whole" }))
  browser = await Chromium.launch()
  page = await browser.newPage({ viewport: { width: 1_280, height: 900 } })
  page.on("console", (entry) => {
    if (entry.type() === "error" && !/status of (401|404)/.test(entry.text())) complaints.push(entry.text())
  })
  page.on("pageerror", (error) => complaints.push(error.message))
  await Administration.run(server.databaseUrl, busy)
  await page.goto(`${root}t/acme`)
  await page.getByLabel("Name").fill(name)
  await page.getByLabel("Password").fill(password)
  await page.getByRole("button", { name: "Sign in" }).click()
  await page.getByRole("heading", { name: "Overview" }).waitFor()
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

/** What the identity provider sends; answers the id of what it was about. */
const send = async (method: string, path: string, body?: object, bearer = token): Promise<string> => {
  const response = await fetch(`${server.base}${path}`, {
    method,
    headers: { authorization: `Bearer ${bearer}`, "content-type": "application/scim+json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) })
  })
  const text = await response.text()
  return text === "" ? "" : JSON.parse(text).id
}

const user = (userName: string) => ({
  schemas: ["urn:ietf:params:scim:schemas:core:2.0:User"],
  userName,
  active: true,
  emails: [{ value: userName, type: "work", primary: true }]
})

const group = (displayName: string) => ({ schemas: ["urn:ietf:params:scim:schemas:core:2.0:Group"], displayName })

/** As Entra ID writes the names of operations, which is a quirk. */
const patch = (op: string, path: string, value: unknown) => ({
  schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
  Operations: [{ op, path, value }]
})

const dayMillis = 86_400_000

/** A tenant in which much has gone on: a month of requests, more by day than by night, and errors that rise. */
const busy = Effect.gen(function* () {
  yield* Administration.tenant("busy")
  const now = Date.now()
  const entries = Array.from({ length: 3_000 }, (_, index): LogEntry.LogEntry => {
    const time = now - Math.floor((index / 3_000) ** 2 * 29 * dayMillis)
    const isFailed = (index * 7_919) % (index < 400 ? 11 : 97) === 0
    const method = ["GET", "GET", "PATCH", "POST"][index % 4] ?? "GET"
    return {
      tenant: "busy",
      time,
      method,
      path: "/scim/v2/Users",
      status: isFailed ? 409 : 200,
      duration: 4,
      notes: [],
      ...(isFailed ? { error: "Uniqueness", detail: "There is a User with this userName already." } : {})
    }
  })
  for (let at = 0; at < entries.length; at += 500) yield* (yield* LogStore).append(entries.slice(at, at + 500))
})

const lines = () => page.getByRole("region", { name: "Requests" }).getByRole("listitem")

/** How many lines there are, as soon as there are so many. */
const shown = () => expect.poll(() => lines().count(), { timeout: 20_000 })

describe("the pages about provisioning", { timeout: 120_000 }, () => {
  it("show somebody who is new what to do first", async () => {
    await page.getByRole("heading", { name: "Connect your identity provider" }).waitFor()
    expect(await Chromium.inspect(page, "overview-empty")).toEqual([])
    await page.getByRole("link", { name: "Provisioning log" }).click()
    await page.getByText("No request yet").waitFor()
    expect(await Chromium.inspect(page, "log-empty")).toEqual([])
  })

  it("tick what an identity provider does while it is tried, with the evidence", async () => {
    await page.goto(`${root}t/acme/scim`)
    await page.getByRole("link", { name: "Test the integration" }).click()
    await page.getByText("0 of 6 seen").waitFor()
    await page.getByText("Listening", { exact: true }).waitFor()
    const wrong = await Chromium.inspect(page, "trial-empty")
    await send("GET", "/Users?startIndex=1&count=2")
    await page.getByText("1 of 6 seen").waitFor()
    const grace = await send("POST", "/Users", user("grace@example.com"))
    await page.getByText("2 of 6 seen").waitFor()
    await send("PATCH", `/Users/${grace}`, patch("Replace", "title", "Rear Admiral"))
    await page.getByText("Changed: title").waitFor()
    const navy = await send("POST", "/Groups", group("Navy"))
    await send("PATCH", `/Groups/${navy}`, patch("Add", "members", [{ value: grace }]))
    await page.getByText("1 member came").waitFor()
    await send("POST", "/Users", user("grace@example.com"))
    await page.getByText("1 request was refused").waitFor()
    await send("GET", "/Users", undefined, "of-nobody")
    await page.getByText("1 request came since then").waitFor()
    const wrongHalf = await Chromium.inspect(page, "trial-half")
    await send("PATCH", `/Users/${grace}`, patch("Replace", "active", false))
    await page.getByText("6 of 6 seen").waitFor()
    await page.reload()
    await page.getByText("6 of 6 seen").waitFor()
    const wrongDone = await Chromium.inspect(page, "trial")
    await page.getByRole("button", { name: "POST 201" }).first().click()
    await page.getByRole("dialog").getByText("What happened").waitFor()
    await page.keyboard.press("Escape")
    expect([...wrong, ...wrongHalf, ...wrongDone]).toEqual([])
  })

  it("show a request in the log as soon as it is answered, and hold it on demand", async () => {
    await page.getByRole("link", { name: "Provisioning log" }).click()
    await page.getByText("Live", { exact: true }).waitFor()
    const before = await lines().count()
    await send("GET", "/Groups?count=1")
    await shown().toBe(before + 1)
    await page.getByRole("button", { name: "Pause" }).click()
    await send("GET", "/Groups?count=2")
    await page.getByText("Paused, 1 new").waitFor()
    const held = await lines().count()
    await page.getByRole("button", { name: "Resume" }).click()
    await page.getByText("Live", { exact: true }).waitFor()
    expect([held, await lines().count()]).toEqual([before + 1, before + 2])
    expect(await Chromium.inspect(page, "log")).toEqual([])
  })

  it("open a line with its bodies, what it means, what to do, and the quirks that fired", async () => {
    await page.getByRole("radio", { name: "Failed", exact: true }).check()
    await shown().toBe(1)
    await lines().getByRole("button").click()
    const sheet = page.getByRole("dialog")
    await sheet.getByText("What to do").waitFor()
    await sheet.getByText('"grace@example.com"').first().waitFor()
    const wrong = await Chromium.inspect(page, "log-entry")
    expect(await sheet.getByText("no two may share it").count()).toBe(1)
    expect(page.url()).toMatch(/outcome=failed&entry=\d+/)
    await page.keyboard.press("Escape")
    await page.getByRole("radio", { name: "All", exact: true }).check()
    await page
      .getByRole("button", { name: /PATCH \/Users.*quirk/ })
      .first()
      .click()
    await sheet.getByText("CapitalisedOperation").waitFor()
    const first = page.url()
    await page.keyboard.press("j")
    await expect.poll(() => page.url(), { timeout: 20_000 }).not.toBe(first)
    await page.keyboard.press("Escape")
    expect(wrong).toEqual([])
  })

  it("find what came for one identity provider", async () => {
    const made = Administration.token({ tenant: "acme", name: "Okta", identityProvider: "okta" })
    await Administration.run(server.databaseUrl, made)
    await page.reload()
    await page.getByLabel("Identity provider").selectOption({ label: "Okta" })
    await page.getByText("Nothing matches").waitFor()
    expect(page.url()).toContain("identityProvider=okta")
    await page.getByRole("button", { name: "Clear filters" }).first().click()
    await shown().toBeGreaterThan(3)
  })

  it("find by method, by a person's name and by text, keep the filter in the address, and load what is shown", async () => {
    await page.getByLabel("Method").selectOption("POST")
    await shown().toBe(3)
    await page.reload()
    await shown().toBe(3)
    await page.getByRole("button", { name: "Export" }).click()
    const loading = page.waitForEvent("download")
    await page.getByRole("menuitem", { name: "As CSV" }).click()
    const csv = await readFile(await (await loading).path(), "utf8")
    await page.getByRole("button", { name: "Clear filters" }).click()
    await page.getByLabel("Search").fill("grace")
    await page.getByRole("button", { name: "grace@example.com" }).click()
    await page.getByRole("button", { name: "About grace@example.com" }).waitFor()
    const wrong = await Chromium.inspect(page, "log-person")
    await page.getByRole("button", { name: "Clear filters" }).click()
    await page.getByLabel("Search").fill("nowhere to be found")
    await page.getByText("Nothing matches").waitFor()
    expect(csv.trim().split("\r\n").length).toBe(4)
    expect([...wrong, ...(await Chromium.inspect(page, "log-nothing"))]).toEqual([])
  })

  it("show in the overview who is here, what was asked, and what needs somebody, with the way there", async () => {
    await page.goto(`${root}t/acme`)
    const chart = page.getByRole("slider", { name: /requests, \d+ of them failed/ })
    await chart.waitFor()
    const wrong = await Chromium.inspect(page, "overview")
    await page.getByText("Table", { exact: true }).click()
    await page.getByRole("table").waitFor()
    const wrongTable = await Chromium.inspect(page, "overview-table")
    await page.getByText("Chart", { exact: true }).click()
    await chart.focus()
    await page.keyboard.press("End")
    expect(await chart.getAttribute("aria-valuetext")).toMatch(/1 of them failed/)
    await page.keyboard.press("Enter")
    await page.waitForURL(/\/log\?from=/)
    await shown().toBeGreaterThan(3)
    await page.goBack()
    await page.getByRole("link", { name: "Show what failed" }).click()
    await shown().toBe(1)
    expect([...wrong, ...wrongTable]).toEqual([])
  })

  it("show a month of a tenant in which much goes on, and its log page by page", async () => {
    await page.goto(`${root}t/busy`)
    await page.getByRole("slider").waitFor()
    await page.getByRole("slider").focus()
    await page.keyboard.press("ArrowLeft")
    const wrong = await Chromium.inspect(page, "overview-busy")
    await page.getByRole("radio", { name: "Days" }).check()
    await page.getByText("Requests in 30 days").waitFor()
    const wrongDays = await Chromium.inspect(page, "overview-days")
    await page.getByRole("link", { name: "Provisioning log" }).click()
    await shown().toBe(50)
    await page.getByRole("button", { name: "Show older requests" }).click()
    await shown().toBe(100)
    await page.getByLabel("Time").selectOption("1h")
    await shown().toBeLessThan(100)
    await page.getByLabel("Time").selectOption("between")
    await page.getByLabel("Until").fill("2020-01-01T00:00")
    await page.getByText("Nothing matches").waitFor()
    await page.getByText("Not live").waitFor()
    const wrongBetween = await Chromium.inspect(page, "log-between")
    await page.getByRole("button", { name: "Clear filters" }).last().click()
    // Those that were loaded before.
    await shown().toBe(100)
    expect(await page.getByLabel("Time").inputValue()).toBe("")
    expect([...wrong, ...wrongDays, ...wrongBetween]).toEqual([])
  })

  it("never broke their own policy, or wrote an error", () => {
    expect(complaints).toEqual([])
  })
})
