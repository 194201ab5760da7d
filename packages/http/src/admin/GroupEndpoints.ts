/** The groups of a tenant: found, shown without their members, those page by page, and deleted. */
import { HttpApiBuilder } from "@effect/platform"
import { Projection } from "@rollcall/core"
import * as Provider from "@rollcall/provider"
import { Effect } from "effect"
import { AdminApi } from "./AdminApi.ts"
import type { Endpoints } from "./AdminServices.ts"
import * as Browsing from "./Browsing.ts"
import * as Page from "./Page.ts"
import * as ResourceLists from "./ResourceLists.ts"
import * as ResourceRendering from "./ResourceRendering.ts"
import * as ResourceSource from "./ResourceSource.ts"
import * as Sessions from "./Sessions.ts"

const nameOf = (id: string): string => `Group/${id}`

const shown = Effect.fnUntraced(function* (session: Provider.Session.Session, id: string) {
  const type = Sessions.typeOf(session, "Group")
  const resource = yield* Provider.find(session, type, id)
  const counts = yield* (yield* Provider.ResourceStore).memberCounts(session.tenant.id, [id])
  const projection = Projection.parse(type, { excludedAttributes: ["members"] })
  const { body = {} } = yield* Provider.Answer.full(session, resource, projection, [])
  return {
    ...ResourceRendering.group(resource, counts.get(id) ?? 0),
    version: ResourceRendering.version(resource),
    ...(yield* ResourceSource.find(session, nameOf(id))),
    resource: body
  }
})

const membersOf = Effect.fnUntraced(function* (session: Provider.Session.Session, id: string, asked: Page.Asked) {
  yield* Provider.find(session, Sessions.typeOf(session, "Group"), id)
  const list = `members of ${nameOf(id)}`
  const after = yield* Provider.Bookmark.open(session, list, asked.after ?? "")
  const { hasMore, members } = yield* (yield* Provider.ResourceStore).memberPage(session.tenant.id, id, {
    limit: asked.limit ?? Page.limitStandard,
    ...(after === undefined ? {} : { after: after.id })
  })
  const items = members.map(({ value, type, display }) => ({
    id: value,
    ...(type === undefined ? {} : { type }),
    ...(display === undefined ? {} : { displayName: display })
  }))
  const last = items.at(-1)
  const goesOn = hasMore && last !== undefined
  const next = goesOn ? yield* Provider.Bookmark.seal(session, list, { key: null, id: last.id }) : undefined
  return ResourceLists.page(items, next)
})

export const layer: Endpoints<"groups"> = HttpApiBuilder.group(AdminApi, "groups", (handlers) =>
  handlers
    .handle("list", ({ path, urlParams }) =>
      Effect.gen(function* () {
        const session = yield* Sessions.open(path.tenant)
        const type = Sessions.typeOf(session, "Group")
        const { nextCursor, resources } = yield* Browsing.page(session, type, urlParams)
        const ids = resources.map(({ id }) => id)
        const store = yield* Provider.ResourceStore
        const counts = yield* Sessions.asked(store.memberCounts(session.tenant.id, ids))
        const items = resources.map((group) => ResourceRendering.group(group, counts.get(group.id) ?? 0))
        return ResourceLists.page(items, nextCursor)
      })
    )
    .handle("get", ({ path }) =>
      Effect.gen(function* () {
        const session = yield* Sessions.open(path.tenant)
        return yield* Sessions.asked(shown(session, path.id))
      })
    )
    .handle("members", ({ path, urlParams }) =>
      Effect.gen(function* () {
        const session = yield* Sessions.open(path.tenant)
        return yield* Sessions.asked(membersOf(session, path.id, urlParams))
      })
    )
    .handle("remove", ({ path }) =>
      Effect.gen(function* () {
        const session = yield* Sessions.open(path.tenant)
        const change = Provider.remove(session, Sessions.typeOf(session, "Group"), path.id)
        yield* Sessions.changed(session, nameOf(path.id), change)
        return { kept: session.tenant.settings.onDelete === "keep" }
      })
    )
)
