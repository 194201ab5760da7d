/** A database that cannot be written for a while: writes wait or are refused honestly, reads go on, nothing is lost. */
import { SqlClient } from "@effect/sql"
import { Scim } from "@rollcall/conformance"
import { SqlClients } from "@rollcall/node"
import { Effect } from "effect"
import { afterEach, describe, expect, it } from "vitest"
import * as Cell from "../cells/Cell.ts"
import * as Load from "./Load.ts"

describe.each(Cell.selected().filter(isSqlite))("the database of $name, locked by another process", (cell) => {
  let server: Cell.Server
  afterEach(() => server?.stop())

  it("makes writes wait while reads go on, and refuses with 503 what would wait too long", async () => {
    server = await Cell.begin(cell)
    const scim = new Scim(server.base, server.token)
    await scim.user({ userName: "ada@example.com" })

    const short = await locked(server, async () => {
      const writes = Array.from({ length: 5 }, (_, index) => scim.user({ userName: `short-${index}@example.com` }))
      expect(await scim.userNames("userName pr")).toEqual(["ada@example.com"])
      await Load.pause(1_000)
      return writes
    })
    expect((await Promise.all(short)).map(({ status }) => status)).toEqual([201, 201, 201, 201, 201])

    const refused = await locked(server, async () => [await scim.post("/Users", scim.person())])
    const [answer] = await Promise.all(refused)
    expect(answer?.expectError(503).headers.get("retry-after")).toBe("1")
    expect((await scim.userNames("userName pr")).length).toBe(6)
    ;(await scim.post("/Users", scim.person())).expect(201)
  })
})

describe.each(Cell.selected().filter(isSqlite))("the disk of $name, full", (cell) => {
  let server: Cell.Server
  afterEach(() => server?.stop())

  it("refuses changes with 503, reads on, and has lost nothing when there is room again", async () => {
    server = await Cell.begin(withFilesUpTo(cell, 1_500))
    const crowded = new Scim(server.base, server.token)
    const kept: Array<string> = []
    let answer = await crowded.post("/Users", crowded.person({ userName: "0@example.com" }))
    while (answer.status === 201 && kept.length < 500) {
      kept.push(answer.textAt("/userName"))
      answer = await crowded.post("/Users", crowded.person({ userName: `${kept.length}@example.com` }))
    }
    expect(kept.length).toBeGreaterThan(0)
    expect(answer.expectError(503).headers.get("retry-after")).toBe("10")
    const again = crowded.person({ userName: `${kept.length}@example.com` })
    ;(await crowded.post("/Users", again)).expectError(503)
    expect((await crowded.list("/Users", { count: 0 })).expect(200).at("/totalResults")).toBe(kept.length)
    expect(await server.end("SIGTERM")).toBe(0)

    server = await server.restart(cell)
    const roomy = new Scim(server.base, server.token)
    expect([...(await roomy.userNames("userName pr", { count: 1_000 }))].sort()).toEqual([...kept].sort())
    ;(await roomy.post("/Users", again)).expect(201)
  })
})

function isSqlite(cell: Cell.Cell): boolean {
  return cell.storage === "sqlite"
}

/**
 * The same cell on a system that lets no file grow beyond this many blocks, which are 512 or 1024 bytes each. Such a
 * limit also sends a signal, which no full disk does and which ends Deno; so it is ignored.
 */
function withFilesUpTo(cell: Cell.Cell, blocks: number): Cell.Cell {
  return { ...cell, command: ["/bin/sh", "-c", `trap "" XFSZ; ulimit -f ${blocks}; exec "$@"`, "sh", ...cell.command] }
}

/** Holds the lock of all writers, from this process, while something is done. */
function locked<A>(server: Cell.Server, work: () => Promise<A>): Promise<A> {
  const path = server.databaseUrl.slice("sqlite:".length)
  return Effect.gen(function* () {
    const sql = yield* SqlClient.SqlClient
    return yield* Effect.acquireUseRelease(
      sql.unsafe("BEGIN IMMEDIATE"),
      () => Effect.promise(work),
      () => Effect.orDie(sql.unsafe("ROLLBACK"))
    )
  }).pipe(Effect.provide(SqlClients.layer({ _tag: "SqliteFile", path })), Effect.runPromise)
}
