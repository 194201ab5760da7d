import { describe, expect, it } from "@effect/vitest"
import { Effect, Option, type Tracer } from "effect"
import * as Span from "../src/Span.ts"

const current = Effect.option(Effect.currentSpan)

const nameOf = (span: Option.Option<Tracer.Span>) => Option.map(span, ({ name }) => name)

describe("a name for a trace", () => {
  it.effect("is that of the span in which an effect runs", () =>
    Effect.gen(function* () {
      expect(nameOf(yield* Span.within("Inner.one")(current))).toEqual(Option.some("Inner.one"))
    })
  )

  it.effect("is that of the span of each call, inside the span of who calls", () =>
    Effect.gen(function* () {
      const call = Span.named("Inner.call", (_: number) => current)
      const [first, second] = yield* Span.within("Outer.both")(Effect.all([call(1), call(2)]))
      const { spanId, parent, name } = yield* first
      expect(name).toBe("Inner.call")
      expect(yield* parent).toMatchObject({ name: "Outer.both" })
      expect((yield* second).spanId).not.toBe(spanId)
    })
  )

  it.effect("makes no span where nobody traces", () =>
    Effect.gen(function* () {
      const call = Span.named("Inner.call", () => current)
      expect(yield* call()).toEqual(Option.none())
    }).pipe(Effect.withTracerEnabled(false))
  )

  it.effect("changes neither what succeeds nor what fails", () =>
    Effect.gen(function* () {
      expect(yield* Span.within("Inner.one")(Effect.succeed(1))).toBe(1)
      expect(yield* Effect.flip(Span.within("Inner.one")(Effect.fail("no")))).toBe("no")
    })
  )
})
