/** Has a server of Node listen on a free port, and says where on a line of its own. */
import type { Server } from "node:net"

export const opening = "listens on "

export const announce = (server: Server): void => {
  server.listen(0, "127.0.0.1", () => {
    const address = server.address()
    if (typeof address === "object" && address !== null) process.stdout.write(`${line(address.port)}\n`)
  })
}

export const line = (port: number): string => `${opening}http://127.0.0.1:${port}/scim/v2`
