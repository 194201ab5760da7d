/**
 * How far a long command has come: one line on stderr that is written over, in a terminal alone. Elsewhere nobody looks
 * and the lines would stay.
 */
import { Clock, Console, Effect } from "effect"
import * as Output from "./Output.ts"
import { Platform } from "./Platform.ts"

export interface Progress {
  /** So many more of what is counted were done, and so much of the whole is behind them. */
  readonly advance: (count: number, part: number | undefined) => Effect.Effect<void>
}

/** Ten times a second is as often as anybody sees. */
const renderMillis = 100

const silent: Progress = { advance: () => Effect.void }

/** `what` is what is counted, in the plural. A part is from 0 to 1; undefined where nobody knows the whole. */
export const make = (what: string): Effect.Effect<Progress, never, Platform> =>
  Effect.gen(function* () {
    if (!(yield* Platform).stderrIsTerminal) return silent
    const begun = yield* Clock.currentTimeMillis
    let count = 0
    let rendered: number | undefined
    return {
      advance: (more, part) =>
        Effect.gen(function* () {
          count += more
          const now = yield* Clock.currentTimeMillis
          if (rendered !== undefined && now - rendered < renderMillis && part !== 1) return
          const text = render(what, count, part, now - begun)
          yield* Console.error(rendered === undefined ? text : above + text)
          rendered = now
        })
    }
  })

/** To the line above and empties it: what is written next stands in its place. */
const above = "\x1b[1A\x1b[2K"

const width = 30

export const render = (what: string, count: number, part: number | undefined, millis: number): string => {
  const perSecond = millis <= 0 ? "" : `, ${Output.grouped(Math.round((count * 1_000) / millis))} a second`
  const text = `${Output.grouped(count)} ${what}${perSecond}`
  if (part === undefined) return text
  const full = Math.round(Math.min(1, Math.max(0, part)) * width)
  return `[${"#".repeat(full)}${"-".repeat(width - full)}] ${String(Math.floor(part * 100)).padStart(3)} %  ${text}`
}
