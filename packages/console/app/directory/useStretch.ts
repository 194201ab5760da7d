/** The stretch of a list that is laid out. When it moves, the scrolling moves with it, so that what is seen stays. */
import { useLayoutEffect, useRef, useState } from "react"
import * as Stretch from "./stretch.ts"

interface Virtual {
  readonly scrollToIndex: (index: number) => void
}

export interface Laid {
  /** The place of its first row in the whole list, and how many rows it has. */
  readonly from: number
  readonly length: number
  /** Told which rows are seen, by their places in it. */
  readonly see: (first: number, last: number) => void
  /** Brings a row of the whole list into sight. */
  readonly show: (index: number, virtual: Virtual) => void
}

export const useStretch = (count: number, rowHeight: number, scrollBy: (pixels: number) => void): Laid => {
  const room = Stretch.roomFor(rowHeight)
  const [wanted, setWanted] = useState(0)
  const from = Stretch.clamped(wanted, count, room)
  const before = useRef(from)
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is scrolled when the stretch has moved, and only then.
  useLayoutEffect(() => {
    if (before.current !== from) scrollBy((before.current - from) * rowHeight)
    before.current = from
  }, [from])
  return {
    from,
    length: Math.min(count - from, room),
    see: (first, last) => setWanted(Stretch.moved(from, from + first, from + last, count, room)),
    show: (index, virtual) => {
      const next = Stretch.around(from, index, count, room)
      setWanted(next)
      if (next === from) virtual.scrollToIndex(index - from)
      else requestAnimationFrame(() => virtual.scrollToIndex(index - next))
    }
  }
}
