/** The log as it grows. */
import { type Chosen, type Entry, logAddress } from "../api/log.ts"
import { type StreamState, useEventSource } from "../api/useEventSource.ts"

/** Watches for as long as there is something chosen. The answered function tries anew. */
export const useLogStream = (
  tenant: string,
  chosen: Chosen | undefined,
  onEntry: (entry: Entry) => void
): readonly [StreamState, () => void] =>
  useEventSource(chosen === undefined ? undefined : logAddress(tenant, "stream", chosen), onEntry)
