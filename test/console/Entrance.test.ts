/**
 * How people come in, in a real browser: the first operator by the link that the server prints, whoever connects an
 * identity provider by a set-up link, and others by way of a real OpenID provider.
 */
import { AdministratorService, SetupLinkService } from "@rollcall/provider"
import { Redacted } from "effect"
import type { Browser, Page } from "playwright-core"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import * as IdentityProvider from "../../packages/http/test/admin/IdentityProvider.ts"
import * as Administration from "../cells/Administration.ts"
import * as Cell from "../cells/Cell.ts"
import * as Port from "../cells/Port.ts"
import * as Chromium from "./Browser.ts"
import * as Desk from "./Desk.ts"

const [cell = Cell.registry[0]] = Cell.select("node-sqlite")

let provider: IdentityProvider.IdentityProvider
let server: Cell.Server
let browser: Browser
let root: string
const complaints: Array<string> = []

beforeAll(async () => {
  if (cell === undefined) throw new Error("There is no cell.")
  const port = await Port.free()
  root = `http://127.0.0.1:${port}/`
  const people = {
    ada: { email: "ada@example.com", email_verified: true },
    eve: { email: "eve@example.com", email_verified: true }
  }
  provider = await IdentityProvider.start(people, `${root}api/oidc/callback`)
  const { clientId, clientSecret, issuer } = provider.settings
  server = await Cell.start(cell, {
    ROLLCALL_PORT: `${port}`,
    ROLLCALL_BASE_URL: root,
    ROLLCALL_OIDC_ISSUER: issuer,
    ROLLCALL_OIDC_CLIENT_ID: clientId,
    ROLLCALL_OIDC_CLIENT_SECRET: Redacted.value(clientSecret)
  })
  browser = await Chromium.launch()
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await server?.stop()
  await provider?.stop()
})

const arrive = async (): Promise<Page> => Desk.sit(await browser.newContext(), root, complaints)

describe("the first operator", { timeout: 120_000 }, () => {
  it("is told how to come in, and comes in once by the link that the server has printed", async () => {
    const page = await arrive()
    await page.goto(root)
    await page.getByText("Nobody administers this server yet").waitFor()
    const wrong = [...(await Chromium.inspect(page, "nobody"))]
    const link = /http\S+\/setup#\S+/.exec(server.stdout())?.[0] ?? ""
    await page.goto(link)
    await page.getByRole("heading", { name: "Welcome to Rollcall" }).waitFor()
    expect(page.url()).toBe(`${root}setup`)
    wrong.push(...(await Chromium.inspect(page, "setup")))
    await page.getByLabel("Name or e-mail address").fill(Desk.name)
    await page.getByLabel("Password").fill("too short")
    await page.getByRole("button", { name: "Become the first operator" }).click()
    expect(await page.getByLabel("Password").evaluate((field: HTMLInputElement) => field.validity.tooShort)).toBe(true)
    await page.getByLabel("Password").fill(Desk.password)
    await page.keyboard.press("Enter")
    await page.getByRole("button", { name: `Account: ${Desk.name}` }).waitFor()
    await page.getByRole("heading", { name: "Tenants" }).waitFor()
    await page.context().close()
    const late = await arrive()
    await late.goto(link)
    await late.getByLabel("Name or e-mail address").fill("eve@example.com")
    await late.getByLabel("Password").fill(Desk.password)
    await late.keyboard.press("Enter")
    await late.getByRole("alert").waitFor()
    await late.getByRole("link", { name: "Sign in instead" }).click()
    await late.getByRole("heading", { name: "Sign in" }).waitFor()
    await late.context().close()
    expect(wrong).toEqual([])
  })

  it("is told of a link that has lost its end", async () => {
    const page = await arrive()
    for (const path of ["setup", "connect"]) {
      await page.goto(root + path)
      await page.getByText("This link is not whole").waitFor()
    }
    expect(await Chromium.inspect(page, "link-cut")).toEqual([])
    await page.context().close()
  })
})

