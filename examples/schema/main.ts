/** Attributes of your own on users, and a resource type of your own beside them, served like those of the RFC. */
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { SqliteClient } from "@effect/sql-sqlite-node"
import { AttributeDefinition, ResourceType, SchemaRegistry, ScimSchema } from "@rollcall/core"
import { Mount } from "@rollcall/http"
import { TokenService } from "@rollcall/provider"
import { Storage } from "@rollcall/sql"
import { Either, Layer } from "effect"

const { integer, string } = AttributeDefinition

const seating = ScimSchema.make({
  id: "urn:example:scim:schemas:extension:seating:2.0:User",
  name: "Seating",
  description: "Where somebody sits.",
  attributes: [string("building", "The building."), integer("floor", "The floor, 0 at street level.")]
})

const user = ResourceType.make({
  ...SchemaRegistry.user,
  extensions: [...SchemaRegistry.user.extensions, { schema: seating, required: false }]
})

const room = ResourceType.make({
  id: "Room",
  name: "Room",
  description: "A room that can be booked.",
  endpoint: "/Rooms",
  schema: ScimSchema.make({
    id: "urn:example:scim:schemas:2.0:Room",
    name: "Room",
    description: "A room that can be booked.",
    attributes: [
      string("displayName", "What is written on its door.", { required: true, uniqueness: "server" }),
      integer("seats", "How many people it takes.")
    ]
  }),
  extensions: []
})

// Whatever would keep a name from having one meaning is told here, when the program starts.
const registry = Either.getOrThrowWith(
  SchemaRegistry.make([user, SchemaRegistry.group, room]),
  (problems) => new Error(problems.join(" "))
)

const database = SqliteClient.layer({ filename: "people.db" })
const scim = await Mount.make(Storage.layerOf(registry).pipe(Layer.provide(database)), { registry })
const { text } = await scim.run(TokenService.issue({ tenant: "default", name: "The first identity provider" }))

const server = createServer(scim.listener)
server.listen(Number(process.env.PORT ?? 3000), "127.0.0.1", () => {
  const { port } = server.address() as AddressInfo
  console.log(`Give it http://127.0.0.1:${port}/scim/v2 and the token ${text}`)
})

process.once("SIGTERM", () => server.close(() => scim.dispose()))
