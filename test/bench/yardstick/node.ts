/** Node alone: its HTTP server over better-sqlite3 or pg. */
import { createServer } from "node:http"
import Sqlite from "better-sqlite3"
import { announce } from "./announce.ts"
import * as Lookup from "./Lookup.ts"
import * as Postgres from "./postgres.ts"

const openSqlite = (path: string): Lookup.Statements => {
  const database = new Sqlite(path, { readonly: true })
  const prepared = (text: string) => {
    const statement = database.prepare<[string], Lookup.Row>(text)
    return (value: string) => statement.all(value)
  }
  return { byId: prepared(Lookup.byId("?")), byUserName: prepared(Lookup.byUserName("?")) }
}

const [url = ""] = process.argv.slice(2)
const statements = url.startsWith("sqlite:") ? openSqlite(url.slice("sqlite:".length)) : Postgres.open(url)

const server = createServer((request, response) => {
  const send = (body: string) => {
    response.setHeader("content-type", Lookup.mediaType)
    response.end(body)
  }
  const answered = Lookup.answer(statements, request.url ?? "", request.headers.host ?? "")
  if (typeof answered === "string") send(answered)
  else answered.then(send, () => response.destroy())
})

announce(server)
