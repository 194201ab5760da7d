import { Token } from "@rollcall/core"
import { type Standing, Tenant } from "@rollcall/provider"
import { describe, expect, it } from "vitest"
import * as Attention from "../../src/admin/Attention.ts"

const day = 86_400_000
const now = Date.UTC(2026, 0, 31)

const token = (given: Partial<Token.Token> = {}): Token.Token => ({
  id: "t",
  tenant: "acme",
  name: "Okta",
  digest: "",
  hint: "",
  scopes: Token.allScopes,
  created: now - 100 * day,
  expires: now + 100 * day,
  lastUsed: now - day,
  ...given
})

const standing = (given: Partial<Standing> = {}, enabled = true): Standing => ({
  webhook: {
    id: "w",
    tenant: "acme",
    url: "https://app.example.com/events",
    kinds: [],
    secrets: [],
    enabled,
    created: now
  },
  failures: 0,
  pending: 3,
  dead: 0,
  ...given
})

const { webhook } = standing()
const receiver = { delivery: "push", audience: "https://app.example.com", issuer: "https://scim.example.com" } as const

const { lastUsed: _, ...unused } = token()

const well: Attention.TenantFacts = {
  tenant: { id: "acme", name: "acme", settings: Tenant.defaultSettings, created: 0 },
  tokens: [token()],
  endpoints: [standing()],
  lastDay: { requests: 100, failed: 9 },
  dayBefore: { requests: 100, failed: 9 },
  dropped: 0,
  now
}

const details = (given: Partial<Attention.TenantFacts>) =>
  Attention.ofTenant({ ...well, ...given }).map(({ about, detail }) => `${about}: ${detail}`)

describe("a tenant", () => {
  it("needs no attention where all is well", () => {
    expect(details({})).toEqual([])
    expect(details({ lastDay: { requests: 0, failed: 0 } })).toEqual([])
    expect(details({ lastDay: { requests: 100, failed: 9 }, dayBefore: { requests: 100, failed: 0 } })).toEqual([])
    expect(details({ lastDay: { requests: 999, failed: 29 }, dayBefore: { requests: 999, failed: 10 } })).toEqual([])
    expect(details({ tokens: [token({ expires: now + 30 * day })] })).toEqual([])
    expect(details({ endpoints: [standing({ failures: 2, dead: 1 }, false)] })).toEqual([])
    expect(details({ tokens: [token(), token({ revoked: now, lastUsed: 0 })] })).toEqual([])
  })

  it.each<[string, Partial<Attention.TenantFacts>]>([
    ["tokens: There is no token that is valid", { tokens: [token({ expires: now })] }],
    ['tokens: The token "Okta" expires on 2026-03-01.', { tokens: [token({ expires: now + 30 * day - 1 })] }],
    ['tokens: The token "Okta" was last used on 2026-01-23.', { tokens: [token({ lastUsed: now - 8 * day })] }],
    ['tokens: The token "Okta" was made on 2025-10-23 and never used.', { tokens: [unused] }],
    ["requests: 10 of the 100 requests", { lastDay: { requests: 100, failed: 10 } }],
    [
      "requests: Errors rise: 30 requests of the last 24 hours were refused or went wrong, after 10 in the 24 hours",
      { lastDay: { requests: 999, failed: 30 }, dayBefore: { requests: 999, failed: 10 } }
    ],
    [
      "webhooks: The webhook https://app.example.com/events takes nothing, and 3 events wait for it.",
      { endpoints: [standing({ failures: 1, dead: 1 })] }
    ],
    [
      "receivers: The receiver https://app.example.com did not take 2 events, which were given up.",
      { endpoints: [standing({ dead: 2, webhook: { ...webhook, receiver } })] }
    ],
    ["log: 3 entries of this log were not written", { dropped: 3 }],
    [
      "provisioning: Provisioning is switched off",
      { tenant: { ...well.tenant, settings: { ...Tenant.defaultSettings, provisioning: "off" } } }
    ]
  ])("needs it: %s", (detail, given) => {
    const found = details(given)
    expect([found.length, found[0]?.slice(0, detail.length)]).toEqual([1, detail])
  })
})

const status = { product: "SQLite", version: "3", pending: [] }
const log = { waiting: 5_000, waitingMax: 10_000, dropped: 0 }

describe("a server", () => {
  it("needs no attention where all is well, nor where it keeps no log", () => {
    expect(Attention.ofServer(status, 250, log)).toEqual([])
    expect(Attention.ofServer(status, 1, { waiting: 0, waitingMax: 0, dropped: 0 })).toEqual([])
  })

  it.each<[string, Parameters<typeof Attention.ofServer>]>([
    ["The tables are older than this release: 9_x is missing.", [{ ...status, pending: ["9_x"] }, 1, log]],
    ["The database took 251 milliseconds", [status, 251, log]],
    ["5001 entries of the provisioning log wait", [status, 1, { ...log, waiting: 5_001 }]],
    ["1 entries of the provisioning log were not written", [status, 1, { ...log, dropped: 1 }]]
  ])("needs it: %s", (detail, given) => {
    const found = Attention.ofServer(...given)
    expect([found.length, found[0]?.detail.slice(0, detail.length)]).toEqual([1, detail])
  })
})
