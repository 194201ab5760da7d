/** What a list is asked for stands in its address, so that it can be sent to somebody and is there after going back. */
import { useNavigate, useSearch } from "@tanstack/react-router"
import { useEffect, useState } from "react"
import { type Order, parseOrder, printOrder } from "./asking.ts"

/** Until then somebody is still typing. */
const pauseMillis = 250

interface Kept {
  readonly q: string
  readonly order: string
}

const text = (value: unknown): string => (typeof value === "string" || typeof value === "number" ? `${value}` : "")

export interface ListSearch {
  /** What stands in the box, which is ahead of the list for as long as somebody types. */
  readonly typed: string
  readonly setTyped: (typed: string) => void
  /** What the list is asked for. */
  readonly q: string
  readonly order: Order | undefined
  readonly setOrder: (order: Order | undefined) => void
}

export const useListSearch = (): ListSearch => {
  const { q, order } = useSearch({
    strict: false,
    select: (search: Record<string, unknown>): Kept => ({ q: text(search.q), order: text(search.order) }),
    structuralSharing: true
  }) as Kept
  const navigate = useNavigate()
  const [typed, setTyped] = useState(q)
  const [before, setBefore] = useState(q)
  if (q !== before) {
    setBefore(q)
    // The way to the whole list, in the navigation, empties the box as well.
    if (q === "") setTyped("")
  }
  const go = (next: Kept) =>
    void navigate({
      to: ".",
      search: { ...(next.q === "" ? {} : { q: next.q }), ...(next.order === "" ? {} : { order: next.order }) } as never,
      replace: true,
      resetScroll: false
    })
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what is typed leads anywhere.
  useEffect(() => {
    if (typed.trim() === q) return
    const timer = setTimeout(() => go({ q: typed.trim(), order }), pauseMillis)
    return () => clearTimeout(timer)
  }, [typed])
  return {
    typed,
    setTyped,
    q,
    order: parseOrder(order),
    setOrder: (next) => go({ q, order: next === undefined ? "" : printOrder(next) })
  }
}
