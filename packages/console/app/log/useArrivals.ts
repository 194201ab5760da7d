/**
 * What has come since a list was read, while somebody looks at it. Holding it keeps what comes out of sight, so that
 * nothing moves under somebody who reads; when much has come, the list is read anew. Knows neither what it is that comes
 * nor who brings it.
 */
import { type InfiniteData, type UseInfiniteQueryResult, useQueryClient } from "@tanstack/react-query"
import { useEffect, useMemo, useState } from "react"

/** `max` may come before the list begins anew: a browser that is left open must not grow without end. */
export const useArrivals = <A>(queryKey: ReadonlyArray<unknown>, max: number) => {
  const queries = useQueryClient()
  const [arrived, setArrived] = useState<ReadonlyArray<A>>([])
  /** How many of those that arrived are shown while it is held. */
  const [heldAt, setHeldAt] = useState<number>()
  const isFull = arrived.length >= max
  const anew = () => {
    setArrived([])
    void queries.resetQueries({ queryKey })
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: it begins anew when it is full and not held, whatever else.
  useEffect(() => {
    if (isFull && heldAt === undefined) anew()
  }, [isFull, heldAt])
  const shown = useMemo(() => arrived.slice(0, heldAt), [arrived, heldAt])
  return {
    arrived,
    /** Those that are not held. */
    shown,
    /** Whether no more are wanted. */
    isFull,
    add: (item: A) => setArrived((all) => [...all, item]),
    anew,
    held: heldAt === undefined ? undefined : arrived.length - heldAt,
    hold: () => setHeldAt(arrived.length),
    goOn: () => setHeldAt(undefined)
  }
}

/** What was there before all that, page by page. */
export const olderOf = <Page>(pages: UseInfiniteQueryResult<InfiniteData<Page>>) => ({
  is: pages.hasNextPage,
  busy: pages.isFetchingNextPage,
  load: () => void pages.fetchNextPage()
})
