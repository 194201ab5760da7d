/**
 * What a PATCH vector states of single parts of the resource that is left.
 */
import { Json } from "@rollcall/core"

/** One statement about the part that `ptr` or `path` names. */
export interface PatchAssertion {
  readonly ptr?: ReadonlyArray<string>
  /** With dots and places: `emails[0].value`. */
  readonly path?: string
  readonly eq?: Json.Json
  readonly eqText?: string
  readonly len?: number
  readonly absent?: true
  readonly falsy?: true
  readonly containsObject?: Json.JsonObject
  readonly sameMembers?: Json.JsonArray
}

export const holds = (assertion: PatchAssertion, resource: Json.JsonObject): boolean => {
  const found = (assertion.ptr ?? steps(assertion.path ?? "")).reduce<Json.Json | undefined>(step, resource)
  const elements = Json.isArray(found) ? found : []
  const contains = (wanted: Json.Json): boolean => elements.some((element) => Json.equals(element, wanted))
  const { absent, falsy, len, eqText, containsObject, sameMembers, eq = null } = assertion
  if (absent) return found === undefined
  if (falsy) return found === undefined || found === false
  if (len !== undefined) return elements.length === len
  if (eqText !== undefined) return String(found) === eqText
  if (containsObject !== undefined) return contains(containsObject)
  if (sameMembers !== undefined) return elements.length === sameMembers.length && sameMembers.every(contains)
  return Json.equals(found, eq) || (found === undefined && isUnassigned(eq))
}

const isUnassigned = (value: Json.Json): boolean => value === null || (Json.isArray(value) && value.length === 0)

const steps = (path: string): ReadonlyArray<string> =>
  path
    .replaceAll("[", ".")
    .replaceAll("]", "")
    .split(".")
    .filter((name) => name !== "")

const step = (value: Json.Json | undefined, name: string): Json.Json | undefined => {
  if (Json.isArray(value)) return value[Number(name)]
  return Json.isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined
}
