/** Arrow keys in lists of which only a part is there: the row that is gone to is brought in first. */
import type { KeyboardEvent } from "react"

/** A row that is scrolled to is there within a few frames; on a busy machine within some more. */
const framesMax = 60

/** Up and down by one row, and to both ends of what is there. */
export const walk = (event: KeyboardEvent, count: number, show: (index: number) => void): void => {
  const at = Number((event.target as HTMLElement).dataset.row)
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: count - 1 }[event.key]
  if (to === undefined || Number.isNaN(at) || to < 0 || to >= count) return
  event.preventDefault()
  const body = event.currentTarget
  const focus = (frames: number) => {
    const row = body.querySelector<HTMLElement>(`[data-row="${to}"]`)
    if (row !== null) row.focus()
    else if (frames > 0) requestAnimationFrame(() => focus(frames - 1))
  }
  if (body.querySelector(`[data-row="${to}"]`) === null) show(to)
  focus(framesMax)
}
