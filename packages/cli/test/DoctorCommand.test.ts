import { createServer, type RequestListener, type Server } from "node:http"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import * as Installation from "./Installation.ts"

const { now } = Installation
const day = 86_400_000

let rollcall: Installation.Installation
const servers: Array<Server> = []

beforeEach(async () => {
  rollcall = await Installation.make()
})

afterEach(async () => {
  for (const server of servers.splice(0)) await new Promise((resolve) => server.close(resolve))
})

/** A server in this process; answers its port. */
const serve = async (listener: RequestListener): Promise<number> => {
  const server = createServer(listener)
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const address = server.address()
  return typeof address === "object" && address !== null ? address.port : 0
}

/** What a Rollcall says to a request without a token. */
const refusing: RequestListener = (_, response) =>
  response.writeHead(401, { "www-authenticate": 'Bearer realm="rollcall"', date: new Date(now).toUTCString() }).end()

const postgres = { ROLLCALL_DATABASE_URL: "postgres://db.example.com/rollcall" }

interface Finding {
  readonly check: string
  readonly state: string
  readonly found: string
}

const examine = async (surroundings: Installation.Surroundings = {}) => {
  const env = { ...postgres, ...surroundings.env }
  const { status, stdout } = await rollcall.run(["doctor", "--json"], { ...surroundings, env })
  const { ok, findings }: { readonly ok: boolean; readonly findings: ReadonlyArray<Finding> } = JSON.parse(stdout)
  expect(status).toBe(ok ? 0 : 1)
  return (check: string) =>
    findings.filter((finding) => finding.check === check).map(({ state, found }) => `${state}: ${found}`)
}

const diagnosis = { name: "postgres", version: "17.2", now, pending: [], unknown: [], secrets: 1 } as const

