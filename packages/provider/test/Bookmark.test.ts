import { it } from "@effect/vitest"
import { ScimError } from "@rollcall/core"
import { Effect, Either, TestClock } from "effect"
import { describe, expect } from "vitest"
import * as Bookmark from "../src/Bookmark.ts"
import * as Service from "./Service.ts"

const place = { key: 7, id: "u1" }

const refusal = (list: string, text: string) =>
  Effect.map(
    Effect.either(Bookmark.open(Service.session, list, text)),
    Either.mapLeft((error) => error._tag)
  )

describe("a bookmark", () => {
  it.effect("leads back to its place in its list, and an empty one to the beginning", () =>
    Service.run(
      Effect.gen(function* () {
        const text = yield* Bookmark.seal(Service.session, "kept users", place)
        expect(yield* Bookmark.open(Service.session, "kept users", text)).toEqual(place)
        expect(yield* Bookmark.open(Service.session, "kept users", "")).toBeUndefined()
      })
    )
  )

  it.effect("is nothing to another list, to another tenant, or when it was altered", () =>
    Service.run(
      Effect.gen(function* () {
        const text = yield* Bookmark.seal(Service.session, "kept users", place)
        expect(yield* refusal("kept groups", text)).toEqual(Either.left("InvalidCursor"))
        expect(yield* refusal("kept users", `${text.slice(0, -2)}AA`)).toEqual(Either.left("InvalidCursor"))
        const other = { ...Service.session, tenant: { ...Service.session.tenant, id: "other" } }
        const opened = yield* Effect.either(Bookmark.open(other, "kept users", text))
        expect(Either.mapLeft(opened, (error) => error instanceof ScimError.InvalidCursor)).toEqual(Either.left(true))
      })
    )
  )

  it.effect("is good for as long as the cursors of clients are", () =>
    Service.run(
      Effect.gen(function* () {
        const text = yield* Bookmark.seal(Service.session, "kept users", place)
        const { cursorMillisMax } = Service.session.limits
        yield* TestClock.adjust(cursorMillisMax - 1)
        expect(yield* refusal("kept users", text)).toEqual(Either.right(place))
        yield* TestClock.adjust(1)
        expect(yield* refusal("kept users", text)).toEqual(Either.left("ExpiredCursor"))
      })
    )
  )
})
