import * as SqliteClient from "@effect/sql-sqlite-node/SqliteClient"
import { type LogEntry, LogStore, TokenService, TokenStore } from "@rollcall/provider"
import { Storage } from "@rollcall/sql"
import { Effect, Layer } from "effect"
import { describe, expect, it } from "vitest"
import * as Mount from "../src/Mount.ts"
import * as ProvisioningLog from "../src/ProvisioningLog.ts"
import { logged } from "./service.ts"

const storage = Storage.layer.pipe(Layer.provide(SqliteClient.layer({ filename: ":memory:" })))

const users = "https://app.example/people/Users"

describe("a mount", () => {
  it("answers requests, and runs effects over the same storage", async () => {
    const mount = await Mount.make(Layer.merge(storage, logged([])), { basePath: "/people" })
    const { text, token } = await mount.run(TokenService.issue({ tenant: "default", name: "test" }))
    const response = await mount.fetch(new Request(users, { headers: { authorization: `Bearer ${text}` } }))
    expect([response.status, await response.json()]).toMatchObject([200, { totalResults: 0 }])
    const tokens = await mount.run(Effect.flatMap(TokenStore, (store) => store.list()))
    expect(tokens.map(({ id }) => id)).toEqual([token.id])
    await mount.dispose()
  })

  it("writes its log where the layers say", async () => {
    const lines: Array<string> = []
    const mount = await Mount.make(Layer.merge(storage, logged(lines)))
    await mount.fetch(new Request("https://app.example/scim/v2/Users"))
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([{ message: "request", annotations: { status: 401 } }])
    await mount.dispose()
  })

  it("keeps the provisioning log where the layers have one, and writes the rest of it when it is closed", async () => {
    const kept: Array<LogEntry.LogEntry> = []
    const remembering = Layer.succeed(LogStore, {
      append: (entries) => Effect.sync(() => void kept.push(...entries)),
      page: () => Effect.succeed([]),
      find: () => Effect.succeedNone,
      count: () => Effect.succeed([]),
      prune: () => Effect.succeed(0)
    })
    const log = ProvisioningLog.layer.pipe(Layer.provide(Layer.merge(storage, remembering)))
    const mount = await Mount.make(Layer.mergeAll(storage, log, logged([])))
    await mount.fetch(new Request("https://app.example/scim/v2/Users"))
    expect(kept).toEqual([])
    await mount.dispose()
    expect(kept).toMatchObject([{ path: "/scim/v2/Users", status: 401 }])
  })

  it("closes the storage, and is not made where it cannot be opened", async () => {
    const closed: Array<string> = []
    const closing = Layer.scopedDiscard(Effect.addFinalizer(() => Effect.sync(() => closed.push("storage"))))
    const mount = await Mount.make(Layer.mergeAll(storage, closing, logged([])))
    expect(closed).toEqual([])
    await mount.dispose()
    expect(closed).toEqual(["storage"])
    await expect(Mount.make(Layer.merge(storage, Layer.fail("closed for good")))).rejects.toThrow("closed for good")
  })
})
