/** What was refused, and what to do about it: a program with an administrator's key, through the typed client of the API. */
import { FetchHttpClient, HttpApiClient, HttpClient, HttpClientRequest } from "@effect/platform"
import { AdminApi } from "@rollcall/http/AdminApi"
import { Console, Effect } from "effect"

const { ROLLCALL_KEY = "", ROLLCALL_URL = "http://127.0.0.1:8042" } = process.env

const refused = Effect.gen(function* () {
  const client = yield* HttpApiClient.make(AdminApi, {
    baseUrl: ROLLCALL_URL,
    transformClient: HttpClient.mapRequest(HttpClientRequest.bearerToken(ROLLCALL_KEY))
  })
  const { items } = yield* client.log.list({ path: { tenant: "default" }, urlParams: { outcome: "failed", limit: 10 } })
  for (const { id } of items) {
    const { detail, remedy } = yield* client.log.get({ path: { tenant: "default", id } })
    yield* Console.log(`${detail}\n  ${remedy}`)
  }
})

Effect.runPromise(
  refused.pipe(
    Effect.catchTag("Unauthorized", ({ detail }) => Console.error(detail)),
    Effect.provide(FetchHttpClient.layer)
  )
)