describe("whoever came by a set-up link", { timeout: 120_000 }, () => {
  let page: Page
  let link: string
  /** What the server has refused them: a page that is theirs asks for nothing that is not. */
  const refused: Array<string> = []

  beforeAll(async () => {
    await Administration.run(server.databaseUrl, Administration.tenant("acme"))
    const { secret } = await Administration.run(server.databaseUrl, SetupLinkService.issue({ tenant: "acme" }))
    link = `${root}connect#${secret}`
    page = await arrive()
    page.on("response", (response) => {
      if (response.status() === 403) refused.push(response.url())
    })
  })

  afterAll(() => page?.context().close())

  it("opens it by a press, and is where a provider is connected", async () => {
    await page.goto(link)
    await page.getByRole("heading", { name: "Connect your identity provider" }).waitFor()
    expect(page.url()).toBe(`${root}connect`)
    const wrong = await Chromium.inspect(page, "connect")
    await page.getByRole("button", { name: "Begin" }).click()
    await page.waitForURL(`${root}t/acme/scim`)
    await page.getByRole("button", { name: "Account: Guest of this tenant" }).waitFor()
    await page.getByRole("heading", { name: "Tokens" }).waitFor()
    const pages = page.getByRole("navigation").getByRole("link")
    expect(await pages.allTextContents()).toEqual(["SCIM"])
    expect([...wrong, ...(await Chromium.violations(page))]).toEqual([])
  })

  it("tests the integration, with all that shows that it works", async () => {
    await page.getByRole("link", { name: "Test the integration" }).click()
    await page.getByText("Listening", { exact: true }).waitFor()
    await page.getByRole("button", { name: "Simulate" }).click()
    await page.getByText("6 of 6 seen").waitFor()
    await page.getByRole("button", { name: "POST 201" }).first().click()
    await page.getByRole("dialog").getByText("What happened").waitFor()
    await page.keyboard.press("Escape")
    expect(await Chromium.violations(page)).toEqual([])
  })

  it("comes to no other page, and back to where they connect", async () => {
    for (const path of [
      "",
      "t/acme",
      "t/acme/users",
      "t/acme/log",
      "t/acme/settings",
      "account",
      "tenants",
      "health"
    ]) {
      await page.goto(root + path)
      await page.waitForURL(`${root}t/acme/scim`)
    }
    await page.keyboard.press("Control+k")
    const palette = page.getByRole("listbox")
    await palette.waitFor()
    const offered = await palette.getByRole("option").allTextContents()
    expect(offered.filter((title) => ["Overview", "Users", "SCIM", "Settings", "API keys"].includes(title))).toEqual([
      "SCIM"
    ])
    expect(refused).toEqual([])
  })

  it("comes in once", async () => {
    const other = await arrive()
    await other.goto(link)
    await other.getByRole("button", { name: "Begin" }).click()
    await other.getByRole("alert").getByText("The link has been opened, and works only once.").waitFor()
    await other.context().close()
  })
})

describe("whoever signs in by way of an OpenID provider", { timeout: 120_000 }, () => {
  /** Goes there from the sign-in, and does there what is asked. */
  const signIn = async (page: Page, login: string) => {
    const { issuer } = provider.settings
    // The forms of the provider want a font of another host; nothing here goes out.
    await page.route(
      ({ href }) => !href.startsWith(root) && !href.startsWith(issuer),
      (route) => route.abort()
    )
    await page.goto(`${root}sign-in`)
    await page.getByRole("link", { name: "Continue with your organisation's sign-in" }).click()
    await page.locator("input[name=login]").fill(login)
    await page.locator("input[name=password]").fill("any")
    await page.locator("[type=submit]").first().click()
    await page.getByRole("button", { name: "Continue" }).click()
  }

  it("comes back as the administrator that they are", async () => {
    await Administration.run(
      server.databaseUrl,
      AdministratorService.create({ name: "ada@acme.example", tenant: "acme" })
    )
    const page = await browser.newPage()
    await signIn(page, "ada")
    await page.getByRole("button", { name: `Account: ${Desk.name}` }).waitFor()
    await page.getByRole("heading", { name: "Tenants" }).waitFor()
    // A change needs what only a page of ours has learned.
    await page.getByRole("button", { name: "New tenant" }).click()
    await page.getByLabel("Name").fill("Globex")
    await page.getByRole("button", { name: "Create tenant" }).click()
    await page.waitForURL(`${root}t/globex`)
    await page.context().close()
  })

  it("is told why where nobody knows them, and how to try again", async () => {
    const page = await browser.newPage()
    await signIn(page, "eve")
    await page.getByRole("heading", { name: "Not signed in" }).waitFor()
    await page.getByText("No administrator is known by this account.").waitFor()
    expect(await Chromium.violations(page)).toEqual([])
    await page.context().close()
  })
})

describe("the pages on which people come in", () => {
  it("never broke their own policy, asked another host, or wrote an error", () => {
    expect(complaints).toEqual([])
  })
})
