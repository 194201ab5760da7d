/** SCIM inside a Hono application on Node.js: a directory fills the list of people, and the rest is yours. */
import { SqliteClient } from "@effect/sql-sqlite-node"
import { serve } from "@hono/node-server"
import { SchemaRegistry } from "@rollcall/core"
import { Mount } from "@rollcall/http"
import { queryOf, ResourceStore, TokenService, TokenStore } from "@rollcall/provider"
import { Storage } from "@rollcall/sql"
import { Effect, Layer } from "effect"
import { Hono } from "hono"

const database = SqliteClient.layer({ filename: "people.db" })
const scim = await Mount.make(Storage.layer.pipe(Layer.provide(database)))

/** Whom the directory has made and not deactivated. */
const people = Effect.gen(function* () {
  const store = yield* ResourceStore
  const { resources } = yield* store.query("default", queryOf(SchemaRegistry.user))
  return resources.filter(({ document }) => document.active === true).map(({ document }) => document.userName)
})

const app = new Hono()
app.get("/people", async (context) => context.json(await scim.run(people)))
app.all("/scim/v2/*", (context) => scim.fetch(context.req.raw))

const server = serve({ fetch: app.fetch, port: Number(process.env.PORT ?? 3000) }, async ({ port }) => {
  const tokens = await scim.run(Effect.flatMap(TokenStore, (store) => store.list()))
  if (tokens.length > 0) return
  const { text } = await scim.run(TokenService.issue({ tenant: "default", name: "The first identity provider" }))
  console.log(`Give it http://127.0.0.1:${port}/scim/v2 and the token ${text}`)
})

process.once("SIGTERM", () => server.close(() => scim.dispose()))
