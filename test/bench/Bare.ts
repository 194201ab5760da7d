/**
 * The yardstick of what the runtime and its driver can do: one HTTP server, one prepared statement, stored text sent as
 * it is. It speaks no SCIM, checks nobody, and writes nothing; what it does in a second, nothing built on Node does.
 */
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import Database from "better-sqlite3"

const [path = ""] = process.argv.slice(2)
const database = new Database(path, { readonly: true })
const byId = database.prepare("SELECT document FROM resource WHERE tenant = 'default' AND id = ?")
const byUserName = database.prepare(
  `SELECT r.document FROM attribute_key k JOIN resource r ON r.tenant = k.tenant AND r.id = k.resource_id
   WHERE k.tenant = 'default' AND k.type = 'User' AND k.path = 'userName' AND k.value = ?`
)

const server = createServer((request, response) => {
  const url = new URL(request.url ?? "/", "http://127.0.0.1")
  const filter = url.searchParams.get("filter")
  const row = (filter === null ? byId.get(url.pathname.split("/").at(-1)) : byUserName.get(filter.split('"')[1])) as
    | { readonly document: string }
    | undefined
  response.writeHead(row === undefined ? 404 : 200, { "content-type": "application/scim+json" })
  response.end(row?.document)
})

server.listen(0, "127.0.0.1", () => {
  process.stdout.write(`listens on http://127.0.0.1:${(server.address() as AddressInfo).port}/scim/v2\n`)
})
