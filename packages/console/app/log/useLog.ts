/** The lines that a page of the log shows: what was there, page by page, and above it what has come since. */
import { useInfiniteQuery } from "@tanstack/react-query"
import { useState } from "react"
import { type Entry, logPage } from "../api/log.ts"
import * as LogFilter from "./LogFilter.ts"
import { merged } from "./merged.ts"
import { olderOf, useArrivals } from "./useArrivals.ts"
import { useLogStream } from "./useLogStream.ts"

const arrivedMax = 500

/** For one filter as long as it lasts: another one is another log. */
export const useLog = (tenant: string, filter: LogFilter.LogFilter) => {
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
  const { anew, add, isFull, shown, ...arrivals } = useArrivals<Entry>(queryKey, arrivedMax)
  const [stream, reopen] = useLogStream(tenant, isFull ? undefined : LogFilter.watched(filter), add)
  return {
    ...arrivals,
    entries: pages.data === undefined ? undefined : merged(shown, pages.data.pages),
    error: pages.error,
    older: olderOf(pages),
    stream,
    retry: () => {
      anew()
      reopen()
    }
  }
}
