/**
 * How a line of the log looks: JSON for machines, text for people. Both go to stderr, since stdout is for what a command
 * was asked for, and neither lets a value from outside begin a line of its own.
 */
import { RequestLog } from "@rollcall/http"
import {
  Cause,
  Console,
  Context,
  DefaultServices,
  Effect,
  FiberRef,
  FiberRefs,
  HashMap,
  Layer,
  Logger,
  Option,
  Tracer
} from "effect"
import { LogLines } from "./LogLines.ts"

export type LogFormat = "json" | "text"

/** Replaces the default logger, and prints the lines of requests as that would. What waits is printed with the scope's end. */
export const layer = (format: LogFormat): Layer.Layer<RequestLog.Lines> =>
  Layer.unwrapScoped(
    Effect.map(
      Effect.acquireRelease(
        Effect.sync(() => new LogLines()),
        (lines) => Effect.sync(() => lines.flush())
      ),
      (lines) =>
        Layer.merge(
          Logger.replace(Logger.defaultLogger, logger(format, lines)),
          Layer.succeed(RequestLog.Lines, { write: (facts, now) => gather(format, lines, facts, now) })
        )
    )
  )

const logger = (format: LogFormat, lines: LogLines): Logger.Logger<unknown, void> =>
  Logger.make(({ annotations, cause, context, date, logLevel, message }) => {
    const services = FiberRefs.getOrDefault(context, DefaultServices.currentServices)
    const { unsafe } = Context.get(services, Console.Console)
    const span = Context.getOption(FiberRefs.getOrDefault(context, FiberRef.currentContext), Tracer.ParentSpan)
    const facts = { ...ordered(annotations), ...(Option.isSome(span) ? { trace: span.value.traceId } : {}) }
    const line = { date, level: logLevel.label, message: words(message), facts, cause }
    lines.write(print[format](line), unsafe.error)
  })

const gather = (format: LogFormat, lines: LogLines, facts: RequestLog.Facts, now: number): Effect.Effect<void> =>
  Console.consoleWith(({ unsafe }) =>
    Effect.sync(() => {
      const line = { date: new Date(now), level: "INFO", message: "request", facts, cause: Cause.empty }
      lines.gather(print[format](line), unsafe.error)
    })
  )

interface Line {
  readonly date: Date
  readonly level: string
  readonly message: string
  readonly facts: RequestLog.Facts
  readonly cause: Cause.Cause<unknown>
}

const print: Readonly<Record<LogFormat, (line: Line) => string>> = {
  json: ({ date, level, message, facts, cause }) =>
    JSON.stringify({
      time: date.toISOString(),
      level,
      message,
      ...facts,
      ...(Cause.isEmpty(cause) ? {} : { cause: Cause.pretty(cause, { renderErrorCause: true }) })
    }),
  text: ({ date, level, message, facts, cause }) => {
    const pairs = Object.entries(facts).map(([name, value]) => `${name}=${plain(value)}`)
    const line = [date.toISOString(), level.padEnd(5), message, ...pairs].join(" ")
    return Cause.isEmpty(cause) ? line : `${line}\n${Cause.pretty(cause, { renderErrorCause: true })}`
  }
}

/** What everybody looks for first; the rest follows by name, so that all lines of a kind look alike. */
const leading: ReadonlyArray<string> = ["method", "path", "status", "ms"]

const ordered = (annotations: HashMap.HashMap<string, unknown>): RequestLog.Facts => {
  const named = HashMap.toEntries(annotations).sort(([left], [right]) => (left < right ? -1 : 1))
  const first = leading.flatMap((name) => named.filter(([other]) => other === name))
  return Object.fromEntries([...first, ...named.filter(([name]) => !leading.includes(name))])
}

const words = (message: unknown): string => (Array.isArray(message) ? message : [message]).map(String).join(" ")

/** A value as one word, or quoted: what comes from clients cannot break the line. */
const plain = (value: unknown): string => {
  if (typeof value !== "string") return JSON.stringify(value) ?? "null"
  for (const character of value) {
    if (character <= " " || character === '"' || character === "\x7f") return JSON.stringify(value)
  }
  return value
}
