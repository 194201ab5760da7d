/** Times as the log shows them: to the second, by the reader's clock, and days by their names. */
import { message } from "../messages.ts"

const language = "en"
const seconds = new Intl.DateTimeFormat(language, {
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  hourCycle: "h23"
})
const whole = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "long" })
const date = new Intl.DateTimeFormat(language, { weekday: "long", month: "long", day: "numeric", year: "numeric" })

export const clock = (time: string): string => seconds.format(new Date(time))

/** With its day and its zone. */
export const exactly = (time: string): string => whole.format(new Date(time))

/** The name of a day such as 2026-01-31 in the reader's zone. */
export const dayName = (day: string): string => {
  const noon = new Date(`${day}T12:00:00`)
  const away = Math.round((new Date().setHours(12, 0, 0, 0) - noon.getTime()) / 86_400_000)
  return away === 0 ? message.log.today : away === 1 ? message.log.yesterday : date.format(noon)
}
