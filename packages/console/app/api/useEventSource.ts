/**
 * What the server tells as it happens: server-sent events, which the browser takes up again by itself where they stopped.
 * A server that lets nobody in says so once, and then somebody has to ask again.
 */
import { useEffect, useRef, useState } from "react"

export type StreamState = "off" | "connecting" | "live" | "waiting" | "refused"

/** Listens for as long as there is an address. The answered function tries anew. */
export const useEventSource = <A>(
  address: string | undefined,
  onMessage: (message: A) => void
): readonly [StreamState, () => void] => {
  const [state, setState] = useState<StreamState>("off")
  const [attempt, setAttempt] = useState(0)
  const take = useRef(onMessage)
  useEffect(() => {
    take.current = onMessage
  })
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
