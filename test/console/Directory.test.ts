/** Users and groups in the console, in a real browser: found, looked at, kept out, deleted and taken back. */
import type { Browser, Page } from "playwright-core"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import * as Administration from "../cells/Administration.ts"
import * as Cell from "../cells/Cell.ts"
import * as Chromium from "./Browser.ts"

const [cell = Cell.registry[0]] = Cell.select("node-sqlite")

const name = "ada@example.com"
const password = "correct horse battery staple"

/** More than two pages of a list, and than any screen. */
const userCount = 260

let server: Cell.Server
let browser: Browser
let page: Page
let root: string
let token: string
let group: string
/** What the browser has complained of. */
const complaints: Array<string> = []

/** A request of the identity provider; answers the body. */
const scim = async (method: string, path: string, body: unknown) => {
  const response = await fetch(`${server.base}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, "content-type": "application/scim+json" },
    body: JSON.stringify(body)
  })
  if (!response.ok) throw new Error(await response.text())
  return (await response.json()) as { readonly id: string }
}

const enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"

const given = ["Grace", "Alan", "Edsger", "Barbara", "Donald", "Margaret", "Tony", "Frances", "Ken", "Radia"]
const family = ["Hopper", "Turing", "Dijkstra", "Liskov", "Knuth", "Hamilton", "Hoare", "Allen", "Thompson", "Perlman"]

const user = (index: number) => {
  const first = given[index % 10] ?? ""
  const last = family[Math.floor(index / 10) % 10] ?? ""
  const userName = `${first}.${last}${index < 100 ? "" : index}@acme.example`.toLowerCase()
  return {
    schemas: ["urn:ietf:params:scim:schemas:core:2.0:User", enterprise],
    userName,
    externalId: `00u${index}`,
    displayName: `${first} ${last}`,
    name: { givenName: first, familyName: last },
    emails: [{ value: userName, type: "work", primary: true }],
    phoneNumbers: [{ value: "+1 202 555 0143", type: "mobile" }],
    addresses: [{ type: "work", streetAddress: "1 Harbour Street", locality: "Boston", country: "US" }],
    title: "Engineer",
    active: index % 9 !== 4,
    [enterprise]: { department: "Research", costCenter: "4130", employeeNumber: `${1_000 + index}` }
  }
}

beforeAll(async () => {
  if (cell === undefined) throw new Error("There is no cell.")
  server = await Cell.start(cell)
  root = new URL("/", server.base).href
  await Administration.run(server.databaseUrl, Administration.operator(name, password))
  token = await Administration.run(server.databaseUrl, Administration.tenant("acme", { onDelete: "keep" }))
  await Administration.run(server.databaseUrl, Administration.tenant("empty"))
  const members: Array<{ readonly value: string }> = []
  for (let index = 0; index < userCount; index++) {
    members.push({ value: (await scim("POST", "/Users", user(index))).id })
  }
  const schemas = ["urn:ietf:params:scim:schemas:core:2.0:Group"]
  const nested = await scim("POST", "/Groups", { schemas, displayName: "Compilers", members: members.slice(0, 3) })
  const all = [...members, { value: nested.id }]
  group = (await scim("POST", "/Groups", { schemas, displayName: "Engineering", externalId: "00g1", members: all })).id
  await scim("POST", "/Groups", { schemas, displayName: "Nobody yet" })
  await scim("PATCH", `/Users/${members[0]?.value}`, {
    schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
    Operations: [
      { op: "replace", path: "title", value: "Rear Admiral" },
      { op: "add", path: "emails", value: [{ value: "grace@home.example", type: "home" }] }
    ]
  })
  browser = await Chromium.launch()
  page = await browser.newPage({ viewport: { width: 1_280, height: 900 } })
  page.on("console", (entry) => {
    if (entry.type() === "error" && !/status of (400|401|404)/.test(entry.text())) complaints.push(entry.text())
  })
  page.on("pageerror", (error) => complaints.push(error.message))
  await page.goto(`${root}t/acme/users`)
  await page.getByLabel("Name").fill(name)
  await page.getByLabel("Password").fill(password)
  await page.getByRole("button", { name: "Sign in" }).click()
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

const rows = () => page.getByRole("table").getByRole("row")

const search = async (text: string) => {
  await page.getByRole("searchbox").fill(text)
  await page.waitForURL((url) => (url.searchParams.get("q") ?? "") === text)
}

describe("users in the console", { timeout: 120_000 }, () => {
  it("are as many as there are, while few of them are in the page", async () => {
    await page
      .getByRole("link", { name: /Grace Hopper/ })
      .first()
      .waitFor()
    const wrong = await Chromium.inspect(page, "users")
    for (let turn = 0; turn < 20 && !(await page.getByText(`${userCount} users`).isVisible()); turn++) {
      await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight))
      await page.waitForTimeout(150)
    }
    await page.getByText(`${userCount} users`).waitFor()
    expect(await page.getByRole("table").getAttribute("aria-rowcount")).toBe(`${userCount + 1}`)
    expect(await rows().count()).toBeLessThan(60)
    expect(wrong).toEqual([])
  })

  it("are found by a few letters and by a filter, which the address has", async () => {
    await page.keyboard.press("/")
    await page.keyboard.type("liskov edsger")
    await page.getByText("3 users").waitFor()
    expect(new URL(page.url()).searchParams.get("q")).toBe("liskov edsger")
    await page.getByRole("button", { name: "Inactive" }).click()
    await page.getByText("29 users").waitFor()
    await page.reload()
    await page.getByText("29 users").waitFor()
    expect(await page.getByRole("searchbox").inputValue()).toBe("active eq false")
    expect(await Chromium.inspect(page, "users-filter")).toEqual([])
  })

  it("are sorted either way by a press on the head of a column", async () => {
    await search("turing alan")
    await page.getByRole("button", { name: "Name", exact: true }).click()
    await page.locator("[aria-sort=ascending]").waitFor()
    await page.getByRole("button", { name: "Name", exact: true }).click()
    await page.locator("[aria-sort=descending]").waitFor()
    expect(new URL(page.url()).searchParams.get("order")).toBe("-displayName")
    await page.getByRole("button", { name: "Name", exact: true }).click()
    await page.waitForURL((url) => !url.searchParams.has("order"))
  })

  it("have the columns that their reader chooses, and keep them", async () => {
    await page.getByRole("button", { name: "Columns" }).click()
    await page.getByRole("menuitemcheckbox", { name: "External ID" }).click()
    await page.keyboard.press("Escape")
    await page.reload()
    await page.getByRole("columnheader", { name: "External ID" }).waitFor()
  })

  it("say what is wrong with a filter, and what to look for where nothing is found", async () => {
    await search('colour eq "red"')
    await page.getByRole("alert").waitFor()
    expect(await page.getByRole("alert").textContent()).toContain("colour")
    await search("zzzz")
    await page.getByText("Nothing found").waitFor()
    expect(await Chromium.inspect(page, "users-nothing")).toEqual([])
    await page.getByRole("button", { name: "Show all" }).click()
    await page
      .getByRole("link", { name: /Grace Hopper/ })
      .first()
      .waitFor()
  })

  it("are walked through by keys", async () => {
    await page
      .getByRole("link", { name: /Grace Hopper/ })
      .first()
      .focus()
    await page.keyboard.press("ArrowDown")
    expect(await page.evaluate(() => document.activeElement?.textContent)).toContain("Alan Hopper")
    await page.keyboard.press("End")
    await page.waitForFunction(() => Number((document.activeElement as HTMLElement).dataset.row) > 90)
  })

  it("are looked at one by one: attributes by schema, groups, and a history with before and after", async () => {
    await search("grace.hopper@")
    await page.getByRole("link", { name: /Grace Hopper/ }).click()
    await page.getByRole("heading", { name: "Grace Hopper" }).waitFor()
    await page.getByRole("link", { name: "Engineering" }).waitFor()
    const history = page.getByRole("table", { name: "What changed" }).first()
    await history.waitFor()
    expect(await history.locator("del").first().textContent()).toBe("Engineer")
    expect(await history.locator("ins").allTextContents()).toEqual(
      expect.arrayContaining(["Rear Admiral", "grace@home.example (home)"])
    )
    expect(await page.getByText("costCenter").count()).toBeGreaterThan(0)
    const wrong = await Chromium.inspect(page, "user")
    await page.getByRole("button", { name: "JSON", exact: true }).click()
    expect(await page.locator("pre").textContent()).toContain('"costCenter": "4130"')
    expect([...wrong, ...(await Chromium.inspect(page, "user-json"))]).toEqual([])
  })

  it("are kept out after having asked, and let in again", async () => {
    await page.getByRole("button", { name: "Deactivate" }).click()
    const wrong = await Chromium.inspect(page, "user-deactivate")
    await page.getByRole("dialog").getByRole("button", { name: "Deactivate" }).click()
    await page.getByText("Deactivated", { exact: true }).waitFor()
    await page.getByRole("button", { name: "Activate", exact: true }).click()
    await page.getByText("Activated", { exact: true }).waitFor()
    expect(wrong).toEqual([])
  })

  it("are deleted after having asked, and taken back", async () => {
    const address = page.url()
    await page.getByRole("button", { name: "More actions" }).click()
    await page.getByRole("menuitem", { name: "Delete…" }).click()
    await page.getByText("It is put aside, and can be restored.").waitFor()
    await page.getByRole("button", { name: "Delete", exact: true }).click()
    await page.waitForURL(`${root}t/acme/users`)
    await page.goto(address)
    await page.getByRole("heading", { name: "This user is not there" }).waitFor()
    const gone = await Chromium.inspect(page, "user-gone")
    await page.getByRole("link", { name: "Deleted users" }).click()
    await page.getByRole("button", { name: "Restore Grace Hopper" }).waitFor()
    const wrong = await Chromium.inspect(page, "users-deleted")
    await page.getByRole("button", { name: "Restore Grace Hopper" }).click()
    await page.getByRole("dialog").getByRole("button", { name: "Restore" }).click()
    await page.waitForURL(address)
    await page.getByText("Inactive").waitFor()
    expect([...gone, ...wrong]).toEqual([])
  })
})

describe("groups in the console", { timeout: 120_000 }, () => {
  it("are listed with how many are in them", async () => {
    await page.getByRole("navigation").getByRole("link", { name: "Groups" }).click()
    const row = page.getByRole("row", { name: /Engineering/ })
    await row.waitFor()
    expect(await row.getByRole("cell").last().textContent()).toBe(`${userCount}`)
    expect(await Chromium.inspect(page, "groups")).toEqual([])
  })

  it("open at once however many are in them, of whom few are in the page", async () => {
    await page.getByRole("link", { name: "Engineering" }).click()
    await page.getByRole("heading", { name: "Engineering" }).waitFor()
    const members = page.getByRole("list", { name: "Members" })
    await members.waitFor()
    expect(await members.getByRole("listitem").count()).toBeLessThan(40)
    const wrong = await Chromium.inspect(page, "group")
    await members.getByRole("link").first().focus()
    await page.keyboard.press("End")
    await page.waitForFunction(() => Number((document.activeElement as HTMLElement).dataset.row) > 150)
    expect(wrong).toEqual([])
  })

  it("are deleted after having asked, and taken back without members", async () => {
    await page.goto(`${root}t/acme/groups/${group}`)
    await page.getByRole("button", { name: "More actions" }).click()
    await page.getByRole("menuitem", { name: "Delete…" }).click()
    await page.getByRole("button", { name: "Delete", exact: true }).click()
    await page.waitForURL(`${root}t/acme/groups`)
    await page.getByRole("link", { name: "Deleted" }).click()
    await page.getByRole("button", { name: "Restore Engineering" }).click()
    const wrong = await Chromium.inspect(page, "group-restore")
    await page.getByRole("dialog").getByRole("button", { name: "Restore" }).click()
    await page.getByText("No members yet").waitFor()
    expect([...wrong, ...(await Chromium.inspect(page, "group-empty"))]).toEqual([])
  })

  it("of which there are none say how they come", async () => {
    await page.goto(`${root}t/empty/groups`)
    await page.getByText("No groups yet").waitFor()
    const wrong = await Chromium.inspect(page, "groups-none")
    await page.goto(`${root}t/empty/users`)
    await page.getByText("No users yet").waitFor()
    await page.goto(`${root}t/empty/users/deleted`)
    await page.getByText("This tenant deletes at once and for good.").waitFor()
    expect([...wrong, ...(await Chromium.inspect(page, "users-none-deleted"))]).toEqual([])
  })

  it("never made the browser complain", () => {
    expect(complaints).toEqual([])
  })
})
