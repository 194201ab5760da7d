/** A list that comes in pages, as what shows it needs it: the rows that are there, and how there are more. */
import { type UseInfiniteQueryResult, useInfiniteQuery, useQueryClient } from "@tanstack/react-query"
import { useCallback, useMemo } from "react"
import { ApiError } from "../api/ApiError.ts"
import { itemsOf, type Paged } from "../api/directory.ts"

export interface Loaded<A> {
  readonly rows: ReadonlyArray<A>
  readonly isPending: boolean
  /** Whether the rows are those of the question before. */
  readonly isPlaceholder: boolean
  readonly hasMore: boolean
  readonly error: Error | null
  readonly loadMore: () => void
  /** The way out of an error; a list whose cursor has ended begins anew. */
  readonly retry: () => void
  readonly refresh: () => void
  readonly isRefreshing: boolean
}

type Options = Parameters<typeof useInfiniteQuery>[0]

export const useLoaded = <A>(options: unknown): Loaded<A> => {
  const given = options as Options
  const queries = useQueryClient()
  const query = useInfiniteQuery(given) as UseInfiniteQueryResult<
    { readonly pages: Array<Paged<A>>; readonly pageParams: Array<unknown> },
    Error
  >
  const { data, error, fetchNextPage, hasNextPage, isFetching, isPending, isPlaceholderData, refetch } = query
  const rows = useMemo(() => itemsOf(data), [data])
  const refresh = () => void queries.resetQueries({ queryKey: given.queryKey as ReadonlyArray<unknown>, exact: true })
  const isOver = error instanceof ApiError && error.kind === "Invalid"
  return {
    rows,
    isPending,
    isPlaceholder: isPlaceholderData,
    hasMore: hasNextPage,
    error,
    loadMore: useCallback(() => void fetchNextPage({ cancelRefetch: false }), [fetchNextPage]),
    retry: () => {
      if (isOver) refresh()
      else void (rows.length === 0 ? refetch() : fetchNextPage())
    },
    refresh,
    isRefreshing: isFetching
  }
}
