/** A service provider over the store of this folder, on Node's own HTTP server. */
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { Mount } from "@rollcall/http"
import { TokenService } from "@rollcall/provider"
import * as MemoryStore from "./MemoryStore.ts"

const scim = await Mount.make(MemoryStore.layer)
const { text } = await scim.run(TokenService.issue({ tenant: "default", name: "The first identity provider" }))

const server = createServer(scim.listener)
server.listen(Number(process.env.PORT ?? 3000), "127.0.0.1", () => {
  const { port } = server.address() as AddressInfo
  console.log(`Give it http://127.0.0.1:${port}/scim/v2 and the token ${text}`)
})

process.once("SIGTERM", () => server.close(() => scim.dispose()))
