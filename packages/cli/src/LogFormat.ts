/**
 * How a line of the log looks: JSON for machines, text for people. Both go to stderr, since stdout is for what a command
 * was asked for, and neither lets a value from outside begin a line of its own.
 */
import { Cause, HashMap, type Layer, Logger } from "effect"

export type LogFormat = "json" | "text"

/** Replaces the default logger. */
export const layer = (format: LogFormat): Layer.Layer<never> =>
  Logger.replace(Logger.defaultLogger, Logger.withConsoleError(format === "json" ? json : text))

const json: Logger.Logger<unknown, string> = Logger.make(({ annotations, cause, date, logLevel, message }) =>
  JSON.stringify({
    time: date.toISOString(),
    level: logLevel.label,
    message: words(message),
    ...Object.fromEntries(facts(annotations)),
    ...(Cause.isEmpty(cause) ? {} : { cause: Cause.pretty(cause, { renderErrorCause: true }) })
  })
)

const text: Logger.Logger<unknown, string> = Logger.make(({ annotations, cause, date, logLevel, message }) => {
  const pairs = facts(annotations).map(([name, value]) => `${name}=${plain(value)}`)
  const line = [date.toISOString(), logLevel.label.padEnd(5), words(message), ...pairs].join(" ")
  return Cause.isEmpty(cause) ? line : `${line}\n${Cause.pretty(cause, { renderErrorCause: true })}`
})

/** What everybody looks for first; the rest follows by name, so that all lines of a kind look alike. */
const leading: ReadonlyArray<string> = ["method", "path", "status", "ms"]

const facts = (annotations: HashMap.HashMap<string, unknown>): ReadonlyArray<[string, unknown]> => {
  const named = HashMap.toEntries(annotations).sort(([left], [right]) => (left < right ? -1 : 1))
  const first = leading.flatMap((name) => named.filter(([other]) => other === name))
  return [...first, ...named.filter(([name]) => !leading.includes(name))]
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
