/** Bun alone: its HTTP server over bun:sqlite or pg. */
import { Database } from "bun:sqlite"
import { line } from "./announce.ts"
import * as Lookup from "./Lookup.ts"
import * as Postgres from "./postgres.ts"
import { respond } from "./web.ts"

const openSqlite = (path: string): Lookup.Statements => {
  const database = new Database(path, { readonly: true })
  const prepared = (text: string) => {
    const statement = database.prepare<Lookup.Row>(text)
    return (value: string) => statement.all(value)
  }
  return { byId: prepared(Lookup.byId("?")), byUserName: prepared(Lookup.byUserName("?")) }
}

const [url = ""] = process.argv.slice(2)
const statements = url.startsWith("sqlite:") ? openSqlite(url.slice("sqlite:".length)) : Postgres.open(url)

const server = Bun.serve({ hostname: "127.0.0.1", port: 0, fetch: (request) => respond(statements, request) })

console.log(line(server.port))
