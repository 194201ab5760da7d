/**
 * The PATCH engine against what other projects and the RFC say that a PATCH leaves (`patches.jsonl`).
 */
import { Json, PatchOperation, Representation, type ResourceType, ScimError } from "@rollcall/core"
import { Either } from "effect"
import * as PatchAssertion from "./PatchAssertion.ts"
import * as PatchRun from "./PatchRun.ts"
import * as PatchType from "./PatchType.ts"
import * as Suite from "./Suite.ts"

interface Row extends PatchType.Vector {
  /** The whole message, where it is more or less than its operations. */
  readonly body?: Json.JsonObject
  readonly assert?: ReadonlyArray<PatchAssertion.PatchAssertion>
  readonly errorScimType?: string
  readonly recommended: boolean
}

const suite = (name: string, takes: (row: Row) => boolean): Suite.Suite =>
  Suite.make<Row>({
    file: "patches.jsonl",
    name,
    takes,
    subject: ({ body, ops }) => JSON.stringify(body ?? ops),
    judge: (row) => judge(row)
  })

/** The vectors that use the standard schemas and follow the RFC, or a shape that real clients send. */
export const recommended = suite("recommended", ({ recommended }) => recommended)

/** The rest: schemas of their own, and rules of single libraries. */
export const others = suite("others", ({ recommended }) => !recommended)

const judge = (row: Row): Suite.Verdict => {
  const type = PatchType.make(row)
  const before = row.before ?? (type.name === "Group" ? { displayName: "g" } : { userName: "u" })
  const id = typeof before.id === "string" ? before.id : "the-id"
  const body = row.body ?? { schemas: [PatchOperation.schema], Operations: row.ops ?? [] }
  const left = Either.flatMap(PatchRun.store(before, type), (stored) => PatchRun.patch(stored, id, body, type))
  if (row.errorStatus !== undefined) return judgeError(row, left)
  if (Either.isLeft(left)) return Suite.disagrees("success", show(left.left))
  const resource = represent(left.right, id, type)
  const failed = row.assert?.find((assertion) => !PatchAssertion.holds(assertion, resource))
  if (failed !== undefined) return Suite.disagrees(JSON.stringify(failed), JSON.stringify(resource))
  return row.after === undefined ? Suite.agrees : judgeAfter(row.after, left.right, type)
}

const judgeError = (row: Row, left: Either.Either<PatchRun.Stored, ScimError.ScimError>): Suite.Verdict => {
  const expected = `${row.errorStatus} ${row.errorScimType ?? ""}`
  if (Either.isRight(left)) return Suite.disagrees(expected, JSON.stringify(left.right))
  const { status, scimType } = ScimError.table[left.left._tag]
  const isExpected = status === row.errorStatus && scimType === (row.errorScimType ?? scimType)
  return isExpected ? Suite.agrees : Suite.disagrees(expected, show(left.left))
}

const show = (error: ScimError.ScimError): string => {
  const { status, scimType = "" } = ScimError.table[error._tag]
  return `${status} ${scimType}: ${error.detail}`
}

/** What the server alone knows is left out: it would be of this run. */
const represent = ({ document, members }: PatchRun.Stored, id: string, type: ResourceType.ResourceType) => {
  const resource = { type, id, document, version: 1, created: 0, lastModified: 0 }
  const { meta: _, ...shown } = Representation.render(resource, { members }, "https://example.com")
  return shown
}

/** The resource afterwards, read as a body, must be the one that is left: the same attributes and members, in order. */
const judgeAfter = (after: Json.JsonObject, left: PatchRun.Stored, type: ResourceType.ResourceType): Suite.Verdict => {
  const expected = PatchRun.store(after, type)
  if (Either.isLeft(expected)) return Suite.disagrees(JSON.stringify(after), `no ${type.name}: ${show(expected.left)}`)
  const [wanted, seen] = [comparable(expected.right), comparable(left)]
  return Json.equals(wanted, seen) ? Suite.agrees : Suite.disagrees(JSON.stringify(wanted), JSON.stringify(seen))
}

const comparable = ({ document, members }: PatchRun.Stored): Json.JsonObject =>
  members.length === 0 ? document : { ...document, members: members.map(({ value }) => value) }
