/** What somebody has changed on the page and not saved, beside what is stored. Pure: it knows neither page nor server. */
import type { Value, Values } from "../api/settings.ts"

export type Draft = Partial<Values>

type Switches = Readonly<Record<string, boolean>>

const isSwitches = (value: Value): value is Switches => typeof value === "object" && !Array.isArray(value)

export const isSame = (left: Value, right: Value): boolean => {
  if (Array.isArray(left) && Array.isArray(right)) {
    return left.length === right.length && left.every((each) => right.includes(each))
  }
  return isSwitches(left) && isSwitches(right)
    ? [...Object.keys(left), ...Object.keys(right)].every((name) => left[name] === right[name])
    : left === right
}

/** The values of a draft as they would be once it is saved. */
export const over = (saved: Values, draft: Draft): Values => ({
  ...saved,
  ...draft,
  quirks: { ...saved.quirks, ...draft.quirks }
})

/** What of a draft differs from what is stored: the least that has to be sent. */
export const least = (saved: Values, draft: Draft): Draft => {
  const { quirks = {}, ...rest } = draft
  const switched = Object.entries(quirks).filter(([name, on]) => saved.quirks[name] !== on)
  return {
    ...Object.fromEntries(Object.entries(rest).filter(([name, value]) => !isSame(valueNamed(saved, name), value))),
    ...(switched.length === 0 ? {} : { quirks: Object.fromEntries(switched) })
  }
}

export interface Change {
  /** That of the setting, or of the quirk that is switched. */
  readonly name: string
  readonly from: Value
  readonly to: Value
}

/** The same, one by one, as somebody reads it before they save. */
export const listed = (saved: Values, draft: Draft): ReadonlyArray<Change> => {
  const { quirks = {}, ...rest } = least(saved, draft)
  return [
    ...Object.entries(rest).map(([name, to]) => ({ name, from: valueNamed(saved, name), to })),
    ...Object.entries(quirks).map(([name, to]) => ({ name, from: !to, to }))
  ]
}

/** By its name, which may be that of a setting that these pages do not know yet. */
export const valueNamed = (values: Draft, name: string): Value => {
  const value: unknown = Reflect.get(values, name)
  return value === undefined ? "" : (value as Value)
}
