/** SCIM inside an HTTP application of Effect: one more app in the router, over services of your own layers. */
import { createServer } from "node:http"
import { HttpRouter, HttpServer, HttpServerResponse } from "@effect/platform"
import { NodeHttpServer, NodeRuntime } from "@effect/platform-node"
import { SqliteClient } from "@effect/sql-sqlite-node"
import { SchemaRegistry } from "@rollcall/core"
import { ScimHandler } from "@rollcall/http"
import * as ScimApp from "@rollcall/http/ScimApp"
import { queryOf, Randomness, ResourceStore, TokenService, TokenStore } from "@rollcall/provider"
import { Storage } from "@rollcall/sql"
import { Console, Effect, Layer } from "effect"

/** Whom the directory has made and not deactivated. */
const people = Effect.gen(function* () {
  const store = yield* ResourceStore
  const { resources } = yield* store.query("default", queryOf(SchemaRegistry.user))
  return resources.filter(({ document }) => document.active === true).map(({ document }) => document.userName)
})

const router = HttpRouter.empty.pipe(
  HttpRouter.get(
    "/people",
    Effect.flatMap(people, (names) => HttpServerResponse.json(names))
  ),
  HttpRouter.mountApp("/scim/v2", ScimApp.app, { includePrefix: true })
)

const firstToken = HttpServer.addressFormattedWith((address) =>
  Effect.gen(function* () {
    const tokens = yield* (yield* TokenStore).list()
    if (tokens.length > 0) return
    const { text } = yield* TokenService.issue({ tenant: "default", name: "The first identity provider" })
    yield* Console.log(`Give it ${address}/scim/v2 and the token ${text}`)
  })
)

const storage = Storage.layer.pipe(Layer.provide(SqliteClient.layer({ filename: "people.db" })))
const services = ScimHandler.layer().pipe(Layer.provideMerge(Layer.merge(storage, Randomness.layer)))
const server = NodeHttpServer.layer(createServer, { port: Number(process.env.PORT ?? 3000), host: "127.0.0.1" })

Layer.launch(Layer.merge(HttpServer.serve(router), Layer.effectDiscard(firstToken))).pipe(
  Effect.provide(Layer.merge(services, server)),
  NodeRuntime.runMain
)
