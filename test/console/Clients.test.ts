/** OAuth clients in a real browser: one is registered, gets access tokens by what the page showed, and is revoked. */
import { generateKeyPairSync } from "node:crypto"
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

interface Shown {
  readonly endpoint: string
  readonly id: string
  readonly secret: string
}

/** What the dialog gives to take along. */
const shown = async (title: string): Promise<Shown> => {
  const dialog = desk.page.getByRole("dialog", { name: title })
  await dialog.waitFor()
  const [endpoint = "", id = "", secret = ""] = await dialog.locator("code").allTextContents()
  return { endpoint, id, secret }
}

/** What SCIM answers to the token that the client gets, or what it is refused with. */
const status = async ({ endpoint, id, secret }: Shown): Promise<number> => {
  const basic = Buffer.from(`${id}:${secret}`).toString("base64")
  const answer = await fetch(endpoint, {
    method: "POST",
    headers: { authorization: `Basic ${basic}`, "content-type": "application/x-www-form-urlencoded" },
    body: "grant_type=client_credentials"
  })
  if (!answer.ok) return answer.status
  const { access_token: token } = (await answer.json()) as { readonly access_token: string }
  return (await fetch(`${desk.server.base}/Users`, { headers: { authorization: `Bearer ${token}` } })).status
}

const act = async (name: string, action: RegExp) => {
  await desk.page.getByRole("button", { name: `Actions for ${name}` }).click()
  await desk.page.getByRole("menuitem", { name: action }).click()
}

describe("the OAuth clients of a tenant", { timeout: 120_000 }, () => {
  let first: Shown

  it("begin with what they are good for", async () => {
    const { page, root } = desk
    await page.goto(`${root}t/acme/scim`)
    await page.getByText("No OAuth client").waitFor()
    expect(await Chromium.inspect(page, "clients-empty")).toEqual([])
  })

  it("get access tokens by the secret that is shown once", async () => {
    const { page } = desk
    await page.getByRole("button", { name: "Register client" }).click()
    const wrong = await Chromium.inspect(page, "client-register")
    await page.getByRole("dialog").getByRole("button", { name: "Register client" }).click()
    first = await shown("Save this secret now")
    const wrongWithSecret = await Chromium.inspect(page, "client-secret")
    await page.getByRole("button", { name: "I saved it" }).click()
    await page.getByText("Entra ID", { exact: true }).waitFor()
    expect([...wrong, ...wrongWithSecret]).toEqual([])
    expect(await status(first)).toBe(200)
  })

  it("have two secrets for the overlap when they are rotated", async () => {
    await act("Entra ID", /Rotate/)
    await desk.page.getByRole("button", { name: "Make the new secret" }).click()
    const second = await shown("Save this secret now")
    await desk.page.getByRole("button", { name: "I saved it" }).click()
    expect(second).toMatchObject({ id: first.id, endpoint: first.endpoint })
    expect(second.secret).not.toBe(first.secret)
    expect([await status(first), await status(second)]).toEqual([200, 200])
    await desk.page.getByText("what it had before ends").waitFor()
  })

  it("may have keys of their own, and no secret then", async () => {
    const { page } = desk
    const { publicKey } = generateKeyPairSync("ed25519")
    await page.getByRole("button", { name: "Register client" }).click()
    await page.getByLabel("Name", { exact: true }).fill("Signed")
    await page.getByRole("radiogroup", { name: "How it proves who it is" }).getByText("By its own keys").click()
    await page.getByLabel("Public keys").fill("no key at all")
    await page.getByRole("dialog").getByRole("button", { name: "Register client" }).click()
    await page.getByRole("dialog").getByRole("alert").waitFor()
    const wrong = await Chromium.inspect(page, "client-keys")
    await page.getByLabel("Public keys").fill(`${publicKey.export({ type: "spki", format: "pem" })}`)
    await page.getByRole("dialog").getByRole("button", { name: "Register client" }).click()
    expect(await shown("The client is registered")).toMatchObject({ endpoint: first.endpoint, secret: "" })
    await page.getByRole("button", { name: "Done" }).click()
    await page.getByText("Signed", { exact: true }).waitFor()
    expect(wrong).toEqual([])
    expect(await Chromium.inspect(page, "clients")).toEqual([])
  })

  it("are revoked after having asked, at once", async () => {
    await act("Entra ID", /Revoke/)
    await desk.page.getByRole("button", { name: "Revoke client" }).click()
    await desk.page.getByRole("dialog").waitFor({ state: "detached" })
    await desk.page.getByRole("button", { name: "Show 1 that were revoked" }).waitFor()
    expect(await status(first)).toBe(401)
  })

  it("never broke its own policy, asked another host, or wrote an error", () => {
    expect(desk.complaints).toEqual([])
  })
})
