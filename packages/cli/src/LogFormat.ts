/**
 * How a line of the log looks: JSON for machines, text for people. Both go to stderr, since stdout is for what a command
 * was asked for, and neither lets a value from outside begin a line of its own.
 */
import { RequestLog } from "@rollcall/http"
import { Cause, Console, Effect, HashMap, Layer, Logger } from "effect"

export type LogFormat = "json" | "text"

/** Replaces the default logger, and prints the lines of requests as that would. */
export const layer = (format: LogFormat): Layer.Layer<RequestLog.Lines> =>
  Layer.merge(
    Logger.replace(Logger.defaultLogger, Logger.withConsoleError(logger(format))),
    Layer.succeed(RequestLog.Lines, {
      write: (facts, now) => {
        const line: Line = { date: new Date(now), level: "INFO", message: "request", facts, cause: Cause.empty }
        return Console.consoleWith(({ unsafe }) => Effect.sync(() => unsafe.error(print[format](line))))
      }
    })
  )

const logger = (format: LogFormat): Logger.Logger<unknown, string> =>
  Logger.make(({ annotations, cause, date, logLevel, message }) =>
    print[format]({ date, level: logLevel.label, message: words(message), facts: ordered(annotations), cause })
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
