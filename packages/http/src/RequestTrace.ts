/**
 * A request as a trace shows it: one span around all that is done for it, beneath the caller's where that has sent one,
 * with the names that OpenTelemetry gives to what HTTP knows. Queries, bodies and tokens never get here. Where nobody
 * traces, this is one look at a flag.
 *
 * @see https://www.w3.org/TR/trace-context/
 */
import * as Headers from "@effect/platform/Headers"
import * as HttpTraceContext from "@effect/platform/HttpTraceContext"
import { ScimError } from "@rollcall/core"
import { Principal } from "@rollcall/provider"
import { Context, DefaultServices, Effect, Exit, FiberRef, Option, Random, Tracer } from "effect"
import type * as RequestLog from "./RequestLog.ts"
import type { WireRequest } from "./WireRequest.ts"
import type { WireResponse } from "./WireResponse.ts"

type Answered<R> = Effect.Effect<WireResponse, ScimError.ScimError, R>

export interface Traced {
  readonly request: WireRequest
  readonly log: RequestLog.RequestLog
  /** The endpoint without what stands for one resource: `/Users/{id}`. Asked for only where somebody traces. */
  readonly pattern: () => string
  /** Of the requests about which no caller has decided, the share that is traced: 0 to 1. */
  readonly share: number
}

/** What is done for a request, in its span where somebody traces; then the log learns the trace's id. */
export const around = <R>(answer: Answered<R>, traced: Traced): Answered<R> =>
  Effect.withFiberRuntime((fiber) => {
    if (!fiber.getFiberRef(FiberRef.currentTracerEnabled)) return answer
    const tracer = Context.get(fiber.getFiberRef(DefaultServices.currentServices), Tracer.Tracer)
    return tracer === ownTracer ? Effect.withTracerEnabled(answer, false) : chosen(answer, traced)
  })

/** Effect's own leads nowhere, and its spans cost a third of a request. */
const ownTracer = Context.get(DefaultServices.liveServices, Tracer.Tracer)

const chosen = <R>(answer: Answered<R>, traced: Traced): Answered<R> => {
  const caller = callerOf(traced.request)
  const sampled = Option.isSome(caller)
    ? Effect.succeed(caller.value.sampled)
    : Effect.map(Random.next, (drawn) => drawn < traced.share)
  return Effect.flatMap(sampled, (isSampled) =>
    isSampled ? inSpan(answer, traced, caller) : Effect.withTracerEnabled(answer, false)
  )
}

const callerOf = ({ header }: WireRequest): Option.Option<Tracer.ExternalSpan> => {
  const traceparent = header("traceparent")
  return traceparent === undefined ? Option.none() : HttpTraceContext.w3c(Headers.fromInput({ traceparent }))
}

/** A mistake of the client's is no error of the server's: the span fails with what the server itself could not do. */
const inSpan = <R>(answer: Answered<R>, traced: Traced, caller: Option.Option<Tracer.AnySpan>): Answered<R> => {
  const { log } = traced
  const pattern = traced.pattern()
  const spanned = Effect.useSpan(
    `${log.method} ${pattern}`,
    {
      kind: "server",
      captureStackTrace: false,
      attributes: { "http.request.method": log.method, "http.route": pattern, "url.path": log.path },
      ...(Option.isSome(caller) ? { parent: caller.value } : { root: true })
    },
    (span) => {
      log.trace = span.traceId
      return Effect.flatMap(Effect.exit(Effect.withParentSpan(answer, span)), (exit) => {
        const status = statusOf(exit)
        describe(span, exit, status, log)
        return status < 500 ? Effect.succeed(exit) : Effect.as(exit, exit)
      })
    }
  )
  return Effect.flatten(spanned)
}

const describe = (span: Tracer.Span, exit: Answer, status: number, log: RequestLog.RequestLog): void => {
  span.attribute("http.response.status_code", status)
  span.attribute("rollcall.request", log.id)
  if (Exit.isFailure(exit)) span.attribute("error.type", errorOf(exit)?._tag ?? "defect")
  if (log.resource !== undefined) span.attribute("rollcall.resource", log.resource)
  if (log.session === undefined) return
  span.attribute("rollcall.tenant", log.session.tenant.id)
  span.attribute("rollcall.token", Principal.nameOf(log.session.principal).id)
}

type Answer = Exit.Exit<WireResponse, ScimError.ScimError>

const statusOf = (exit: Answer): number => {
  if (Exit.isSuccess(exit)) return exit.value.status
  const error = errorOf(exit)
  return error === undefined ? 500 : ScimError.table[error._tag].status
}

const errorOf = (exit: Answer): ScimError.ScimError | undefined =>
  Exit.isFailure(exit) && exit.cause._tag === "Fail" ? exit.cause.error : undefined
