/** Whether a setting may have this number, so that nothing is sent which the server would refuse. */
import type { Setting, Value } from "../api/settings.ts"

export const isNumberRight = ({ kind, min = 0, max = 0 }: Pick<Setting, "kind" | "min" | "max">, value: Value) =>
  kind !== "number" || (typeof value === "number" && Number.isInteger(value) && value >= min && value <= max)
