/** Whether the lines come by themselves, and the button that holds them. */
import type { StreamState } from "../api/useEventSource.ts"
import { message } from "../messages.ts"
import { Button } from "../parts/Button.tsx"

export interface Live {
  readonly stream: StreamState
  /** How many came since it was held. */
  readonly held: number | undefined
  readonly hold: () => void
  readonly goOn: () => void
  readonly retry: () => void
}

export const LiveBar = ({ log }: { readonly log: Live }) => {
  const { held, stream } = log
  const isLive = stream === "live" && held === undefined
  return (
    <div className="flex h-13 items-center gap-3 border-b border-line pr-2.5 pl-5">
      <span aria-hidden="true" className="relative flex size-2">
        {isLive ? <span className="absolute inset-0 animate-ping rounded-full bg-good opacity-60" /> : null}
        <span className={`relative size-2 rounded-full ${isLive ? "bg-good" : "bg-edge"}`} />
      </span>
      <p role="status" className="min-w-0 grow font-medium">
        {held === undefined ? message.log.live[stream] : message.log.live.held(held)}
        {stream === "off" && held === undefined ? (
          <span className="ml-2 font-normal text-muted">{message.log.live.past}</span>
        ) : null}
      </p>
      {stream === "refused" ? (
        <Button icon="rotate" onClick={log.retry}>
          {message.retry}
        </Button>
      ) : held === undefined ? (
        stream === "off" ? null : (
          <Button look="quiet" icon="pause" onClick={log.hold}>
            {message.log.live.pause}
          </Button>
        )
      ) : (
        <Button look="plain" icon="play" onClick={log.goOn}>
          {message.log.live.goOn}
        </Button>
      )}
    </div>
  )
}
