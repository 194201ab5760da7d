/**
 * The yardstick: SCIMMY behind Express, as its documentation shows it, over maps in memory. Nothing that it does waits
 * for a disk, so what it shows here is its best side. Started as a process of its own; prints its address, and takes its
 * population from the first line of its input.
 */
import { randomUUID } from "node:crypto"
import type { AddressInfo } from "node:net"
import express from "express"
import SCIMMY from "scimmy"
import SCIMMYRouters from "scimmy-routers"

type Stored = { id: string; meta?: unknown } & Record<string, unknown>

const declare = (resource: typeof SCIMMY.Resources.User | typeof SCIMMY.Resources.Group): Map<string, Stored> => {
  const stored = new Map<string, Stored>()
  SCIMMY.Resources.declare(resource, {
    egress: ({ id }: { id?: string }) => {
      if (id === undefined) return [...stored.values()]
      const found = stored.get(id)
      if (found === undefined) throw new SCIMMY.Types.Error(404, null as never, `Resource ${id} not found`)
      return found
    },
    ingress: ({ id = randomUUID() }: { id?: string }, given: Record<string, unknown>) => {
      const next = { ...given, id }
      stored.set(id, next)
      return next
    },
    degress: ({ id }: { id?: string }) => {
      if (id !== undefined) stored.delete(id)
    }
  } as never)
  return stored
}

declare(SCIMMY.Resources.User)
declare(SCIMMY.Resources.Group)

const app = express()
app.use("/scim/v2", new SCIMMYRouters({ type: "bearer", handler: () => "owner" }))
const server = app.listen(0, "127.0.0.1", () => {
  const { port } = server.address() as AddressInfo
  process.stdout.write(`listens on http://127.0.0.1:${port}/scim/v2\n`)
})
