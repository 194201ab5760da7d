/** How wide an element is, as long as it is there: what is drawn to the pixel must know. */
import { type RefCallback, useCallback, useState } from "react"

export const useWidth = (): readonly [RefCallback<HTMLElement>, number] => {
  const [width, setWidth] = useState(0)
  const element = useCallback((found: HTMLElement | null) => {
    if (found === null) return
    setWidth(found.clientWidth)
    const observer = new ResizeObserver(() => setWidth(found.clientWidth))
    observer.observe(found)
    return () => observer.disconnect()
  }, [])
  return [element, width]
}
