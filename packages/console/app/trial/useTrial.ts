/** The requests of a tenant since a time, as they come. */
import { useQuery } from "@tanstack/react-query"
import { useState } from "react"
import { call } from "../api/call.ts"
import type { Entry } from "../api/log.ts"
import { merged } from "../log/merged.ts"
import { useLogStream } from "../log/useLogStream.ts"

/** More than a trial has; of more, the newest count. */
const limit = 1_000

/** For one time and token as long as they last. */
export const useTrial = (tenant: string, from: string, token: string | undefined) => {
  const chosen = token === undefined ? {} : { token }
  const [arrived, setArrived] = useState<ReadonlyArray<Entry>>([])
  const before = useQuery({
    queryKey: ["trialLog", tenant, from, token],
    queryFn: ({ signal }) => call("log", "list", { path: { tenant }, urlParams: { ...chosen, from, limit }, signal }),
    // The stream looks back a few seconds, and what was kept from an earlier visit may be older.
    refetchOnMount: "always"
  })
  const [stream, reopen] = useLogStream(tenant, chosen, (entry) =>
    setArrived((all) => (entry.time < from ? all : [...all.slice(-limit), entry]))
  )
  return {
    entries: before.data === undefined ? undefined : merged(arrived, [before.data]),
    arrived,
    error: before.error,
    stream,
    retry: () => {
      void before.refetch()
      reopen()
    }
  }
}
