/** The hours and days of a chart by their names, in the reader's zone where they are hours. */
import type { Grain, Span } from "../api/overview.ts"

const language = "en"
const hour = new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" })
const dayHour = new Intl.DateTimeFormat(language, {
  weekday: "short",
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23"
})
/** Days are those of UTC, as they were counted. */
const day = new Intl.DateTimeFormat(language, { month: "short", day: "numeric", timeZone: "UTC" })
const wholeDay = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeZone: "UTC" })

/** Below a bar. */
export const mark = ({ from }: Span, by: Grain): string => (by === "hour" ? hour : day).format(new Date(from))

/** By itself. */
export const name = ({ from, to }: Span, by: Grain): string =>
  by === "hour"
    ? `${dayHour.format(new Date(from))} – ${hour.format(new Date(to))}`
    : `${wholeDay.format(new Date(from))} (UTC)`

/** What the log is asked for to show the same. */
export const search = ({ from, to }: Span) => ({ from, to })
