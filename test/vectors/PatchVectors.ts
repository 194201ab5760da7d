/**
 * The PATCH engine against what other projects and the RFC say a PATCH leaves (`patches.jsonl`): bodies go the way that
 * a request goes, through the rewrites, the decoder, the engine and the validator.
 */
import { readFileSync } from "node:fs"
import { join } from "node:path"
import {
  Compat,
  FilterEvaluator,
  Json,
  Limits,
  type MemberChanges,
  PatchEngine,
  PatchOperation,
  ResourceDecoder,
  type ResourceType,
  ResourceValidator,
  ScimError
} from "@rollcall/core"
import { Either } from "effect"
import * as PatchType from "./PatchType.ts"
import type * as Report from "./Report.ts"

interface Assertion {
  readonly ptr?: ReadonlyArray<string>
  readonly path?: string
  readonly eq?: Json.Json
  readonly eqText?: string
  readonly len?: number
  readonly absent?: boolean
  readonly falsy?: boolean
  readonly containsObject?: Json.JsonObject
  readonly sameMembers?: Json.JsonArray
}

interface Row extends PatchType.Vector {
  readonly id: string
  readonly body?: Json.JsonObject
  readonly assert?: ReadonlyArray<Assertion>
  readonly errorStatus?: number
  readonly errorScimType?: string
  readonly recommended: boolean
  readonly source: string
}

/** The vectors that use the standard schemas and follow the RFC, or a shape that real clients send. */
export const recommended = (dir: string): Report.Report =>
  report("PATCH, recommended vectors", dir, (row) => row.recommended)

/** The rest: schemas of their own, and rules of single libraries. */
export const others = (dir: string): Report.Report => report("PATCH, other vectors", dir, (row) => !row.recommended)

const report = (title: string, dir: string, keep: (row: Row) => boolean): Report.Report => {
  const rows = readFileSync(join(dir, "patches.jsonl"), "utf8")
    .split("\n")
    .flatMap((text, index) => (text.trim() === "" ? [] : [{ line: index + 1, row: JSON.parse(text) as Row }]))
    .filter(({ row }) => keep(row))
  const disagreements = rows.flatMap(({ line, row }) => {
    const reason = judge(row)
    return reason === undefined ? [] : [{ line, subject: `${row.id} ${JSON.stringify(row.body ?? row.ops)}`, reason }]
  })
  return { title, total: rows.length, disagreements }
}

/** Names that only a vector knows are tried as an addition to the standard schemas first, then as all there is. */
const judge = (row: Row): string | undefined => {
  if (row.schemaMode === "core") return judgeWith(row, PatchType.standard(row))
  const first = judgeWith(row, PatchType.widened(row))
  return first === undefined ? undefined : judgeWith(row, PatchType.free(row)) === undefined ? undefined : first
}

const judgeWith = (row: Row, type: ResourceType.ResourceType): string | undefined => {
  const outcome = run(row, type)
  const expectsError = row.errorStatus !== undefined
  if (Either.isLeft(outcome)) {
    const { status, scimType } = ScimError.table[outcome.left._tag]
    const found = `${status} ${scimType ?? ""}: ${outcome.left.detail}`
    if (!expectsError) return `refused with ${found}`
    const isExpected = status === row.errorStatus && (row.errorScimType === undefined || scimType === row.errorScimType)
    return isExpected ? undefined : `expected ${row.errorStatus} ${row.errorScimType ?? ""}, found ${found}`
  }
  if (expectsError)
    return `expected ${row.errorStatus} ${row.errorScimType ?? ""}, found ${JSON.stringify(outcome.right)}`
  const failed = (row.assert ?? []).find((assertion) => !holds(outcome.right, assertion))
  if (failed !== undefined) return `${JSON.stringify(failed)} does not hold of ${JSON.stringify(outcome.right)}`
  return row.after === undefined ? undefined : compare(row, row.after, outcome.right, type)
}

const compat = Compat.compile({ strict: false, off: [] })

type Run<A> = Either.Either<A, ScimError.ScimError>