describe("doctor", () => {
  it("finds nothing to do where all is well, and says so line by line", async () => {
    const port = await serve(refusing)
    await rollcall.run(["token", "create", "--name", "Okta"])
    await rollcall.run(["admin", "create", "ada@example.com"])
    const base = `http://127.0.0.1:${port}`
    const env = { ...postgres, ROLLCALL_PORT: String(port), ROLLCALL_BASE_URL: base }
    const { status, stdout, stderr } = await rollcall.run(["doctor"], { env, diagnosis })
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" })
    expect(stdout.split("\n").map((line) => line.slice(0, 20).trimEnd())).toEqual([
      "ok    configuration",
      "ok    database",
      "ok    tables",
      "ok    secrets",
      "ok    clock",
      "ok    tokens",
      "ok    administrators",
      "ok    log",
      "ok    server",
      "ok    base url",
      "ok    clock",
      ""
    ])
  })

  it("says what is wrong with the configuration, and looks no further", async () => {
    expect((await examine({ env: { ROLLCALL_PORT: "x" } }))("configuration")).toEqual([
      'fail: ROLLCALL_PORT must be a whole number from 0 to 65535, where 0 takes a free port, but it is "x".'
    ])
  })

  it("warns of a database that forgets, and of one that is not there yet", async () => {
    const forgetting = await examine({ env: { ROLLCALL_DATABASE_URL: "sqlite::memory:" } })
    expect(forgetting("database")[0]).toMatch(/^warn: sqlite::memory: forgets/)
    const missing = await examine({ env: { ROLLCALL_DATABASE_URL: "sqlite:./not-there.db" } })
    expect(missing("database")).toEqual(["warn: sqlite:./not-there.db is not there yet."])
  })

  it("fails on a database that is too old, and warns of tables and clocks that differ", async () => {
    const changed = { ...diagnosis, version: "14.9", pending: ["9_webhook"], now: now + 60_000 }
    const found = await examine({ diagnosis: changed })
    expect(found("database")).toEqual(["fail: postgres://db.example.com/rollcall is PostgreSQL 14.9."])
    expect(found("tables")).toEqual(["warn: 9_webhook are still to be made."])
    expect(found("clock")).toEqual(["warn: That of the database is 60 s ahead of the one here."])
    // Nothing is read that the tables may not have.
    expect(found("tokens")).toEqual([])
    const newer = await examine({ diagnosis: { ...diagnosis, unknown: ["99_later"] } })
    expect(newer("tables")).toEqual(["warn: A newer release has made 99_later."])
  })

  it("fails where the disk is full", async () => {
    const env = { ROLLCALL_DATABASE_URL: `sqlite:${import.meta.filename}` }
    expect((await examine({ env, freeBytes: 5e6 }))("disk")[0]).toMatch(/^fail: .* the disk 5 MB more\.$/)
    expect((await examine({ env }))("wal")).toEqual(["ok: The write-ahead log has 0 MB."])
  })

  it("warns of tokens that end soon and of those that nobody has used", async () => {
    expect((await examine())("tokens")).toEqual(["warn: There is none that is valid."])
    await rollcall.run(["token", "create", "--name", "Okta", "--expires", "20d"])
    await rollcall.run(["token", "create", "--name", "Entra"])
    const found = await examine({ now: now + 8 * day })
    expect(found("tokens")).toEqual([
      "ok: 2 are valid.",
      "warn: Okta of default expires on 2030-01-21.",
      "warn: Okta of default, made on 2030-01-01, was never used.",
      "warn: Entra of default, made on 2030-01-01, was never used."
    ])
  })

  it("warns where nobody administers, or none of those there are may come in", async () => {
    expect((await examine())("administrators")[0]).toMatch(/^warn: There is none/)
    await rollcall.run(["admin", "create", "ada@example.com"])
    expect((await examine())("administrators")).toEqual(["ok: 1 administrator may come in."])
    await rollcall.run(["admin", "disable", "ada@example.com"])
    expect((await examine())("administrators")[0]).toMatch(/^warn: There is none/)
  })

  it("warns of a log that has gaps, and of one that is not pruned", async () => {
    const entry = { tenant: "default", method: "", path: "", status: 0, duration: 0, notes: [] }
    await rollcall.log({ ...entry, time: now - 40 * day, status: 200 }, { ...entry, time: now - 1_000 })
    expect((await examine())("log")).toEqual([
      "warn: default has entries of 2029-11-22, though it keeps them for 30 days.",
      "warn: default has 1 gap of the last day: more came than could be written."
    ])
  })

  it("tells a server that is stopped from one that cannot be reached from outside, and from another program", async () => {
    const port = await serve(refusing)
    const other = await serve((_, response) => response.writeHead(200).end("hello"))
    const closed = await serve(refusing)
    await new Promise((resolve) => servers.pop()?.close(resolve))
    const at = (here: number, base: number) =>
      examine({ env: { ROLLCALL_PORT: String(here), ROLLCALL_BASE_URL: `http://127.0.0.1:${base}` } })
    const states = async (here: number, base: number) => {
      const found = await at(here, base)
      return ["server", "base url"].map((check) => found(check)[0]?.slice(0, 4))
    }
    expect(await states(closed, closed)).toEqual(["warn", "warn"])
    expect(await states(port, closed)).toEqual(["ok: ", "fail"])
    expect(await states(port, other)).toEqual(["ok: ", "fail"])
    expect(await states(other, port)).toEqual(["fail", "ok: "])
  })

  it.each([
    [90, "ok: The certificate of 127.0.0.1:1 is valid until 2030-04-01."],
    [13, "warn: The certificate of 127.0.0.1:1 is valid until 2030-01-14."],
    [-1, "fail: The certificate of 127.0.0.1:1 ended on 2029-12-31."]
  ])("looks how many days a certificate is valid: %i", async (days, found) => {
    const env = { ROLLCALL_BASE_URL: "https://127.0.0.1:1" }
    expect((await examine({ env, certificateEnd: now + days * day }))("tls")).toEqual([found])
  })

  it("fails on an address without encryption that is not this machine's", async () => {
    const env = { ROLLCALL_BASE_URL: "http://scim.invalid" }
    expect((await examine({ env }))("tls")).toEqual([
      "fail: http://scim.invalid/scim/v2 is not encrypted: tokens can be read on the way."
    ])
  })
})
