/** Events of real servers at a real endpoint: how fast, how often, and what a kill leaves of them. */
import { Scim } from "@rollcall/conformance"
import { Effect, Exit, Scope } from "effect"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import * as Receiver from "../../packages/webhook/test/Receiver.ts"
import * as Cell from "../cells/Cell.ts"

const settings = { ROLLCALL_WEBHOOK_PRIVATE: "allow" }

const named = (...names: ReadonlyArray<string>) => Cell.selected().filter(({ name }) => names.includes(name))

describe.each(Cell.spread())("a server of $name", (cell) => {
  const { receiver, server } = served(cell)

  it("tells an endpoint of a deactivation within a second", async () => {
    await subscribe(server(), receiver(), "user.deactivated")
    const scim = new Scim(server().base, server().token)
    const id = (await scim.user()).id
    const begun = Date.now()
    const operation = { op: "replace", path: "active", value: false }
    ;(await scim.change(`/Users/${id}`, operation)).expect([200, 204])
    await received(receiver(), 1)
    const [event] = receiver().received
    expect(event).toMatchObject({ type: "user.deactivated", resource: id, genuine: true })
    expect((event?.at ?? 0) - begun).toBeLessThan(1_000)
  })
})

describe.each(named("node-sqlite", "node-postgres"))("a server of $name that is killed in the middle", (cell) => {
  const { receiver, server, instead } = served(cell)

  it("brings everything after it has started again", { timeout: 60_000 }, async () => {
    await subscribe(server(), receiver(), "user.created")
    const scim = new Scim(server().base, server().token)
    receiver().answer = () => (receiver().received.length > 5 ? undefined : 200)
    const ids: Array<string> = []
    for (let count = 0; count < 20; count++) ids.push((await scim.user()).id)
    await received(receiver(), 6)
    await server().end("SIGKILL")
    receiver().answer = () => 200
    await instead()
    const told = () => new Set(receiver().received.map(({ resource }) => resource))
    await until(() => ids.every((id) => told().has(id)))
    expect(receiver().received.every(({ genuine }) => genuine)).toBe(true)
  })
})

describe.each(named("node-postgres"))("two servers of $name", (cell) => {
  const { receiver, server } = served(cell)

  it("send no event twice between them, and those of one resource in order", async () => {
    const other = await server().restart()
    await subscribe(server(), receiver(), "user.created", "user.updated", "user.deleted")
    const both = [server(), other].map(({ base, token }) => new Scim(base, token))
    const write = async (index: number) => {
      const scim = both[index % 2] as Scim
      const path = `/Users/${(await scim.user()).id}`
      ;(await scim.change(path, { op: "replace", path: "title", value: "Boss" })).expect([200, 204])
      ;(await scim.delete(path)).expect(204)
    }
    await Promise.all(Array.from({ length: 20 }, (_, index) => write(index)))
    await received(receiver(), 60)
    await new Promise((resolve) => setTimeout(resolve, 500))
    const events = receiver().received
    expect([events.length, new Set(events.map(({ id }) => id)).size]).toEqual([60, 60])
    const told = (of: string) => events.flatMap(({ resource, type }) => (resource === of ? [type] : [])).join()
    expect(new Set(events.map(({ resource }) => told(resource)))).toEqual(
      new Set(["user.created,user.updated,user.deleted"])
    )
    await other.end("SIGTERM")
  })
})

describe.each(named("node-sqlite"))("rollcall event beside a server of $name", (cell) => {
  const { server } = served(cell)

  it("lists what the server was told, behind a number", async () => {
    const scim = new Scim(server().base, server().token)
    const ids = [(await scim.user()).id, (await scim.user()).id]
    const { stdout } = await server().rollcall("event", "list", "--after", "1", "--json")
    expect(JSON.parse(stdout).map(({ data }: { data: { resource: { id: string } } }) => data.resource.id)).toEqual(
      ids.slice(1)
    )
  })
})

/** A server of the cell that may send to this machine, and an endpoint, for the tests of the block. */
function served(cell: Cell.Cell) {
  const scope = Effect.runSync(Scope.make())
  let running: Cell.Server
  let endpoint: Receiver.Receiver
  beforeAll(async () => {
    endpoint = await Effect.runPromise(Scope.extend(Receiver.start, scope))
    running = await Cell.start(cell, settings)
  })
  afterAll(async () => {
    await Effect.runPromise(Scope.close(scope, Exit.void))
    await running?.stop()
  })
  const instead = async () => {
    running = await running.restart()
  }
  return { server: () => running, receiver: () => endpoint, instead }
}

async function subscribe(server: Cell.Server, receiver: Receiver.Receiver, ...kinds: ReadonlyArray<string>) {
  const words = ["webhook", "create", receiver.url, "--kind", kinds.join(","), "--json"]
  const { status, stdout, stderr } = await server.rollcall(...words)
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" })
  receiver.secret = JSON.parse(stdout).secret
}

const received = (receiver: Receiver.Receiver, count: number) => until(() => receiver.received.length >= count)

async function until(isSo: () => boolean): Promise<void> {
  const end = Date.now() + 40_000
  while (!isSo()) {
    if (Date.now() > end) throw new Error("It never came to that.")
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}
