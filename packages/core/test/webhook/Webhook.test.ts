import { Webhook } from "@rollcall/core"
import { describe, expect, it } from "vitest"

const webhook: Webhook.Webhook = {
  id: "w1",
  tenant: "default",
  url: "https://app.example/events",
  kinds: ["user.created"],
  secrets: [{ text: "whsec_old" }],
  enabled: true,
  created: 0
}

describe("Webhook.wants", () => {
  it("takes the kinds that are named, and every kind where none is", () => {
    expect(["user.created", "user.deleted"].map((kind) => Webhook.wants(webhook, kind))).toEqual([true, false])
    expect(Webhook.wants({ ...webhook, kinds: [] }, "device.created")).toBe(true)
  })
})

describe("Webhook.rotate", () => {
  it("signs by both secrets until the overlap is over, and then by the new one alone", () => {
    const rotated = Webhook.rotate(webhook, "whsec_new", 1_000, 500)
    const signing = (now: number) => Webhook.living(rotated, now).map(({ text }) => text)
    expect(signing(1_499)).toEqual(["whsec_new", "whsec_old"])
    expect(signing(1_500)).toEqual(["whsec_new"])
  })

  it("lets no secret live longer than it had to, and ends the old one at once without an overlap", () => {
    const twice = Webhook.rotate(Webhook.rotate(webhook, "whsec_2", 1_000, 500), "whsec_3", 1_100, 5_000)
    expect(twice.secrets).toEqual([
      { text: "whsec_3" },
      { text: "whsec_2", expires: 6_100 },
      { text: "whsec_old", expires: 1_500 }
    ])
    expect(Webhook.rotate(webhook, "whsec_new", 1_000, 0).secrets).toEqual([{ text: "whsec_new" }])
  })
})

describe("retries", () => {
  const every = Array.from({ length: Webhook.attemptsMax - 1 }, (_, index) => Webhook.retryMillis(index + 1, 0.5) ?? 0)

  it("begin after seconds, end at every half day, and go on for more than a weekend", () => {
    expect([every[0], every[1], every.at(-1)]).toEqual([5_000, 20_000, 12 * 3_600_000])
    const days = every.reduce((sum, millis) => sum + millis, 0) / 86_400_000
    expect(days).toBeGreaterThan(3)
    expect(Webhook.retryMillis(Webhook.attemptsMax, 0.5)).toBeUndefined()
  })

  it("are spread by a fifth", () => {
    expect([Webhook.retryMillis(1, 0), Webhook.retryMillis(1, 1)]).toEqual([4_000, 6_000])
    expect([1, 2, 7, 50].map((failures) => Webhook.pauseMillis(failures, 0.5))).toEqual([1_000, 2_000, 60_000, 60_000])
  })
})
