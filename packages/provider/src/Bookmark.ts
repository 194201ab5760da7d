/**
 * Where a list that people leaf through goes on, as they get it: the place of the last thing that they saw, sealed as the
 * cursors of clients are, and good for as long. It belongs to one list of one tenant.
 */
import { type Cursor, ScimError } from "@rollcall/core"
import { Clock, Effect } from "effect"
import * as CursorSeal from "./CursorSeal.ts"
import { digest } from "./Digest.ts"
import type { StoreError } from "./port/ResourceStore.ts"
import type { SecretStore } from "./port/SecretStore.ts"
import type { Randomness } from "./Randomness.ts"
import type { Session } from "./Session.ts"
import * as Span from "./Span.ts"

type Services = SecretStore | Randomness

/** The bookmark at that place of the list, whose name no other list has. */
export const seal = Effect.fnUntraced(function* (
  session: Session,
  list: string,
  position: Cursor.Position
): Effect.fn.Return<string, StoreError, Services> {
  const expires = (yield* Clock.currentTimeMillis) + session.limits.cursorMillisMax
  const walk = { query: queryOf(list), expires, total: 0, count: 0, direction: "next" as const }
  return yield* CursorSeal.seal(session.tenant.id, { ...walk, position })
}, Span.within("Bookmark.seal"))

/** The place that the bookmark is at; nothing for an empty text, which is at the beginning. */
export const open = Effect.fnUntraced(function* (
  session: Session,
  list: string,
  text: string
): Effect.fn.Return<
  Cursor.Position | undefined,
  ScimError.InvalidCursor | ScimError.ExpiredCursor | StoreError,
  Services
> {
  if (text === "") return undefined
  const opened = yield* CursorSeal.open(session.tenant.id, text)
  if (opened === undefined || opened.query !== queryOf(list)) {
    const detail = "This is no cursor of this list. Send it as it came, or begin without one."
    return yield* new ScimError.InvalidCursor({ detail })
  }
  if ((yield* Clock.currentTimeMillis) >= opened.expires) {
    const detail = `This cursor expired on ${new Date(opened.expires).toISOString()}. Begin again without one.`
    return yield* new ScimError.ExpiredCursor({ detail })
  }
  return opened.position
}, Span.within("Bookmark.open"))

/** No query of clients is the digest of such a text: theirs are arrays. */
const queryOf = (list: string): string => digest(`list ${list}`).slice(0, 32)
