/** The load of a measurement on servers that do what servers do. */
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { expect, it } from "vitest"
import { Load } from "./Load.ts"
import { operations } from "./Operation.ts"
import * as Population from "./Population.ts"

it("asks over another connection where a server has closed one that was not in use", async () => {
  let connections = 0
  const server = createServer({ keepAliveTimeout: 1 }, (_, response) => void response.end("{}"))
  server.on("connection", () => connections++)
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const [get] = operations
  if (get === undefined) throw new Error("There is no operation.")
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/scim/v2`
  const load = await Load.open({ name: "test", base, token: "x" }, get, Population.make(10), 1)
  try {
    await load.probe()
    const closed = () => new Promise<number>((resolve) => server.getConnections((_, count) => resolve(count)))
    await expect.poll(closed, { timeout: 10_000 }).toBe(0)
    await load.probe()
    expect(connections).toBe(2)
  } finally {
    load.close()
    server.close()
  }
})
