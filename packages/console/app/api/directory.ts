/**
 * Users and groups as these pages look at them. A list is kept page by page, and never asked for anew as a whole once it
 * is long: who has scrolled through a hundred thousand users does not load them twice.
 */
import { type InfiniteData, infiniteQueryOptions, type QueryClient, queryOptions } from "@tanstack/react-query"
import type { Asked } from "../directory/asking.ts"
import { type Answer, call } from "./call.ts"

/** The two kinds of resources that have lists, by the names of their addresses. */
export type Kind = "users" | "groups"

export type UserRow = Answer<"users", "list">["items"][number]
export type GroupRow = Answer<"groups", "list">["items"][number]
export type User = Answer<"users", "get">
export type Group = Answer<"groups", "get">
export type Membership = Answer<"users", "groups">["items"][number]
export type Member = Answer<"groups", "members">["items"][number]
export type KeptRow = Answer<"kept", "list">["items"][number]
export type HistoryEntry = Answer<"history", "user">["items"][number]
export type SchemaPart = Answer<"schemas", "list">[number]["schemas"][number]

export interface Paged<A> {
  readonly items: ReadonlyArray<A>
  readonly next?: string
}

/** A request that shows more rows than a screen has, and answers before anybody waits. */
const limit = 100

/** Up to here a list is brought up to date by itself; a longer one when its reader says so. */
const pagesRenewed = 2

interface ListOptions<A> {
  readonly key: ReadonlyArray<unknown>
  readonly load: (
    urlParams: { readonly after?: string; readonly limit?: number },
    signal: AbortSignal
  ) => Promise<Paged<A>>
  readonly size?: number
}

const list = <A>({ key, load, size = limit }: ListOptions<A>) =>
  infiniteQueryOptions({
    queryKey: key,
    queryFn: ({ pageParam, signal }) =>
      load({ limit: size, ...(pageParam === "" ? {} : { after: pageParam }) }, signal),
    initialPageParam: "",
    getNextPageParam: ({ next }: Paged<A>) => next,
    refetchOnWindowFocus: isShort,
    refetchOnMount: isShort,
    refetchOnReconnect: isShort
  })

const isShort = ({ state }: { readonly state: { readonly data?: InfiniteData<unknown, unknown> | undefined } }) =>
  (state.data?.pages.length ?? 0) <= pagesRenewed

/** What all that belongs to a list, or to one of its resources, begins with. */
const keyOf = (kind: Kind, tenant: string) => [kind, tenant] as const

export const usersQuery = (tenant: string, asked: Asked) =>
  list<UserRow>({
    key: [...keyOf("users", tenant), "list", asked],
    load: (page, signal) => call("users", "list", { path: { tenant }, urlParams: { ...asked, ...page }, signal })
  })

export const groupsQuery = (tenant: string, asked: Asked) =>
  list<GroupRow>({
    key: [...keyOf("groups", tenant), "list", asked],
    load: (page, signal) => call("groups", "list", { path: { tenant }, urlParams: { ...asked, ...page }, signal })
  })

export const userQuery = (tenant: string, id: string) =>
  queryOptions({
    queryKey: [...keyOf("users", tenant), "one", id],
    queryFn: ({ signal }) => call("users", "get", { path: { tenant, id }, signal })
  })

export const groupQuery = (tenant: string, id: string) =>
  queryOptions({
    queryKey: [...keyOf("groups", tenant), "one", id],
    queryFn: ({ signal }) => call("groups", "get", { path: { tenant, id }, signal })
  })

export const groupsOfQuery = (tenant: string, id: string) =>
  list<Membership>({
    key: [...keyOf("users", tenant), "one", id, "groups"],
    load: (urlParams, signal) => call("users", "groups", { path: { tenant, id }, urlParams, signal })
  })

export const membersQuery = (tenant: string, id: string) =>
  list<Member>({
    key: [...keyOf("groups", tenant), "one", id, "members"],
    load: (urlParams, signal) => call("groups", "members", { path: { tenant, id }, urlParams, signal }),
    size: 200
  })

export const historyQuery = (kind: Kind, tenant: string, id: string) =>
  list<HistoryEntry>({
    key: [...keyOf(kind, tenant), "one", id, "history"],
    load: (urlParams, signal) =>
      call("history", kind === "users" ? "user" : "group", { path: { tenant, id }, urlParams, signal }),
    size: 20
  })

export const keptQuery = (kind: Kind, tenant: string) =>
  list<KeptRow>({
    key: [...keyOf(kind, tenant), "kept"],
    load: (urlParams, signal) => call("kept", "list", { path: { tenant, type: kind }, urlParams, signal })
  })

export const schemasQuery = (tenant: string) =>
  queryOptions({
    queryKey: ["schemas", tenant],
    queryFn: ({ signal }) => call("schemas", "list", { path: { tenant }, signal }),
    staleTime: 5 * 60_000
  })

/** Whether what is deleted can be taken back. */
export const keepsQuery = (tenant: string) =>
  queryOptions({
    queryKey: ["settings", tenant, "onDelete"],
    queryFn: async ({ signal }) => {
      const { settings } = await call("settings", "get", { path: { tenant }, signal })
      return settings.onDelete === "keep"
    }
  })

/** After a change: every list begins anew, and what is looked at is asked for again. */
export const changed = async (queries: QueryClient, tenant: string): Promise<void> => {
  for (const kind of ["users", "groups"] as const) {
    const key = keyOf(kind, tenant)
    queries.removeQueries({ queryKey: key, type: "inactive" })
    await queries.invalidateQueries({ queryKey: key })
  }
}

/** Every item of the pages that are there. */
export const itemsOf = <A>(data: InfiniteData<Paged<A>, unknown> | undefined): ReadonlyArray<A> =>
  data === undefined ? [] : data.pages.flatMap(({ items }) => items)