const run = (row: Row, type: ResourceType.ResourceType): Run<Json.JsonObject> =>
  Either.gen(function* () {
    const before = row.before ?? (type.name === "Group" ? { displayName: "g" } : { userName: "u" })
    const { document, members } = yield* read(before, type)
    const body = row.body ?? { schemas: [PatchOperation.schema], Operations: row.ops ?? [] }
    const rewritten = compat.rewrite(body, { type, message: "patch" })
    const operations = yield* PatchOperation.decode(rewritten.body, Limits.standard)
    const { policy, grammar } = compat
    const id = typeof before.id === "string" ? before.id : "the-id"
    const patch = { type, id, document, operations, policy, grammar, limits: Limits.standard }
    const patched = yield* PatchEngine.apply(patch)
    // Many vectors begin with a resource that lacks what is required; those cannot be held to it afterwards.
    if (Either.isRight(ResourceValidator.validate(type, document, policy))) {
      yield* ResourceValidator.validate(type, patched.document, policy)
    }
    const left = applyMembers(members, patched.members)
    return {
      ...(before.id === undefined ? {} : { id }),
      ...patched.document,
      ...(left.length > 0 ? { members: left } : {})
    }
  })

interface Stored {
  readonly document: Json.JsonObject
  readonly members: ReadonlyArray<Json.JsonObject>
}

const read = (body: Json.JsonObject, type: ResourceType.ResourceType): Run<Stored> => {
  const rewritten = compat.rewrite(body, { type, message: "resource" }).body
  return Either.map(ResourceDecoder.decode(type, rewritten, compat.policy), ({ document, members }) => {
    const given = new Map(
      (Json.isArray(body.members) ? body.members : []).filter(Json.isObject).map((m) => [m.value, m])
    )
    return { document, members: (members ?? []).map((member) => ({ ...given.get(member.value), ...member })) }
  })
}

/** What storage does with member changes, on a list. */
const applyMembers = (
  members: ReadonlyArray<Json.JsonObject>,
  changes: MemberChanges.MemberChanges
): ReadonlyArray<Json.JsonObject> =>
  changes.reduce((current, { clear, remove, removeWhere, add }) => {
    const kept = current.filter((member) => {
      const value = String(member.value)
      if (clear) return add.has(value)
      return !remove.has(value) && !(removeWhere !== undefined && FilterEvaluator.matches(removeWhere, member))
    })
    const present = new Set(kept.map((member) => member.value))
    const added = [...add.values()].filter((member) => !present.has(member.value)).map((member) => ({ ...member }))
    return [...kept, ...added]
  }, members)

const compare = (
  row: Row,
  after: Json.JsonObject,
  found: Json.JsonObject,
  type: ResourceType.ResourceType
): string | undefined => {
  const expected = read(after, type)
  if (Either.isLeft(expected)) return `what is expected is no ${type.name}: ${expected.left.detail}`
  const { id: _, members, ...document } = found
  const ids = (list: Json.Json | undefined): ReadonlyArray<Json.Json> =>
    Json.isArray(list) ? list.map((member) => (Json.isObject(member) ? (member.value ?? null) : member)) : []
  const isEqual =
    type.name === "Group"
      ? Json.equals(expected.right.document, document) && Json.equals(ids(expected.right.members), ids(members))
      : Json.equals(expected.right.document, members === undefined ? document : { ...document, members })
  return isEqual ? undefined : `${row.id}: expected ${JSON.stringify(after)}, found ${JSON.stringify(found)}`
}

const holds = (resource: Json.JsonObject, assertion: Assertion): boolean => {
  const found = (assertion.ptr ?? steps(assertion.path ?? "")).reduce<Json.Json | undefined>(step, resource)
  if (assertion.absent === true) return found === undefined
  if (assertion.falsy === true) return found === undefined || found === false
  if (assertion.len !== undefined) return (Json.isArray(found) ? found.length : 0) === assertion.len
  if (assertion.eqText !== undefined) return String(found) === assertion.eqText
  if (assertion.containsObject !== undefined) {
    return Json.isArray(found) && found.some((element) => Json.equals(element, assertion.containsObject))
  }
  if (assertion.sameMembers !== undefined) {
    const wanted = assertion.sameMembers
    return (
      Json.isArray(found) && found.length === wanted.length && wanted.every((w) => found.some((f) => Json.equals(f, w)))
    )
  }
  const eq = assertion.eq ?? null
  return Json.equals(found, eq) || (found === undefined && (eq === null || (Json.isArray(eq) && eq.length === 0)))
}

/** `emails[0].value` as steps. */
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
