/** What was put aside of deleted users and groups: looked through, the latest first, and taken back. */
import { HttpApiBuilder } from "@effect/platform"
import * as Provider from "@rollcall/provider"
import { Effect } from "effect"
import { AdminApi } from "./AdminApi.ts"
import type { Endpoints } from "./AdminServices.ts"
import * as Page from "./Page.ts"
import * as ResourceLists from "./ResourceLists.ts"
import * as ResourceRendering from "./ResourceRendering.ts"
import * as Sessions from "./Sessions.ts"

const names = { users: "User", groups: "Group" } as const

type Type = keyof typeof names

const listed = Effect.fnUntraced(function* (session: Provider.Session.Session, type: Type, asked: Page.Asked) {
  const list = `kept ${type}`
  const place = yield* Provider.Bookmark.open(session, list, asked.after ?? "")
  const { hasMore, kept } = yield* (yield* Provider.ResourceStore).kept(
    session.tenant.id,
    Sessions.typeOf(session, names[type]),
    {
      limit: asked.limit ?? Page.limitStandard,
      ...(place === undefined ? {} : { after: { removed: Number(place.key), id: place.id } })
    }
  )
  const last = kept.at(-1)
  const next =
    hasMore && last !== undefined
      ? yield* Provider.Bookmark.seal(session, list, { key: last.removed, id: last.resource.id })
      : undefined
  return ResourceLists.page(kept.map(ResourceRendering.kept), next)
})

export const layer: Endpoints<"kept"> = HttpApiBuilder.group(AdminApi, "kept", (handlers) =>
  handlers
    .handle("list", ({ path, urlParams }) =>
      Effect.gen(function* () {
        const session = yield* Sessions.open(path.tenant)
        return yield* Sessions.asked(listed(session, path.type, urlParams))
      })
    )
    .handle("restore", ({ path }) =>
      Effect.gen(function* () {
        const session = yield* Sessions.open(path.tenant)
        const name = names[path.type]
        const change = Provider.restore(session, Sessions.typeOf(session, name), path.id)
        const { id } = yield* Sessions.changed(session, `${name}/${path.id}`, change)
        return { id }
      })
    )
)
