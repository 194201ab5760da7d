import { it } from "@effect/vitest"
import { Limits, Paging, Projection, SchemaRegistry, ScimError, SearchRequest } from "@rollcall/core"
import { Effect, Either, TestClock } from "effect"
import { describe, expect } from "vitest"
import * as CursorSeal from "../src/CursorSeal.ts"
import { create } from "../src/operation/Create.ts"
import { search } from "../src/operation/Search.ts"
import { run, session, start } from "./Service.ts"

const { user, group } = SchemaRegistry

const ask = (parameters: Readonly<Record<string, string>>, types = [user]) =>
  Effect.flatMap(
    SearchRequest.fromParameters((name) => parameters[name], Limits.standard),
    (request) => search(session, types, request)
  )

const people = Effect.forEach(["a", "b", "c"], (name) =>
  create(
    session,
    user,
    { schemas: [user.schema.id], userName: `${name}@x.example`, displayName: name },
    Projection.standard
  )
)

const first = Effect.map(ask({ cursor: "", count: "2" }), ({ body }) => String(body.nextCursor))

describe("a walk by cursor", () => {
  it.effect("can be gone on with for an hour, and is then said to have expired", () =>
    run(
      Effect.gen(function* () {
        yield* people
        const cursor = yield* first
        yield* TestClock.setTime(start + Limits.standard.cursorMillisMax - 1)
        expect((yield* ask({ cursor })).body).toMatchObject({ totalResults: 3, itemsPerPage: 1 })
        yield* TestClock.setTime(start + Limits.standard.cursorMillisMax)
        expect(yield* Effect.either(ask({ cursor }))).toEqual(
          Either.left(
            new ScimError.ExpiredCursor({
              detail: "This cursor expired on 2025-01-31T10:30:00.000Z. Begin again with an empty cursor."
            })
          )
        )
      })
    )
  )

  it.effect("begins again where it walks backwards into nothing", () =>
    run(
      Effect.gen(function* () {
        yield* people
        const position = { key: 0, id: "" }
        const { body } = yield* ask({ cursor: "", count: "2" })
        const opened = yield* CursorSeal.open(session.tenant.id, String(body.nextCursor))
        if (opened === undefined) return expect.unreachable()
        const cursor = yield* CursorSeal.seal(session.tenant.id, { ...opened, direction: "previous", position })
        const page = (yield* ask({ cursor })).body
        expect(page).toMatchObject({ totalResults: 3, itemsPerPage: 2 })
        expect(page.previousCursor).toBeUndefined()
        expect(page.nextCursor).toBeDefined()
      })
    )
  )

  it.effect("cannot be taken over by another tenant, nor made by anybody", () =>
    run(
      Effect.gen(function* () {
        yield* people
        const cursor = yield* first
        expect(yield* CursorSeal.open("default", cursor)).toMatchObject({ total: 3, count: 2 })
        expect(yield* CursorSeal.open("other", cursor)).toBeUndefined()
        for (const text of ["", "x", "%", `${cursor}AA`, cursor.slice(8)]) {
          expect(yield* CursorSeal.open("default", text), text).toBeUndefined()
        }
      })
    )
  )
})

describe("a query on several types", () => {
  it.effect("is answered in the order that was asked for, or says why not", () =>
    run(
      Effect.gen(function* () {
        yield* people
        const types = [user, group]
        const sorted = yield* ask({ sortBy: "displayName", sortOrder: "descending" }, types)
        expect([sorted.body.totalResults, sorted.notes]).toEqual([3, []])
        const ignored = yield* ask({ sortBy: "noSuch" }, types)
        expect(ignored.notes.map(({ name }) => name)).toEqual(["SortByIgnored"])
      })
    )
  )
})

it("reads a page by index from an index and a count alone", () => {
  expect(Paging.make({ startIndex: 3, count: 7 }, Limits.standard)).toEqual(
    Either.right({ _tag: "Index", startIndex: 3, count: 7 })
  )
})
