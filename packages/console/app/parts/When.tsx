/** A time as its reader counts: in their zone and language, and beside now. */
import { message } from "../messages.ts"

const units = [
  ["year", 365 * 86_400_000],
  ["month", 30 * 86_400_000],
  ["week", 7 * 86_400_000],
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000]
] as const

/** That of the words around it: a sentence has one language. */
const language = "en"
const relative = new Intl.RelativeTimeFormat(language, { numeric: "auto" })
const full = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" })

/** How far from now: "in 3 months", "yesterday". */
export const distance = (time: string, now: number = Date.now()): string => {
  const millis = Date.parse(time) - now
  const [unit, length] = units.find(([, size]) => Math.abs(millis) >= size) ?? [undefined, 1]
  return unit === undefined ? message.now : relative.format(Math.round(millis / length), unit)
}

/** The time itself, as on a clock of the reader's. */
export const moment = (time: string): string => full.format(new Date(time))

export const When = ({ time }: { readonly time: string }) => (
  <time dateTime={time} title={moment(time)} className="whitespace-nowrap">
    {distance(time)}
  </time>
)
