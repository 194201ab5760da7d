/**
 * The operations of a PATCH body, for rewrites that act on one operation at a time (RFC 7644 §3.5.2).
 */
import { isArray, isObject, type Json, type JsonObject } from "../Json.ts"
import type { Context } from "./Quirk.ts"

/** What is left when no operation is: the RFC wants at least one, and adding no attribute changes nothing. */
export const nothing: JsonObject = { op: "add", value: {} }

/**
 * The body with every operation replaced by those that `change` makes of it; the same body when all stay as they are.
 * `change` returns the same reference for an operation that it leaves alone, and an empty array to drop one.
 */
export const map = (
  body: Json,
  context: Context,
  change: (operation: JsonObject) => JsonObject | ReadonlyArray<JsonObject>
): Json => {
  if (context.message !== "patch" || !isObject(body) || !isArray(body.Operations)) return body
  const operations: Array<Json> = []
  let isChanged = false
  for (const operation of body.Operations) {
    if (!isObject(operation)) {
      operations.push(operation)
      continue
    }
    const made = change(operation)
    if (made !== operation) isChanged = true
    if (isArray(made)) operations.push(...made)
    else operations.push(made)
  }
  if (!isChanged) return body
  return { ...body, Operations: operations.length === 0 ? [nothing] : operations }
}

/** True for an operation that carries a value for the resource itself: add or replace without a path. */
export const isPathless = (operation: JsonObject): boolean =>
  operation.path === undefined && (operation.op === "add" || operation.op === "replace")
