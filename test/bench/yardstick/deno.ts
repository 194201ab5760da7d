/** Deno alone: its HTTP server over node:sqlite or pg. */
import { DatabaseSync } from "node:sqlite"
import { line } from "./announce.ts"
import * as Lookup from "./Lookup.ts"
import * as Postgres from "./postgres.ts"
import { respond } from "./web.ts"

const openSqlite = (path: string): Lookup.Statements => {
  const database = new DatabaseSync(path, { readOnly: true })
  const prepared = (text: string) => {
    const statement = database.prepare(text)
    return (value: string) => statement.all(value) as unknown as Lookup.Rows
  }
  return { byId: prepared(Lookup.byId("?")), byUserName: prepared(Lookup.byUserName("?")) }
}

const [url = ""] = process.argv.slice(2)
const statements = url.startsWith("sqlite:") ? openSqlite(url.slice("sqlite:".length)) : Postgres.open(url)

const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen: () => {} }, (request) =>
  respond(statements, request)
)

console.log(line(server.addr.port))
