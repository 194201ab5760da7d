/** A value of a setting in words. */
import type { Setting, Value } from "../api/settings.ts"
import { message } from "../messages.ts"

export const printed = ({ name, kind, unit }: Pick<Setting, "name" | "kind" | "unit">, value: Value): string => {
  if (typeof value === "boolean") return value ? message.settings.on : message.settings.off
  if (Array.isArray(value)) return message.settings.several(value)
  if (kind === "choice") return message.settings.choice(name, `${value}`)
  if (typeof value !== "number") return `${value}`
  // Only of requests is 0 no limit; of days it is no days.
  return value === 0 && !unit?.startsWith("day") ? message.settings.any : `${value.toLocaleString("en")} ${unit ?? ""}`
}
