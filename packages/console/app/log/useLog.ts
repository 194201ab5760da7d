/**
 * The lines that a page of the log shows: what was there, page by page, and above it what has come since. Holding it
 * keeps what comes out of sight, so that nothing moves under somebody who reads.
 */
import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query"
import { useEffect, useState } from "react"
import { type Entry, logPage } from "../api/log.ts"
import * as LogFilter from "./LogFilter.ts"
import { merged } from "./merged.ts"
import { useLogStream } from "./useLogStream.ts"

/** How many may come before the page begins anew: a browser that is left open must not grow without end. */
const arrivedMax = 500

/** For one filter as long as it lasts: another one is another log. */
export const useLog = (tenant: string, filter: LogFilter.LogFilter) => {
  const queries = useQueryClient()
  const queryKey = ["log", tenant, filter]
  const [chosen] = useState(() => LogFilter.chosen(filter, Date.now()))
  const pages = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam, signal }) => logPage(tenant, chosen, pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next,
    // The stream brings what is new.
    refetchOnWindowFocus: false,
    // It looks back a few seconds, and what was kept from an earlier visit may be older.
    refetchOnMount: "always"
  })
  const [arrived, setArrived] = useState<ReadonlyArray<Entry>>([])
  /** How many of those that arrived are shown while it is held. */
  const [heldAt, setHeldAt] = useState<number>()
  const isFull = arrived.length >= arrivedMax
  const [stream, reopen] = useLogStream(tenant, isFull ? undefined : LogFilter.watched(filter), (entry) =>
    setArrived((all) => [...all, entry])
  )
  const anew = () => {
    setArrived([])
    void queries.resetQueries({ queryKey })
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: it begins anew when it is full and not held, whatever else.
  useEffect(() => {
    if (isFull && heldAt === undefined) anew()
  }, [isFull, heldAt])
  return {
    entries: pages.data === undefined ? undefined : merged(arrived.slice(0, heldAt), pages.data.pages),
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
