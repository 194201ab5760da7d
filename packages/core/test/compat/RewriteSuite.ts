/**
 * The tests of a quirk that rewrites bodies, as a table: what is sent, what it is read as, and what the log says.
 * A row without `becomes` is a body that the quirk leaves alone: the very same object, without a note.
 */
import { describe, expect, it } from "vitest"
import type * as Quirk from "../../src/compat/Quirk.ts"
import type { Json, JsonArray, JsonObject } from "../../src/Json.ts"
import type { ResourceType } from "../../src/schema/ResourceType.ts"
import * as SchemaRegistry from "../../src/schema/SchemaRegistry.ts"

export const enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"
export const userSchema = "urn:ietf:params:scim:schemas:core:2.0:User"
export const groupSchema = "urn:ietf:params:scim:schemas:core:2.0:Group"
export const patchSchema = "urn:ietf:params:scim:api:messages:2.0:PatchOp"

export const types: { readonly [name in "User" | "Group"]: ResourceType } = {
  User: SchemaRegistry.user,
  Group: SchemaRegistry.group
}

interface Expected {
  readonly it: string
  /** User where it is not given. */
  readonly type?: "User" | "Group"
  readonly notes?: ReadonlyArray<string>
}

export type Row =
  | (Expected & { readonly operations: JsonArray; readonly becomes?: JsonArray })
  | (Expected & { readonly patch: Json; readonly becomes?: Json })
  | (Expected & { readonly resource: Json; readonly becomes?: Json })

const message = (Operations: JsonArray): JsonObject => ({ schemas: [patchSchema], Operations })

/** A row's bodies, whole. */
const bodies = (row: Row): { readonly before: Json; readonly after: Json; readonly kind: Quirk.Context["message"] } => {
  if ("operations" in row) {
    const before = message(row.operations)
    return { before, after: row.becomes === undefined ? before : message(row.becomes), kind: "patch" }
  }
  const before = "patch" in row ? row.patch : row.resource
  return {
    before,
    after: row.becomes === undefined ? before : row.becomes,
    kind: "patch" in row ? "patch" : "resource"
  }
}

export const suite = (quirk: Quirk.Quirk, rows: ReadonlyArray<Row>): void => {
  describe(quirk.name, () => {
    it.each(rows.map((row): [string, Row] => [row.it, row]))("%s", (_, row) => {
      const { before, after, kind } = bodies(row)
      const context: Quirk.Context = { type: types[row.type ?? "User"], message: kind }
      const { body, notes } = rewrite(quirk, before, context)
      expect({ body, notes }).toEqual({
        body: after,
        notes: (row.notes ?? []).map((text) => ({ name: quirk.name, text }))
      })
      if (row.becomes === undefined) expect(body).toBe(before)
      const again = rewrite(quirk, body, context)
      expect(again.body).toBe(body)
      expect(again.notes).toEqual([])
    })
  })
}

/** What one quirk makes of a body, alone. A quirk of another kind rewrites nothing. */
export const rewrite = (quirk: Quirk.Quirk, body: Json, context: Quirk.Context): Quirk.Rewritten =>
  quirk.kind._tag === "Rewrite" ? quirk.kind.rewrite(body, context) : { body, notes: [] }
