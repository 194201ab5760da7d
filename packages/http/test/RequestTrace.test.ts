/** Who traces a request, and what it costs those who do not. */
import { Effect, Exit, Layer, Option, Tracer } from "effect"
import { expect, it } from "vitest"
import * as RequestLog from "../src/RequestLog.ts"
import * as ScimHandler from "../src/ScimHandler.ts"
import * as service from "./service.ts"

/** A request of a service provider under what surrounds both; answers the lines of the log. */
const ask = (surround: <A, E, R>(effect: Effect.Effect<A, E, R>) => Effect.Effect<A, E, R>) => {
  const lines: Array<RequestLog.Facts> = []
  const write = (facts: RequestLog.Facts) => Effect.sync(() => void lines.push(facts))
  const asked = Effect.gen(function* () {
    const authorization = `Bearer ${yield* service.token}`
    const headers: Readonly<Record<string, string>> = { authorization }
    const header = (name: string) => headers[name]
    const request = { method: "GET", path: "/scim/v2/Users", query: "", header, readBody: () => Effect.never }
    const answered = Effect.flatMap(ScimHandler.make(service.config), (handler) => handler(request))
    expect((yield* surround(answered)).status).toBe(200)
    return lines
  })
  return Effect.runPromise(
    Effect.provide(asked, Layer.merge(service.services, Layer.succeed(RequestLog.Lines, { write })))
  )
}

/** A tracer that leads to a list of names, and sees Effect's own being asked. */
const collecting = (names: Array<string>): Tracer.Tracer =>
  Tracer.make({
    context: (run) => run(),
    span: (name, parent, context, links, startTime, kind) => {
      names.push(name)
      const attributes = new Map<string, unknown>()
      return {
        _tag: "Span",
        name,
        spanId: "1111111111111111",
        traceId: Option.match(parent, { onNone: () => "trace of its own", onSome: ({ traceId }) => traceId }),
        parent,
        context,
        status: { _tag: "Started", startTime },
        attributes,
        links,
        sampled: true,
        kind,
        end: (_time, exit) => expect(Exit.isSuccess(exit)).toBe(true),
        attribute: (key, value) => void attributes.set(key, value),
        event: () => {},
        addLinks: () => {}
      }
    }
  })

it("is traced where a tracer leads somewhere, and the log names the trace", async () => {
  const names: Array<string> = []
  expect(await ask(Effect.withTracer(collecting(names)))).toMatchObject([{ trace: "trace of its own" }])
  expect(names).toContain("GET /Users")
  expect(names.length).toBeGreaterThan(1)
})

it("has no span where the tracer is Effect's own, which leads nowhere", async () => {
  const [line] = await ask((effect) => effect)
  expect(line).toMatchObject({ status: 200 })
  expect(line).not.toHaveProperty("trace")
})

it("has no span where tracing is off, whatever the tracer", async () => {
  const names: Array<string> = []
  const off = <A, E, R>(effect: Effect.Effect<A, E, R>) =>
    Effect.withTracerEnabled(Effect.withTracer(effect, collecting(names)), false)
  expect((await ask(off))[0]).not.toHaveProperty("trace")
  expect(names).toEqual([])
})
