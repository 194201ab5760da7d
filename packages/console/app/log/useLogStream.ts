/**
 * The log as it grows: server-sent events, which the browser takes up again by itself where they stopped. A server that
 * lets nobody in says so once, and then somebody has to ask again.
 */
import { useEffect, useRef, useState } from "react"
import { type Chosen, type Entry, logAddress } from "../api/log.ts"

export type StreamState = "off" | "connecting" | "live" | "waiting" | "refused"

/** Watches for as long as there is something chosen. The answered function tries anew. */
export const useLogStream = (
  tenant: string,
  chosen: Chosen | undefined,
  onEntry: (entry: Entry) => void
): readonly [StreamState, () => void] => {
  const [state, setState] = useState<StreamState>("off")
  const [attempt, setAttempt] = useState(0)
  const take = useRef(onEntry)
  useEffect(() => {
    take.current = onEntry
  })
  const address = chosen === undefined ? undefined : logAddress(tenant, "stream", chosen)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt is another stream.
  useEffect(() => {
    if (address === undefined) return setState("off")
    setState("connecting")
    const source = new EventSource(address)
    source.onopen = () => setState("live")
    source.onmessage = ({ data }) => take.current(JSON.parse(data))
    source.onerror = () => setState(source.readyState === EventSource.CLOSED ? "refused" : "waiting")
    return () => source.close()
  }, [address, attempt])
  return [state, () => setAttempt((count) => count + 1)]
}
