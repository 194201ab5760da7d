/**
 * A bulk request made ready: which resource each operation is about, under which id a new one will be stored, which
 * operations refer to which, and in which order they are carried out (RFC 7644 §3.7).
 *
 * That order is the order sent, but for operations on a resource that a later one creates: they come right behind it.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7644#section-3.7.2
 */
import {
  BulkReferences,
  type BulkRequest,
  type Json,
  type ResourceType,
  SchemaRegistry,
  ScimError
} from "@rollcall/core"
import { Effect, Either } from "effect"
import { identifier, type Randomness } from "../Randomness.ts"
import type { Session } from "../Session.ts"

/** The endpoint of an operation, and the id of the resource that is there or is going to be. */
export interface Target {
  readonly type: ResourceType.ResourceType
  readonly id?: string
}

/** What a step does, with ids in the place of references. */
export interface Task {
  readonly method: BulkRequest.Method
  readonly type: ResourceType.ResourceType
  readonly id: string
  readonly data: Json.Json
  readonly version?: string
  /** The operations, by their place in the request, without which this one means nothing. */
  readonly refersTo: ReadonlySet<number>
}

export interface Step {
  readonly entry: BulkRequest.Entry
  readonly target?: Target
  readonly task: Either.Either<Task, ScimError.ScimError>
}

export interface BulkPlan {
  /** By their place in the request. */
  readonly steps: ReadonlyArray<Step>
  /** The places in the order in which the steps are taken. */
  readonly order: ReadonlyArray<number>
  /** The ids of what the request creates, each with the name of its type. */
  readonly created: ReadonlyMap<string, string>
  readonly failOnErrors: number
}

export const make: (session: Session, request: BulkRequest.BulkRequest) => Effect.Effect<BulkPlan, never, Randomness> =
  Effect.fnUntraced(function* (session, { entries, failOnErrors }) {
    const named = new Map<string, Named>()
    for (const [index, { operation }] of entries.entries()) {
      if (Either.isLeft(operation)) continue
      const { method, bulkId } = operation.right
      if (method === "POST" && bulkId !== undefined) named.set(bulkId, { index, id: yield* identifier })
    }
    const steps = entries.map((entry, index) => stepOf(session, entry, index, named))
    return {
      steps: steps.map(({ step }) => step),
      order: orderOf(steps.map(({ follows }) => follows)),
      created: new Map(steps.flatMap(({ step: { task } }) => (Either.isRight(task) ? createdBy(task.right) : []))),
      failOnErrors: failOnErrors ?? Number.POSITIVE_INFINITY
    }
  })

const createdBy = ({ method, id, type }: Task): ReadonlyArray<readonly [id: string, type: string]> =>
  method === "POST" ? [[id, type.name]] : []

/** A POST by its bulkId: its place in the request, and the id of what it creates. */
interface Named {
  readonly index: number
  readonly id: string
}

interface Planned {
  readonly step: Step
  /** The place of the operation that makes what this one is about. */
  readonly follows?: number
}

const stepOf = (
  session: Session,
  entry: BulkRequest.Entry,
  index: number,
  named: ReadonlyMap<string, Named>
): Planned => {
  if (Either.isLeft(entry.operation)) return { step: { entry, task: Either.left(entry.operation.left) } }
  const { method, bulkId, version, ...operation } = entry.operation.right
  const resolved = BulkReferences.resolve(operation, (name) => named.get(name)?.id)
  if (Either.isLeft(resolved)) return { step: { entry, task: Either.left(resolved.left) } }
  const { path, data = null, inPath, inData } = resolved.right
  const places = (names: ReadonlySet<string>) => Array.from(names, (name) => named.get(name)?.index ?? index)
  const [follows] = places(inPath)
  const target = targetOf(session, path)
  const task = Either.flatMap(target, (found): Either.Either<Task, ScimError.ScimError> => {
    const id = method === "POST" ? named.get(bulkId ?? "")?.id : found.id
    if (id === undefined || (method === "POST" && found.id !== undefined)) return Either.left(misplaced(method, path))
    return Either.right({
      method,
      type: found.type,
      id,
      data,
      ...(version === undefined ? {} : { version }),
      refersTo: new Set([...places(inPath), ...places(inData)].filter((place) => place !== index))
    })
  })
  const step: Step = { entry, task, ...(Either.isRight(target) ? { target: target.right } : {}) }
  return { step, ...(follows === undefined || follows <= index ? {} : { follows }) }
}

const shownLengthMax = 80

/** `/Users`, `/Users/2819c223`, with or without the slash before. */
const targetOf = (session: Session, path: string): Either.Either<Target, ScimError.InvalidPath> => {
  const relative = path.startsWith(`${session.base}/`) ? path.slice(session.base.length) : path
  const [endpoint = "", id, ...rest] = relative.split("/").filter((segment) => segment !== "")
  const type = SchemaRegistry.typeByEndpoint(session.registry, `/${endpoint}`)
  if (type === undefined || rest.length > 0) {
    const endpoints = session.registry.resourceTypes.map((known) => known.endpoint).join(", ")
    const detail = `"${path.slice(0, shownLengthMax)}" names no resource and no endpoint of resources. These are ${endpoints}.`
    return Either.left(new ScimError.InvalidPath({ detail, path: path.slice(0, shownLengthMax) }))
  }
  return Either.right({ type, ...(id === undefined ? {} : { id }) })
}

const misplaced = (method: BulkRequest.Method, path: string): ScimError.InvalidPath =>
  new ScimError.InvalidPath({
    detail:
      method === "POST"
        ? `POST goes to an endpoint such as /Users, not to a resource as "${path.slice(0, shownLengthMax)}" is.`
        : `${method} goes to a resource such as /Users/2819c223, not to an endpoint as "${path.slice(0, shownLengthMax)}" is.`,
    path: path.slice(0, shownLengthMax)
  })

/** The places in their order, those that follow a later one right behind it. */
const orderOf = (follows: ReadonlyArray<number | undefined>): ReadonlyArray<number> => {
  const followers = new Map<number, Array<number>>()
  for (const [index, leader] of follows.entries()) {
    if (leader === undefined) continue
    const waiting = followers.get(leader)
    if (waiting === undefined) followers.set(leader, [index])
    else waiting.push(index)
  }
  return follows.flatMap((leader, index) => (leader === undefined ? [index, ...(followers.get(index) ?? [])] : []))
}
