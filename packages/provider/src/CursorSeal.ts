/**
 * Cursors as clients get them: sealed, so that nobody reads in them what a resource is sorted by, and nobody makes or
 * alters one (RFC 9865 §5.2). Every process has the same key, so the server keeps nothing of a walk.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9865#section-2
 */
import { Cursor } from "@rollcall/core"
import { Effect } from "effect"
import type { StoreError } from "./port/ResourceStore.ts"
import type { SecretStore } from "./port/SecretStore.ts"
import type { Randomness } from "./Randomness.ts"
import * as Seal from "./Seal.ts"
import * as Span from "./Span.ts"

const purpose = (tenant: string): Seal.Purpose => ({ key: "cursor", context: tenant })

/** The cursor as text of unreserved characters. It can be opened for the same tenant only. */
export const seal = (
  tenant: string,
  cursor: Cursor.Cursor
): Effect.Effect<string, StoreError, SecretStore | Randomness> =>
  Seal.seal(purpose(tenant), Cursor.print(cursor)).pipe(Span.within("CursorSeal.seal"))

/** What was sealed for the tenant; nothing for any other text. */
export const open = (
  tenant: string,
  text: string
): Effect.Effect<Cursor.Cursor | undefined, StoreError, SecretStore | Randomness> =>
  Seal.open(purpose(tenant), text).pipe(
    Effect.map((plain) => (plain === undefined ? undefined : Cursor.parse(plain))),
    Span.within("CursorSeal.open")
  )
