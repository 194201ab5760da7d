/** SCIM inside an Express application: a directory fills the list of people, and the rest is yours. */
import type { AddressInfo } from "node:net"
import { SqliteClient } from "@effect/sql-sqlite-node"
import { FilterParser, FilterResolver, Policy, SchemaRegistry } from "@rollcall/core"
import { Mount } from "@rollcall/http"
import { queryOf, ResourceStore, TokenService, TokenStore } from "@rollcall/provider"
import { Storage } from "@rollcall/sql"
import { Effect, Layer } from "effect"
import express from "express"

const database = SqliteClient.layer({ filename: "people.db" })
const scim = await Mount.make(Storage.layer.pipe(Layer.provide(database)))

/** The names of those whom a filter finds, as the database answers it. */
const namesOf = (text: string) =>
  Effect.gen(function* () {
    const type = SchemaRegistry.user
    const { filter } = yield* FilterParser.parse(text)
    const resolved = yield* FilterResolver.resolve(filter, type, Policy.strict)
    const asked = queryOf(type, { filter: resolved.filter })
    const { resources } = yield* (yield* ResourceStore).query("default", asked)
    return resources.map(({ document }) => document.userName)
  })

const app = express()
// Before everything that reads bodies: the listener reads them itself, and as many bytes as it allows.
app.use("/scim/v2", scim.listener)
app.use(express.json())
app.get("/people", async (_, response) => {
  response.json(await scim.run(namesOf("active eq true")))
})

const server = app.listen(Number(process.env.PORT ?? 3000), "127.0.0.1", async () => {
  const tokens = await scim.run(Effect.flatMap(TokenStore, (store) => store.list()))
  if (tokens.length > 0) return
  const { text } = await scim.run(TokenService.issue({ tenant: "default", name: "The first identity provider" }))
  const { port } = server.address() as AddressInfo
  console.log(`Give it http://127.0.0.1:${port}/scim/v2 and the token ${text}`)
})

process.once("SIGTERM", () => server.close(() => scim.dispose()))
