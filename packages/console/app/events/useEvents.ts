/**
 * The events that the page shows: what there was, page by page, and above it what has come since the newest of that.
 * Holding it keeps what comes out of sight, so that nothing moves under somebody who reads.
 */
import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query"
import { useEffect, useMemo, useState } from "react"
import { type Chosen, type Event, eventPage, resourceOf, streamAddress } from "../api/events.ts"
import { useEventSource } from "../api/useEventSource.ts"
import { merged } from "./lines.ts"

/** How many may come before the page begins anew: a browser that is left open must not grow without end. */
const arrivedMax = 1_000

/** For what is chosen as long as it lasts: something else is another list. */
export const useEvents = (tenant: string, chosen: Chosen) => {
  const queries = useQueryClient()
  const queryKey = ["events", tenant, chosen]
  const pages = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam, signal }) => eventPage(tenant, chosen, pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next,
    // The stream goes on where the first page ended, whenever that was.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0
  })
  const [arrived, setArrived] = useState<ReadonlyArray<Event>>([])
  /** How many of those that arrived are shown while it is held. */
  const [heldAt, setHeldAt] = useState<number>()
  const isFull = arrived.length >= arrivedMax
  const end = pages.data?.pages[0]?.end
  const address = end === undefined || isFull ? undefined : streamAddress(tenant, chosen, end)
  const [stream, reopen] = useEventSource<Event>(address, (event) => {
    if (chosen.resource === undefined || resourceOf(event) === chosen.resource) setArrived((all) => [...all, event])
  })
  const anew = () => {
    setArrived([])
    void queries.resetQueries({ queryKey })
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: it begins anew when it is full and not held, whatever else.
  useEffect(() => {
    if (isFull && heldAt === undefined) anew()
  }, [isFull, heldAt])
  const data = pages.data
  const shown = useMemo(
    () => (data === undefined ? undefined : merged(arrived.slice(0, heldAt), data.pages)),
    [arrived, heldAt, data]
  )
  return {
    events: shown,
    error: pages.error,
    older: { is: pages.hasNextPage, busy: pages.isFetchingNextPage, load: () => void pages.fetchNextPage() },
    arrived,
    stream,
    held: heldAt === undefined ? undefined : arrived.length - heldAt,
    hold: () => setHeldAt(arrived.length),
    goOn: () => setHeldAt(undefined),
    retry: () => {
      anew()
      reopen()
    }
  }
}
