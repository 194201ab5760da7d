/**
 * Writes down of the administrator's API what a browser has to know to call it: of each endpoint the method and the path.
 * The page takes the types of the rest from the same description and loads none of it.
 */
import { mkdir, writeFile } from "node:fs/promises"
import { HttpApi } from "@effect/platform"
import { AdminApi } from "@rollcall/http/AdminApi"

const groups: Record<string, Record<string, readonly [string, string]>> = {}

HttpApi.reflect(AdminApi, {
  onGroup: ({ group }) => {
    groups[group.identifier] = {}
  },
  onEndpoint: ({ endpoint, group }) => {
    groups[group.identifier] = { ...groups[group.identifier], [endpoint.name]: [endpoint.method, endpoint.path] }
  }
})

const folder = new URL("../app/generated/", import.meta.url)
await mkdir(folder, { recursive: true })
await writeFile(
  new URL("endpoints.ts", folder),
  `/** Made by build/endpoints.ts of the administrator's API. */\nexport const endpoints = ${JSON.stringify(groups, null, 2)} as const\n`
)
