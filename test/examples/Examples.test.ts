import { TokenService } from "@rollcall/provider"
import { beforeEach, describe, expect, it, vi } from "vitest"
import * as Program from "./Program.ts"
import * as Story from "./Story.ts"

describe("examples/fetch", () => {
  // Each test has a service provider of its own, with nobody in it.
  beforeEach(() => void vi.resetModules())

  const token = async () => {
    const { scim } = await import("../../examples/fetch/Scim.ts")
    return (await scim.run(TokenService.issue({ tenant: "default", name: "test" }))).text
  }

  it("lets a directory provision through the methods of a route", async () => {
    const route = await import("../../examples/fetch/route.ts")
    const methods: Readonly<Record<string, (request: Request) => Promise<Response>>> = route
    const answer = (request: Request) => methods[request.method]?.(request) ?? Promise.reject(request.method)
    const send = Program.sending("https://app.example/scim/v2", await token(), answer)
    expect(await Story.tell(send)).toEqual(Story.expected)
  })

  it("lets a directory provision through a worker", async () => {
    const worker = await import("../../examples/fetch/worker.ts")
    const send = Program.sending("https://app.example/scim/v2", await token(), worker.default.fetch)
    expect(await Story.tell(send)).toEqual(Story.expected)
  })
})

describe("examples/filter", () => {
  it("finds and changes devices by a schema of its own, and says what is wrong", async () => {
    expect((await Program.run("filter/main.ts")).split("\n")).toEqual([
      'ports[type eq "sfp" and speed ge 10000] and not (room pr) → ["A-1"]',
      'room sw "cell" → ["C-7"]',
      'colour pr → "The filter names colour at character 1, which does not exist: the schema of Device has no attribute of this name. It has schemas, id, externalId, meta, serial, room, online, ports."',
      'upgraded → {"serial":"C-7","room":"Attic","online":true,"ports":[{"type":"rj45","speed":2500}]}',
      'renamed → "Operation 1: serial is immutable: it has a value already, which cannot be changed."',
      ""
    ])
  })
})

describe("examples/token", () => {
  it("lets a token in while it lives, with its scopes, and its successor after it", async () => {
    expect((await Program.run("token/main.ts")).split("\n")).toEqual([
      "in January: welcome",
      "half of it: mistyped or cut off, and no database was asked",
      "with another scope: not allowed",
      "in March, the new one: welcome",
      "the old one, an hour later: welcome",
      "the old one, two days later: expired since 2030-03-02T00:00:00.000Z",
      ""
    ])
  })
})
