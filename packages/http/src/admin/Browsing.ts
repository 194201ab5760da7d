/** A list of users or groups, page by page, as a filter or what somebody types finds them. */
import { PlainSearch, type ResourceType, ScimError } from "@rollcall/core"
import {
  type Browsed,
  browse,
  type Randomness,
  type ResourceStore,
  type SecretStore,
  type Session
} from "@rollcall/provider"
import { Effect } from "effect"
import { Invalid } from "./AdminError.ts"
import * as Page from "./Page.ts"
import type * as ResourceLists from "./ResourceLists.ts"
import * as Sessions from "./Sessions.ts"

/** The resources on the page that is asked for. Fails with 400 for a filter or an order that names what is not there. */
export const page = Effect.fnUntraced(function* (
  session: Session.Session,
  type: ResourceType.ResourceType,
  { after = "", filter, limit, search, sortBy, sortOrder = "ascending" }: typeof ResourceLists.ListParams.Type
): Effect.fn.Return<Browsed, Sessions.Trouble, ResourceStore | SecretStore | Randomness.Randomness> {
  if (filter !== undefined && search !== undefined) {
    return yield* new Invalid({ detail: "A list has a filter or a search, not both. Send one of them." })
  }
  const wanted = search === undefined ? filter : PlainSearch.compile(type, search)
  const request = {
    sortOrder,
    ...(wanted === undefined || wanted === "" ? {} : { filter: wanted }),
    ...(sortBy === undefined || sortBy === "" ? {} : { sortBy })
  }
  // A cursor knows how large its pages are.
  const count = after === "" ? { count: limit ?? Page.limitStandard } : limit === undefined ? {} : { count: limit }
  return yield* browse(session, type, request, { _tag: "Cursor", cursor: after, ...count }).pipe(
    Effect.catchTag("InvalidCount", () => new ScimError.InvalidCount({ detail: otherLimit })),
    Sessions.asked
  )
})

const otherLimit = "The list began with pages of another size. Send the same limit with every page, or none."
