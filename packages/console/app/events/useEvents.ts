/** The events that the page shows: what there was, page by page, and above it what has come since the newest of that. */
import { useInfiniteQuery } from "@tanstack/react-query"
import { useMemo } from "react"
import { type Chosen, type Event, eventPage, resourceOf, streamAddress } from "../api/events.ts"
import { useEventSource } from "../api/useEventSource.ts"
import { olderOf, useArrivals } from "../log/useArrivals.ts"
import { merged } from "./lines.ts"

const arrivedMax = 1_000

/** For what is chosen as long as it lasts: something else is another list. */
export const useEvents = (tenant: string, chosen: Chosen) => {
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
  const { anew, add, isFull, shown, ...arrivals } = useArrivals<Event>(queryKey, arrivedMax)
  const { data } = pages
  const end = data?.pages[0]?.end
  const address = end === undefined || isFull ? undefined : streamAddress(tenant, chosen, end)
  const [stream, reopen] = useEventSource<Event>(address, (event) => {
    if (chosen.resource === undefined || resourceOf(event) === chosen.resource) add(event)
  })
  const events = useMemo(() => (data === undefined ? undefined : merged(shown, data.pages)), [shown, data])
  return {
    ...arrivals,
    events,
    error: pages.error,
    older: olderOf(pages),
    stream,
    retry: () => {
      anew()
      reopen()
    }
  }
}
