/**
 * Takes the pictures of docs/tour.md: a company's first day with Rollcall, in a real browser against a real server. The
 * pictures are kept in the repository, so they are taken anew by a person, with `npm run tour`, when pages have changed.
 */
import { mkdir } from "node:fs/promises"
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { fileURLToPath } from "node:url"
import { Scim, urn } from "@rollcall/conformance"
import type { Locator } from "playwright-core"
import * as Administration from "../cells/Administration.ts"
import * as Desk from "./Desk.ts"

const folder = fileURLToPath(new URL("../../docs/images/", import.meta.url))

/** Half a screen: what a page of the documentation shows at once. */
const size = { width: 1_280, height: 820 }

const people = [
  ["Grace", "Hopper", "Rear Admiral", "Navy"],
  ["Alan", "Turing", "Cryptanalyst", "Research"],
  ["Margaret", "Hamilton", "Director", "Flight Software"],
  ["Edsger", "Dijkstra", "Professor", "Research"],
  ["Barbara", "Liskov", "Institute Professor", "Research"],
  ["Donald", "Knuth", "Author", "Publishing"],
  ["Radia", "Perlman", "Fellow", "Networks"],
  ["Tony", "Hoare", "Researcher", "Research"],
  ["Frances", "Allen", "Fellow", "Compilers"],
  ["Ken", "Thompson", "Engineer", "Systems"],
  ["Hedy", "Lamarr", "Inventor", "Radio"],
  ["Katherine", "Johnson", "Mathematician", "Flight Software"]
] as const

const bodyOf = ([givenName, familyName, title, department]: (typeof people)[number], index: number) => {
  const userName = `${givenName}.${familyName}@acme.example`.toLowerCase()
  return {
    schemas: [urn.user, urn.enterprise],
    userName,
    externalId: `00u4x8${index}kq2`,
    displayName: `${givenName} ${familyName}`,
    name: { givenName, familyName },
    title,
    emails: [{ value: userName, type: "work", primary: true }],
    active: true,
    [urn.enterprise]: { department, employeeNumber: `${4_100 + index}` }
  }
}

/** What the identity provider of the company sends on a first day. */
const provision = async (scim: Scim): Promise<string> => {
  const ids: Array<string> = []
  for (const [index, person] of people.entries()) {
    const body = bodyOf(person, index)
    await scim.list("/Users", { filter: `userName eq "${body.userName}"` })
    ids.push((await scim.post("/Users", body)).expect(201).id)
  }
  const [grace = "", alan = "", margaret = "", edsger = ""] = ids
  for (const [displayName, members] of [
    ["Engineering", ids],
    ["Flight Software", [margaret, ids[11] ?? ""]],
    ["Research", [alan, edsger]]
  ] as const) {
    await scim.group({ displayName, members: members.map((value) => ({ value })) })
  }
  await scim.change(`/Users/${grace}`, { op: "Replace", path: "title", value: "Commodore" })
  await scim.change(`/Users/${grace}`, {
    op: "Add",
    path: "phoneNumbers",
    value: [{ type: "mobile", value: "+1 202 555 0143" }]
  })
  await scim.change(`/Users/${edsger}`, { op: "Replace", value: { active: "False" } })
  await scim.post("/Users", bodyOf(people[1], 1))
  return grace
}

/** An application that takes what webhooks bring. */
const application = async () => {
  const server = createServer((request, response) => request.resume().on("end", () => response.writeHead(204).end()))
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/scim-events`, server }
}

const app = await application()
const desk = await Desk.open("acme", { ROLLCALL_WEBHOOK_PRIVATE: "allow" })
const { page, root } = desk
const dialog = () => page.getByRole("dialog")

const picture = async (name: string, settled: Locator): Promise<void> => {
  await settled.waitFor()
  await page.evaluate(() => document.fonts.ready)
  await page.screenshot({ path: `${folder}${name}.png`, animations: "disabled" })
}

/** Has the part of the page at the top. */
const turnTo = (heading: string) =>
  page.getByRole("heading", { name: heading }).evaluate((element) => {
    scrollTo(0, element.getBoundingClientRect().top + scrollY - 40)
  })

/** The token of the dialog that shows it once. */
const generate = async (): Promise<string> => {
  await page.goto(`${root}t/acme/scim`)
  await page.getByRole("button", { name: "Generate SCIM token" }).first().click()
  await dialog().getByRole("button", { name: "Generate token" }).click()
  const code = dialog().locator("code").first()
  await picture("token", code)
  const text = (await code.textContent()) ?? ""
  await dialog().getByRole("button", { name: "I saved it" }).click()
  return text
}

const tour = async (): Promise<void> => {
  await Administration.run(desk.server.databaseUrl, Administration.settings("acme", { logBodies: "masked" }))
  const token = await generate()
  await turnTo("Set up your identity provider")
  await picture("guide", page.getByRole("list", { name: "Steps" }))
  const grace = await provision(new Scim(desk.server.base, token))
  await page.goto(`${root}t/acme/webhooks`)
  await page.getByRole("button", { name: "Create webhook" }).click()
  await dialog().getByLabel("Address").fill(app.address)
  await dialog().getByRole("button", { name: "Create webhook" }).click()
  await dialog().getByRole("button", { name: "I saved it" }).click()
  await page.goto(`${root}t/acme/scim/test`)
  await page.getByText("Listening", { exact: true }).waitFor()
  await page.getByLabel("Play").selectOption({ label: "Okta" })
  await page.getByRole("button", { name: "Simulate" }).click()
  await page.getByText(/^Okta would be content/).waitFor()
  await page.evaluate(() => scrollTo(0, 0))
  await picture("test", page.getByText("6 of 6 seen"))
  await page.goto(`${root}t/acme/users`)
  await picture("users", page.getByRole("link", { name: "Grace Hopper" }))
  await page.goto(`${root}t/acme/users/${grace}`)
  await picture("user", page.getByText("Commodore").first())
  await turnTo("History")
  await picture("history", page.getByRole("table", { name: "What changed" }).first())
  await page.goto(`${root}t/acme/log?outcome=failed`)
  await page
    .getByRole("region", { name: "Requests" })
    .getByRole("listitem")
    .filter({ hasText: "409" })
    .last()
    .getByRole("button")
    .click()
  await picture("log", dialog().getByText("What to do"))
  await page.keyboard.press("Escape")
  await page.goto(`${root}t/acme/webhooks`)
  await page.getByRole("link", { name: new URL(app.address).host }).click()
  await picture("webhook", page.getByText("Delivered").first())
  await page.goto(`${root}t/acme/settings`)
  await picture("settings", page.getByRole("heading", { name: "Settings", exact: true }))
  await page.emulateMedia({ colorScheme: "dark" })
  await page.goto(`${root}t/acme`)
  await picture("overview", page.getByRole("slider"))
}

await mkdir(folder, { recursive: true })
await page.setViewportSize(size)
try {
  await tour()
} finally {
  await desk.leave()
  app.server.closeAllConnections()
  app.server.close()
}
if (desk.complaints.length > 0) throw new Error(desk.complaints.join("\n"))
