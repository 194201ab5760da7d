/** The users of a tenant: found, shown, shut out and let in, and deleted, by the operations that clients use. */
import { HttpApiBuilder } from "@effect/platform"
import { Comparison, Projection, type ScimError } from "@rollcall/core"
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

const nameOf = (id: string): string => `User/${id}`

/** The user as it is now; the groups are a list of their own. */
const shown = Effect.fnUntraced(function* (session: Provider.Session.Session, id: string) {
  const type = Sessions.typeOf(session, "User")
  const resource = yield* Provider.find(session, type, id)
  const projection = Projection.parse(type, { excludedAttributes: ["groups"] })
  const { body = {} } = yield* Provider.Answer.full(session, resource, projection, [])
  return {
    ...ResourceRendering.user(resource),
    version: ResourceRendering.version(resource),
    ...(yield* ResourceSource.find(session, nameOf(id))),
    resource: body
  }
})

const setActive = Effect.fnUntraced(function* (tenant: string, id: string, active: boolean) {
  const session = yield* Sessions.open(tenant)
  const change = Provider.setActive(session, Sessions.typeOf(session, "User"), id, active)
  yield* Sessions.changed(session, nameOf(id), change)
  return yield* Sessions.asked(shown(session, id))
})

export const layer: Endpoints<"users"> = HttpApiBuilder.group(AdminApi, "users", (handlers) =>
  handlers
    .handle("list", ({ path, urlParams }) =>
      Effect.gen(function* () {
        const session = yield* Sessions.open(path.tenant)
        const type = Sessions.typeOf(session, "User")
        const { nextCursor, resources } = yield* Browsing.page(session, type, urlParams)
        return ResourceLists.page(resources.map(ResourceRendering.user), nextCursor)
      })
    )
    .handle("get", ({ path }) =>
      Effect.gen(function* () {
        const session = yield* Sessions.open(path.tenant)
        return yield* Sessions.asked(shown(session, path.id))
      })
    )
    .handle("groups", ({ path, urlParams }) =>
      Effect.gen(function* () {
        const session = yield* Sessions.open(path.tenant)
        return yield* Sessions.asked(groupsOf(session, path.id, urlParams))
      })
    )
    .handle("deactivate", ({ path }) => setActive(path.tenant, path.id, false))
    .handle("activate", ({ path }) => setActive(path.tenant, path.id, true))
    .handle("remove", ({ path }) =>
      Effect.gen(function* () {
        const session = yield* Sessions.open(path.tenant)
        const change = Provider.remove(session, Sessions.typeOf(session, "User"), path.id)
        yield* Sessions.changed(session, nameOf(path.id), change)
        return { kept: session.tenant.settings.onDelete === "keep" }
      })
    )
)

/** Which groups are above a user has to be found out as a whole, so a page is cut out of them. */
const groupsOf = Effect.fnUntraced(function* (
  session: Provider.Session.Session,
  id: string,
  asked: Page.Asked
): Effect.fn.Return<
  ReturnType<typeof ResourceLists.page<{ readonly id: string; readonly type: "direct" | "indirect" }>>,
  ScimError.ScimError,
  Provider.ResourceStore | Provider.SecretStore | Provider.Randomness.Randomness
> {
  yield* Provider.find(session, Sessions.typeOf(session, "User"), id)
  const list = `groups of ${nameOf(id)}`
  const after = (yield* Provider.Bookmark.open(session, list, asked.after ?? ""))?.id ?? ""
  const all = (yield* (yield* Provider.ResourceStore).memberships(session.tenant.id, [id])).get(id) ?? []
  const behind = all.filter(({ value }) => Comparison.compareText(value, after) > 0)
  const items = behind.slice(0, asked.limit ?? Page.limitStandard).map(({ value, display, type }) => ({
    id: value,
    ...(display === "" ? {} : { displayName: display }),
    type
  }))
  const last = items.at(-1)
  const hasMore = last !== undefined && behind.length > items.length
  const next = hasMore ? yield* Provider.Bookmark.seal(session, list, { key: null, id: last.id }) : undefined
  return ResourceLists.page(items, next)
})
